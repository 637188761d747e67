//! Filters for tests: any that can be built, over a workspace with a custom field of each kind.

use proptest::prelude::{Just, Strategy, any, prop};
use visage::domain::date::Date;
use visage::domain::filter::field::{Definition, Definitions, Field, Kind};
use visage::domain::filter::operator::{Operator, Takes};
use visage::domain::filter::{Condition, Filter, Number, Value};

/// A custom field of each kind.
pub(crate) fn definitions() -> Definitions {
    let field = |key, kind| Definition::new(key, key, kind).unwrap();
    Definitions::of(vec![
        field("motto", Kind::Text),
        field("plan", Kind::Choice),
        field("score", Kind::Number),
        field("renewal", Kind::Date),
        field("member", Kind::Flag),
    ])
}

/// Texts as they are compared with: few, so that they match, and some that are hard to write.
fn text() -> impl Strategy<Value = String> {
    proptest::prop_oneof![
        6 => prop::sample::select(vec![
            "a", "B", "á", "ab", "vip", "lead", "Ana", "ana okafor", "555", "+44 20", "020 7946 0958", "a@x", "x",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(vec![
            "and", "a OR b", "any of", "not", "empty", "between 1 and 2", "a, b", "\"", "\\", " a ", "a\\\"b", "=", "1\n2",
        ]).prop_map(str::to_owned),
        1 => "\\PC{1,8}",
        1 => any::<String>(),
    ]
}

fn number() -> impl Strategy<Value = Number> {
    prop::sample::select(vec!["0", "-0", "1", "1.0", "2.5", "-3", "1e2", "100"])
        .prop_map(|text| Number::parse(text).unwrap())
}

fn date() -> impl Strategy<Value = Date> {
    proptest::prop_oneof![
        8 => (-80_i64..80).prop_map(|days| Date::new(2026, 3, 11).unwrap().plus(days)),
        1 => (-719_528_i64..2_932_896).prop_map(Date::from_days),
        1 => prop::sample::select(vec![Date::FIRST, Date::LAST]),
    ]
}

fn value(takes: Takes) -> impl Strategy<Value = Value> {
    match takes {
        Takes::Nothing => Just(Value::Nothing).boxed(),
        Takes::Text => text().prop_map(Value::Text).boxed(),
        Takes::Texts => prop::collection::vec(text(), 1..12).prop_map(Value::Texts).boxed(),
        Takes::Number => number().prop_map(Value::Number).boxed(),
        Takes::Numbers => (number(), number()).prop_map(|(a, b)| Value::Numbers(a, b)).boxed(),
        Takes::Date => date().prop_map(Value::Date).boxed(),
        Takes::Dates => (date(), date()).prop_map(|(a, b)| Value::Dates(a, b)).boxed(),
        Takes::Days => {
            proptest::prop_oneof![0_u32..9, 0_u32..400, 0_u32..36_501].prop_map(Value::Days).boxed()
        }
        Takes::Month => (1_u8..13).prop_map(Value::Month).boxed(),
    }
}

/// Any condition that is understood.
pub(crate) fn condition() -> impl Strategy<Value = Condition> {
    let fields: Vec<Field> = Field::all(&definitions()).collect();
    let pair = prop::sample::select(fields).prop_flat_map(|field| {
        let operators: Vec<Operator> = Operator::of(field.kind()).collect();
        (Just(field), prop::sample::select(operators))
    });
    let whole = pair.prop_flat_map(|(field, operator)| {
        let takes = operator.takes(field.kind()).unwrap();
        (Just(field), Just(operator), value(takes))
    });
    whole.prop_filter_map("nothing to compare with", |(field, operator, value)| {
        Condition::new(field, operator, value).ok()
    })
}

/// Any filter that is understood.
pub(crate) fn filter() -> impl Strategy<Value = Filter> {
    let group = prop::collection::vec(condition(), 1..4);
    prop::collection::vec(group, 0..4).prop_map(|groups| Filter { groups })
}
