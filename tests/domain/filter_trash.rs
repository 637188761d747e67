//! Which contacts a filter is about: what it does not understand, and Trash.

use visage::domain::date::Calendar;
use visage::domain::filter::Filter;

use crate::crowd::{Crowd, day, utc};
use crate::filters::definitions;

fn calendar() -> Calendar<'static> {
    Calendar { today: day("2026-03-11"), start_of: &utc }
}

#[test]
fn what_is_not_understood_takes_no_part() {
    let crowd = Crowd::of(&[("cy", r#"{"city":"Bonn"}"#), ("none", "{}")]);
    let check = |text: &str, expect: &str| {
        let filter = Filter::parse(text, &definitions());
        let rows = crowd.contacts.matching(&filter, &calendar());
        assert_eq!(crowd.who(&rows).join(" "), expect, "{text}");
    };
    check("foo is bar", "");
    check("foo is bar AND city is bonn", "cy");
    check("foo is bar OR city is bonn", "cy");
    check("created in last 99999 days AND foo is x", "");
    let mut filter = Filter::default();
    filter.groups.push(Vec::new());
    assert_eq!(crowd.contacts.matching(&filter, &calendar()).count(), 2);
}

#[test]
fn trash_is_seen_by_those_who_ask_for_it() {
    let trashed = r#"{"contact_type":"Lead","deleted_at":"2026-03-01T00:00:00.000Z"}"#;
    let merged = r#"{"contact_type":"Lead","merged_into":"00000000-0000-4000-8000-000000000001"}"#;
    let both = r#"{"contact_type":"Lead","deleted_at":"2026-03-01T00:00:00.000Z",
        "merged_into":"00000000-0000-4000-8000-000000000001"}"#;
    let crowd = Crowd::of(&[
        ("here", r#"{"contact_type":"Lead"}"#),
        ("gone", trashed),
        ("merged", merged),
        ("both", both),
    ]);
    let check = |text: &str, expect: &str| crowd.check(text, expect, &calendar());
    check("", "here");
    check("type is lead", "here");
    check("type is not customer", "here");
    check("in trash is on", "gone");
    check("in trash is off", "here");
    check("in trash is on AND type is lead", "gone");
    check("in trash is on AND type is customer", "");
    check("in trash is on OR in trash is off", "here gone");
    check("in trash is on OR type is lead", "here gone");
    check("in trash is on AND type is customer OR type is not empty", "here");
    assert_eq!(crowd.who(&crowd.contacts.trashed()), ["gone"]);
}
