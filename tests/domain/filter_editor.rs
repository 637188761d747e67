//! What an editor of filters offers: fields, operators and values, and the sentences on chips.

use visage::domain::columns::coded::Counted;
use visage::domain::date::Date;
use visage::domain::filter::Filter;
use visage::domain::filter::field::{Definitions, Field, Kind};
use visage::domain::filter::operator::{Operator, Takes};
use visage::domain::filter::why::Why;

use crate::crowd::Crowd;
use crate::filters::definitions;

#[test]
fn fields_have_names_labels_and_kinds() {
    let fields: Vec<Field> = Field::all(&definitions()).collect();
    assert_eq!(fields.len(), 35);
    for field in &fields {
        assert_eq!(Field::named(&field.to_string(), &definitions()).as_ref(), Some(field));
        assert_eq!(Field::named(&field.key(), &definitions()).as_ref(), Some(field));
        assert_eq!(
            Field::named(&field.to_string().to_uppercase(), &Definitions::default()).is_some(),
            !matches!(field, Field::Custom(_))
        );
        assert!(!field.label().is_empty() && !field.key().contains(' '), "{field}");
    }
    let check = |name: &str, label: &str, kind: Kind| {
        let field = Field::named(name, &definitions()).unwrap();
        assert_eq!((field.label(), field.kind()), (label, kind), "{name}");
    };
    check("name", "Name", Kind::Text);
    check("last activity", "Last activity", Kind::Date);
    check("tag", "Tag", Kind::Choice);
    check("tags", "Tag", Kind::Choice);
    check("type", "Contact type", Kind::Choice);
    check("dnd sms", "Do not disturb: SMS", Kind::Flag);
    check("custom.score", "score", Kind::Number);
    for name in
        ["", " ", "custom", "custom.", "custom.foo", "first  name", "naïve", "dnd", "customscore"]
    {
        assert_eq!(Field::named(name, &definitions()), None, "{name}");
    }
}

#[test]
fn operators_stand_in_the_order_of_the_editor() {
    let check = |kind: Kind, expect: &str| {
        let labels: Vec<String> = Operator::of(kind).map(|operator| operator.label(kind)).collect();
        assert_eq!(labels.join(", "), expect);
    };
    check(
        Kind::Text,
        "is, is not, contains, does not contain, starts with, is any of, is none of, is empty, is not empty",
    );
    check(Kind::Choice, "is, is not, is any of, is none of, is empty, is not empty");
    check(
        Kind::Number,
        "equal to, not equal to, greater than, greater or equal to, less than, less or equal to, between, is empty, is not empty",
    );
    check(
        Kind::Date,
        "is on, is not on, before, not before, after, not after, between, not between, is today, is not today, \
         is yesterday, is not yesterday, is tomorrow, is not tomorrow, is this week, is not this week, is this month, \
         is not this month, is this quarter, is not this quarter, is this year, is not this year, in the last … days, \
         not in the last … days, in the next … days, not in the next … days, more than … days ago, \
         not more than … days ago, less than … days ago, not less than … days ago, in month, not in month, is empty, is not empty",
    );
    check(Kind::Flag, "is on, is off");
}

#[test]
fn operators_say_what_they_take() {
    let check = |text: &str, takes: Takes| {
        let filter = Filter::parse(text, &definitions());
        let known = filter.groups[0][0].known().unwrap();
        assert_eq!(known.operator().takes(known.field().kind()), Some(takes), "{text}");
    };
    check("name is a", Takes::Text);
    check("name is any of a", Takes::Texts);
    check("name is empty", Takes::Nothing);
    check("custom.score > 5", Takes::Number);
    check("custom.score between 5 and 6", Takes::Numbers);
    check("created before 2026-01-01", Takes::Date);
    check("created between 2026-01-01 and 2026-01-01", Takes::Dates);
    check("created in last 5 days", Takes::Days);
    check("created in month 5", Takes::Month);
    check("unread is on", Takes::Nothing);
    for operator in Operator::of(Kind::Date) {
        assert_eq!(operator.takes(Kind::Flag), None);
    }
}

