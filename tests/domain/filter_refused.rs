//! What is no condition: it is kept word for word, with a reason that people can read.

use visage::domain::filter::field::{Definition, Definitions, Field, Kind};
use visage::domain::filter::operator::{Operator, Takes, Test};
use visage::domain::filter::why::Why;
use visage::domain::filter::{Condition, Filter, Value};

use crate::filters::definitions;

fn parse(text: &str) -> Filter {
    Filter::parse(text, &definitions())
}

/// The reason for which the one condition of a text is not understood; its text is kept.
fn refused(text: &str, expect: &Why) {
    let read = parse(text);
    let reasons: Vec<&Why> = read.unknown().map(|unknown| &unknown.why).collect();
    assert_eq!(reasons, [expect], "{text}");
    assert_eq!(read.to_string(), text);
    assert_eq!(parse(&read.to_string()), read);
    let sentence = expect.sentence();
    assert!(sentence.ends_with('.') && sentence.len() > 30, "{sentence}");
}

#[test]
fn what_is_not_understood_is_kept_with_the_reason() {
    let field = |name: &str| Why::Field(name.into());
    refused("foo is bar", &field("foo"));
    refused("foo bar is baz", &field("foo bar"));
    refused("foo", &field("foo"));
    refused("custom.nothing > 5", &field("custom.nothing"));
    refused("custom. > 5", &field("custom."));
    refused("custom.Score > 5", &field("custom.Score"));
    refused("is lead", &field("is"));
    refused("\"type\" is lead", &field("\"type\""));
    refused(", is lead", &field(","));
    refused("nàme is x", &field("nàme"));
    refused("\u{0}", &field("\u{0}"));
    let operator = |name: &str| Why::Operator(Field::named(name, &definitions()).unwrap());
    refused("type", &operator("type"));
    refused("type contains lead", &operator("type"));
    refused("type > 5", &operator("type"));
    refused("tag starts with a", &operator("tag"));
    refused("name like ana", &operator("name"));
    refused("created is 2026-01-31", &operator("created"));
    refused("created on 2026-01-31", &operator("created"));
    refused("custom.score is 5", &operator("custom.score"));
    refused("custom.score == 5", &operator("custom.score"));
    refused("has picture is empty", &operator("has picture"));
    refused("has picture is yes", &operator("has picture"));
    refused("has picture", &operator("has picture"));
    refused("type is", &Why::Value(Takes::Text));
    refused("type is \"\"", &Why::Value(Takes::Text));
    refused("type is \"  \"", &Why::Value(Takes::Text));
    refused("type is \u{200b}", &Why::Value(Takes::Text));
    refused("name contains", &Why::Value(Takes::Text));
    refused("tag is any of", &Why::Value(Takes::Texts));
    refused("tag is any of , ,", &Why::Value(Takes::Texts));
    refused("tag is any of a, \"\"", &Why::Value(Takes::Texts));
    refused("type is empty handed", &Why::Value(Takes::Nothing));
    refused("unread is on now", &Why::Value(Takes::Nothing));
    refused("created is today 2", &Why::Value(Takes::Nothing));
    refused("created in last 7", &Why::Value(Takes::Days));
    refused("created in last days", &Why::Value(Takes::Days));
    refused("created more than 30 days", &Why::Value(Takes::Days));
    refused("custom.score >", &Why::Value(Takes::Number));
    refused("custom.score between 5", &Why::Value(Takes::Numbers));
    refused("custom.score between 5 6", &Why::Value(Takes::Numbers));
    refused("created between 2026-01-01", &Why::Value(Takes::Dates));
    refused("custom.score > five", &Why::Number("five".into()));
    refused("custom.score > 1,000", &Why::Number("1,000".into()));
    refused("custom.score > 5 6", &Why::Number("5 6".into()));
    refused("custom.score > 1e999", &Why::Number("1e999".into()));
    refused("custom.score > NaN", &Why::Number("NaN".into()));
    refused("custom.score > 0x10", &Why::Number("0x10".into()));
    refused("custom.score between 1 and x", &Why::Number("x".into()));
    let date = |text: &str| Why::Date(text.into());
    refused("created before today", &date("today"));
    refused("created before 2026-02-29", &date("2026-02-29"));
    refused("created before 2026-2-1", &date("2026-2-1"));
    refused("created before 31.1.2026", &date("31.1.2026"));
    refused("created before 12026-01-01", &date("12026-01-01"));
    refused("created between 2026-01-01 and never", &date("never"));
    let days = |text: &str| Why::Days(text.into());
    refused("created in last 36501 days", &days("36501"));
    refused("created in last -7 days", &days("-7"));
    refused("created in last 7.5 days", &days("7.5"));
    refused("created in last seven days", &days("seven"));
    refused("created more than 99999999999999999999 days ago", &days("99999999999999999999"));
    let month = |text: &str| Why::Month(text.into());
    refused("created in month 0", &month("0"));
    refused("created in month 13", &month("13"));
    refused("created in month february", &month("february"));
    refused("created in month 258", &month("258"));
    refused("type is \"lead", &Why::Unclosed);
    refused("type is \"lead AND name is x OR foo", &Why::Unclosed);
    refused("\"", &Why::Unclosed);
}

