//! The text form of filters: what is read, and what is written back.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use visage::domain::filter::{Filter, MAX_CONDITIONS, Unknown};

use crate::filters::{definitions, filter};

fn parse(text: &str) -> Filter {
    Filter::parse(text, &definitions())
}

/// How a text is written back when all of it is understood.
fn check(text: &str, expect: &str) {
    let read = parse(text);
    let unknown: Vec<&Unknown> = read.unknown().collect();
    assert!(unknown.is_empty(), "{text}: {unknown:?}");
    assert_eq!(read.to_string(), expect, "{text}");
    assert_eq!(parse(expect), read, "{text}");
}

#[test]
fn what_is_written_as_it_is_written() {
    let same = |text: &str| check(text, text);
    same("");
    // The lists of the sample.
    same("type is lead AND last activity in last 7 days");
    same("has picture is off");
    same("tag is any of vip, renewal AND type is customer");
    same("tag is any of spring fair, field day, webinar");
    same("type is lead AND last activity in last 7 days OR tag is any of vip, fair");
    // Every operator of every kind.
    for text in
        ["name", "first name", "last name", "email", "phone", "company", "job title", "source"]
    {
        for rest in ["is a b", "is not a", "contains a", "does not contain a", "starts with a"] {
            same(&format!("{text} {rest}"));
        }
        for rest in ["is any of a", "is none of a, b c, d", "is empty", "is not empty"] {
            same(&format!("{text} {rest}"));
        }
    }
    for choice in ["type", "owner", "timezone", "tag", "custom.plan"] {
        for rest in
            ["is a b", "is not a", "is any of a, b", "is none of a", "is empty", "is not empty"]
        {
            same(&format!("{choice} {rest}"));
        }
    }
    for rest in [
        "= 5",
        "!= 5",
        "> -5",
        ">= 0.5",
        "< 1e3",
        "<= 5",
        "between 1 and 5",
        "is empty",
        "is not empty",
    ] {
        same(&format!("custom.score {rest}"));
    }
    for date in ["created", "updated", "last activity", "birthday", "custom.renewal"] {
        for rest in [
            "is on 2026-01-31",
            "before 2026-01-31",
            "after 2026-01-31",
            "between 2026-01-01 and 2026-01-31",
        ] {
            same(&format!("{date} {rest}"));
            let rest = rest
                .strip_prefix("is ")
                .map_or(format!("not {rest}"), |day| format!("is not {day}"));
            same(&format!("{date} {rest}"));
        }
        for day in [
            "today",
            "yesterday",
            "tomorrow",
            "this week",
            "this month",
            "this quarter",
            "this year",
            "empty",
        ] {
            same(&format!("{date} is {day}"));
            same(&format!("{date} is not {day}"));
        }
        for rest in [
            "in last 7 days",
            "in next 0 days",
            "more than 30 days ago",
            "less than 36500 days ago",
            "in month 2",
        ] {
            same(&format!("{date} {rest}"));
            same(&format!("{date} not {rest}"));
        }
    }
    for flag in [
        "has picture",
        "unread",
        "in trash",
        "dnd sms",
        "dnd email",
        "dnd call",
        "dnd whatsapp",
        "dnd inbound",
        "custom.member",
    ] {
        same(&format!("{flag} is on"));
        same(&format!("{flag} is off"));
    }
}

#[test]
fn other_spellings_are_read_too() {
    check(
        "TYPE IS Lead and Last Activity IN LAST 7 DAYS",
        "type is Lead AND last activity in last 7 days",
    );
    check("  type   is  lead  ", "type is lead");
    check("type is lead Or\ttype is other", "type is lead OR type is other");
    check("tags is vip", "tag is vip");
    check("last_activity is today", "last activity is today");
    check("created is in last 7 days", "created in last 7 days");
    check("created is not in last 7 days", "created not in last 7 days");
    check("created is before 2026-01-31", "created before 2026-01-31");
    check("created in last 1 day", "created in last 1 days");
    check("created more than 1 day ago", "created more than 1 days ago");
    check("created in last 007 days", "created in last 7 days");
    check("created in month 02", "created in month 2");
    check("custom.score>5", "custom.score > 5");
    check("custom.score >=5 and custom.score<=9", "custom.score >= 5 AND custom.score <= 9");
    check("CUSTOM.score = 5", "custom.score = 5");
    check("tag is any of a,b ,,c,", "tag is any of a, b, c");
    check("company is Foo, Inc", "company is \"Foo, Inc\"");
    check("company is Joe \"the\" Smith", "company is \"Joe \\\"the\\\" Smith\"");
    // Joints with nothing between them join nothing.
    check("AND", "");
    check("or and or", "");
    check("type is a AND AND type is b", "type is a AND type is b");
    check("OR type is a OR OR type is b OR", "type is a OR type is b");
}