#[test]
fn chips_say_what_a_condition_says() {
    let check = |text: &str, expect: &str| {
        let filter = Filter::parse(text, &definitions());
        let day = |date: Date| format!("<{date}>");
        assert_eq!(filter.groups[0][0].sentence(&day), expect, "{text}");
    };
    check("last activity in last 7 days", "Last activity in the last 7 days");
    check("last activity in last 1 days", "Last activity in the last 1 day");
    check("created not in next 2 days", "Created not in the next 2 days");
    check("created more than 1 days ago", "Created more than 1 day ago");
    check("created not less than 30 days ago", "Created not less than 30 days ago");
    check("birthday in month 2", "Birthday in February");
    check("birthday not in month 12", "Birthday not in December");
    check("created is on 2026-01-31", "Created is on <2026-01-31>");
    check(
        "created between 2026-01-01 and 2026-01-31",
        "Created between <2026-01-01> and <2026-01-31>",
    );
    check("created is not this week", "Created is not this week");
    check("type is lead", "Contact type is “lead”");
    check("tag is any of vip, \"a, b\"", "Tag is any of vip, a, b");
    check("company does not contain x", "Company does not contain “x”");
    check("company is empty", "Company is empty");
    check("custom.score >= 5", "score greater or equal to 5");
    check("custom.score between 1 and 5", "score between 1 and 5");
    check("has picture is off", "Has picture is off");
    check("foo is \"bar\"", "foo is \"bar\"");
}

#[test]
fn reasons_name_the_thing_and_the_remedy() {
    let check = |text: &str, expect: &str| {
        let filter = Filter::parse(text, &definitions());
        let reasons: Vec<String> = filter.unknown().map(|unknown| unknown.why.sentence()).collect();
        assert_eq!(reasons, [expect], "{text}");
    };
    check(
        "foo is bar",
        "There is no field “foo”. Choose a field that there is, or remove the condition.",
    );
    check(
        "unread is maybe",
        "“Unread” cannot be compared like that. It takes one of: is on, is off.",
    );
    check("type is", "There is nothing to compare with. Add a text.");
    check("custom.score > many", "“many” is not a number. Write it like 5 or -1.5.");
    check(
        "created in last 99999 days",
        "“99999” is not a number of days from 0 to 36500. Choose one of those.",
    );
    check(
        "created in month 13",
        "“13” is not a month. Write its number, from 1 for January to 12 for December.",
    );
    check("created before\u{9}x\u{7}y", "“x y” is not a date. Write it like 2026-01-31.");
    let long = Why::Date("é".repeat(500)).sentence();
    assert!(long.contains(&format!("“{}…”", "é".repeat(40))), "{long}");
}

#[test]
fn values_come_from_listed_contacts_the_most_frequent_first() {
    let crowd = Crowd::of(&[
        (
            "a",
            r#"{"contact_type":"Lead","tags":["vip","Fair"],"company":"ÇELİK","custom":{"plan":["Gold","b"]}}"#,
        ),
        ("b", r#"{"contact_type":"lead","tags":["VIP"],"custom":{"plan":"gold"}}"#),
        (
            "c",
            r#"{"contact_type":"lead","tags":["vip","a, b"],"company":"Celik","custom":{"plan":"Gold"}}"#,
        ),
        ("d", r#"{"contact_type":"Customer","tags":["","  ","VIP "],"company":"acme"}"#),
        (
            "e",
            r#"{"contact_type":"Partner","tags":["gone"],"deleted_at":"2026-01-01T00:00:00.000Z"}"#,
        ),
    ]);
    let check = |field: &str, expect: &[(&str, u32)]| {
        let field = Field::named(field, &definitions()).unwrap();
        let values: Vec<Counted> = expect
            .iter()
            .map(|(text, count)| Counted { text: (*text).into(), count: *count })
            .collect();
        assert_eq!(crowd.contacts.columns().values(&field), values, "{field}");
    };
    check("type", &[("lead", 3), ("Customer", 1)]);
    // Of two spellings the more frequent, of equally frequent ones the first.
    check("tag", &[("VIP", 4), ("a, b", 1), ("Fair", 1)]);
    check("company", &[("Celik", 2), ("acme", 1)]);
    check("custom.plan", &[("Gold", 3), ("b", 1)]);
    check("city", &[]);
    check("email", &[]);
    check("created", &[]);
    check("unread", &[]);
}