#[test]
fn what_is_understood_beside_it_still_counts() {
    let read = parse("foo is bar AND type is lead OR x OR city is Bonn");
    assert_eq!(read.groups.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(read.unknown().count(), 2);
    assert_eq!(read.to_string(), "foo is bar AND type is lead OR x OR city is Bonn");
}

#[test]
fn a_quote_that_was_never_closed_swallows_nothing_that_is_added() {
    let check = |text: &str| {
        let mut read = parse(text);
        read.groups.push(parse("type is lead").groups.remove(0));
        let again = parse(&read.to_string());
        assert_eq!(again.groups.len(), 2, "{read}");
        assert_eq!(again.groups[1], read.groups[1]);
        assert_eq!(again.unknown().count(), 1);
    };
    check("foo is \"bar");
    check("foo is \"bar\\");
    check("foo is \"bar\\\\");
}

#[test]
fn a_condition_is_made_of_what_belongs_together_only() {
    let on = |test| Operator { test, negated: false };
    let text = || Value::Text("a".into());
    assert!(Condition::new(Field::City, on(Test::Is), text()).is_ok());
    assert_eq!(
        Condition::new(Field::City, on(Test::Today), text()),
        Err(Why::Operator(Field::City))
    );
    assert_eq!(
        Condition::new(Field::Created, on(Test::Is), text()),
        Err(Why::Operator(Field::Created))
    );
    assert_eq!(
        Condition::new(Field::City, on(Test::Is), Value::Nothing),
        Err(Why::Value(Takes::Text))
    );
    assert_eq!(
        Condition::new(Field::City, on(Test::Is), Value::Text(" ".into())),
        Err(Why::Value(Takes::Text))
    );
    assert_eq!(
        Condition::new(Field::City, on(Test::AnyOf), Value::Texts(vec![])),
        Err(Why::Value(Takes::Texts))
    );
    assert_eq!(
        Condition::new(Field::Created, on(Test::InLast), Value::Days(36_501)),
        Err(Why::Days("36501".into()))
    );
    assert_eq!(
        Condition::new(Field::Created, on(Test::InMonth), Value::Month(13)),
        Err(Why::Value(Takes::Month))
    );
    let no_prefix = Operator { test: Test::StartsWith, negated: true };
    assert_eq!(Condition::new(Field::City, no_prefix, text()), Err(Why::Operator(Field::City)));
}

#[test]
fn keys_of_custom_fields_are_single_words() {
    let check = |key: &str, is_key: bool| {
        assert_eq!(Definition::new(key, "Label", Kind::Text).is_some(), is_key, "{key}");
    };
    check("score", true);
    check("größe_2-b.c", true);
    check("", false);
    check("a b", false);
    check("a,b", false);
    check("a\"", false);
    check("a>b", false);
    let twice = ["One", "Two"].map(|label| Definition::new("a", label, Kind::Text).unwrap());
    let known = Definitions::of(twice.into());
    assert_eq!(known.iter().count(), 1);
    assert_eq!(known.get("a").unwrap().label, "One");
}