#[test]
fn values_are_quoted_where_they_would_be_read_differently() {
    let same = |text: &str| check(text, text);
    same("company is \"Smith and Sons\"");
    same("company is \"AND\"");
    same("company is \"a or b\"");
    same("company is \"a, b\"");
    same("company is \"5\\\" pipes\"");
    same("company is \"\\\\\\\"\"");
    same("company is C:\\dir");
    same("company is \" a\"");
    same("company is \"a \"");
    same("company is \"any of them\"");
    same("company is \"not\"");
    same("company is \"empty\"");
    same("company is \"None such\"");
    same("company is \"between us\"");
    same("company is R&D AND city is x");
    same("company is sandy orchard");
    same("company is a=b");
    same("company is \"a=and\"");
    same("tag is any of \"a, b\", c d, \"or\"");
    check("company is \"Acme\"", "company is Acme");
    check("company is \"a  b\"", "company is a  b");
    check("tag is any of \"a\",\"b\"", "tag is any of a, b");
    check("custom.score = \"5\"", "custom.score = 5");
    check("created before \"2026-01-31\"", "created before 2026-01-31");
}

#[test]
fn an_and_within_between_joins_its_two_values() {
    check(
        "custom.score between 1 AND 5 AND type is lead",
        "custom.score between 1 and 5 AND type is lead",
    );
    check(
        "created not between 2026-01-31 AnD 2026-01-01",
        "created not between 2026-01-31 and 2026-01-01",
    );
}

#[test]
fn a_text_of_any_size_is_read() {
    let many = vec!["type is lead"; 10_000].join(" AND ");
    let read = parse(&many);
    assert_eq!(read.groups[0].len(), 10_000);
    assert_eq!(read.unknown().count(), 10_000 - MAX_CONDITIONS);
    assert_eq!(read.to_string(), many);
    let check = |text: &str| {
        let read = parse(text);
        assert_eq!(parse(&read.to_string()), read);
    };
    check(&"\"".repeat(1_000_000));
    check(&"\" ".repeat(500_001));
    check(&"\\\"".repeat(500_000));
    check(&"a ".repeat(500_000));
    check(&"between ".repeat(125_000));
    check(&"and or ".repeat(150_000));
    check(&"<>=!, ".repeat(150_000));
    check(&format!("tag is any of {}", "a,".repeat(500_000)));
    check(&format!("created before {}", "9".repeat(1_000_000)));
    check(&format!("custom.score > {}", "9".repeat(1_000_000)));
    check(&"\u{0}\u{1f}\u{202e}\u{feff}".repeat(100_000));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn a_written_filter_is_read_as_itself(filter in filter()) {
        prop_assert_eq!(&parse(&filter.to_string()), &filter, "{}", filter);
    }

    #[test]
    fn any_text_is_read_and_its_writing_is_stable(
        text in any::<String>(),
        words in "((type|created|custom\\.score|is|not|any of|and|or|AND|between|in last 7 days|>|=|\"|\\\\|,|a|5|2026-01-31)[ ,]?){0,25}",
    ) {
        for text in [text, words] {
            let read = parse(&text);
            let written = read.to_string();
            prop_assert_eq!(&parse(&written), &read, "{} {}", text, written);
            prop_assert_eq!(parse(&written).to_string(), written);
            prop_assert!(read.groups.iter().all(|group| !group.is_empty()));
        }
    }
}
