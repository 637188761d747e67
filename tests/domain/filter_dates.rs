//! Which days the date conditions mean, on points in time and on days of custom fields.

use visage::domain::date::Calendar;

use crate::crowd::{Crowd, day, utc};

/// Someone for each of these days, called by it, created at noon and renewed on it; and someone without any.
fn crowd(days: &[&'static str]) -> Crowd {
    let body = |day: &&str| {
        format!(r#"{{"created_at":"{day}T12:00:00.000Z","custom":{{"renewal":"{day}"}}}}"#)
    };
    let bodies: Vec<String> = days.iter().map(body).collect();
    let mut people: Vec<(&'static str, &str)> =
        days.iter().zip(&bodies).map(|(day, body)| (*day, body.as_str())).collect();
    people.push(("never", "{}"));
    Crowd::of(&people)
}

/// Checks whom a condition matches as it is `today`, on both fields, and that its inverse matches all others.
fn check_on(today: &str, days: &[&'static str], condition: &str, expect: &str) {
    let crowd = crowd(days);
    let calendar = Calendar { today: day(today), start_of: &utc };
    let inverse = condition
        .strip_prefix("is ")
        .map_or_else(|| format!("not {condition}"), |rest| format!("is not {rest}"));
    let others = days.iter().copied().chain(["never"]);
    let others: Vec<&str> =
        others.filter(|name| !expect.split(' ').any(|known| known == *name)).collect();
    for field in ["created", "custom.renewal"] {
        crowd.check(&format!("{field} {condition}"), expect, &calendar);
        crowd.check(&format!("{field} {inverse}"), &others.join(" "), &calendar);
    }
}

const DAYS: &[&str] = &[
    "1969-12-31",
    "1999-03-11",
    "2025-03-11",
    "2025-12-31",
    "2026-01-01",
    "2026-02-09",
    "2026-02-28",
    "2026-03-01",
    "2026-03-03",
    "2026-03-04",
    "2026-03-08",
    "2026-03-09",
    "2026-03-10",
    "2026-03-11",
    "2026-03-12",
    "2026-03-14",
    "2026-03-15",
    "2026-03-16",
    "2026-03-31",
    "2026-04-01",
    "2026-12-31",
    "2027-01-01",
    "9999-12-31",
];

#[test]
fn days_on_a_wednesday_in_march() {
    let check = |condition: &str, expect: &str| check_on("2026-03-11", DAYS, condition, expect);
    check("is on 2026-03-11", "2026-03-11");
    check("is on 1969-12-31", "1969-12-31");
    check("is on 9999-12-31", "9999-12-31");
    check("is on 2026-03-13", "");
    // Both exclusive.
    check("before 2026-01-01", "1969-12-31 1999-03-11 2025-03-11 2025-12-31");
    check("after 2026-04-01", "2026-12-31 2027-01-01 9999-12-31");
    check("before 0000-01-01", "");
    check("after 9999-12-31", "");
    check("before 1969-12-31", "");
    // Inclusive, in either order.
    check("between 2026-03-03 and 2026-03-08", "2026-03-03 2026-03-04 2026-03-08");
    check("between 2026-03-08 and 2026-03-03", "2026-03-03 2026-03-04 2026-03-08");
    check("between 2026-03-11 and 2026-03-11", "2026-03-11");
    check("between 0000-01-01 and 9999-12-31", &DAYS.join(" "));
    check("is today", "2026-03-11");
    check("is yesterday", "2026-03-10");
    check("is tomorrow", "2026-03-12");
    check("is this week", "2026-03-09 2026-03-10 2026-03-11 2026-03-12 2026-03-14 2026-03-15");
    check(
        "is this month",
        "2026-03-01 2026-03-03 2026-03-04 2026-03-08 2026-03-09 2026-03-10 2026-03-11 2026-03-12 2026-03-14 2026-03-15 2026-03-16 2026-03-31",
    );
    // In the examples of FEATURES it is 11 March 2026: the last 3 days are 8 to 11 March.
    check("in last 3 days", "2026-03-08 2026-03-09 2026-03-10 2026-03-11");
    check("in last 0 days", "2026-03-11");
    check("in last 1 days", "2026-03-10 2026-03-11");
    check("in next 3 days", "2026-03-11 2026-03-12 2026-03-14");
    check("in next 0 days", "2026-03-11");
    check(
        "more than 7 days ago",
        "1969-12-31 1999-03-11 2025-03-11 2025-12-31 2026-01-01 2026-02-09 2026-02-28 2026-03-01 2026-03-03",
    );
    check("less than 7 days ago", "2026-03-04 2026-03-08 2026-03-09 2026-03-10 2026-03-11");
    check("more than 30 days ago", "1969-12-31 1999-03-11 2025-03-11 2025-12-31 2026-01-01");
    check(
        "more than 0 days ago",
        "1969-12-31 1999-03-11 2025-03-11 2025-12-31 2026-01-01 2026-02-09 2026-02-28 2026-03-01 2026-03-03 2026-03-04 2026-03-08 2026-03-09 2026-03-10",
    );
    check("more than 36500 days ago", "");
    check("in month 2", "2026-02-09 2026-02-28");
    check("in month 1", "2026-01-01 2027-01-01");
    check("in month 12", "1969-12-31 2025-12-31 2026-12-31 9999-12-31");
    check("in month 7", "");
    check("is empty", "never");
}

#[test]
fn weeks_run_from_monday_to_sunday() {
    let days = &[
        "2025-12-28",
        "2025-12-29",
        "2026-01-01",
        "2026-01-04",
        "2026-01-05",
        "2026-01-11",
        "2026-01-12",
    ];
    let check = |today: &str, expect: &str| check_on(today, days, "is this week", expect);
    let first = "2025-12-29 2026-01-01 2026-01-04";
    check("2025-12-28", "2025-12-28");
    check("2025-12-29", first);
    check("2025-12-31", first);
    check("2026-01-01", first);
    check("2026-01-04", first);
    check("2026-01-05", "2026-01-05 2026-01-11");
    check("2026-01-11", "2026-01-05 2026-01-11");
    check("2026-01-12", "2026-01-12");
}

#[test]
fn months_quarters_and_years_end_where_the_calendar_says() {
    let days = &[
        "2023-12-31",
        "2024-01-01",
        "2024-01-31",
        "2024-02-01",
        "2024-02-29",
        "2024-03-01",
        "2024-03-31",
        "2024-04-01",
        "2024-06-30",
        "2024-07-01",
        "2024-09-30",
        "2024-10-01",
        "2024-12-31",
        "2025-01-01",
    ];
    let check =
        |today: &str, condition: &str, expect: &str| check_on(today, days, condition, expect);
    check("2024-01-01", "is this month", "2024-01-01 2024-01-31");
    check("2024-02-01", "is this month", "2024-02-01 2024-02-29");
    check("2024-02-29", "is this month", "2024-02-01 2024-02-29");
    check("2024-03-31", "is this month", "2024-03-01 2024-03-31");
    check("2024-12-31", "is this month", "2024-12-31");
    let first = "2024-01-01 2024-01-31 2024-02-01 2024-02-29 2024-03-01 2024-03-31";
    check("2024-01-01", "is this quarter", first);
    check("2024-02-29", "is this quarter", first);
    check("2024-03-31", "is this quarter", first);
    check("2024-04-01", "is this quarter", "2024-04-01 2024-06-30");
    check("2024-06-30", "is this quarter", "2024-04-01 2024-06-30");
    check("2024-07-15", "is this quarter", "2024-07-01 2024-09-30");
    check("2024-10-01", "is this quarter", "2024-10-01 2024-12-31");
    check("2024-12-31", "is this quarter", "2024-10-01 2024-12-31");
    check("2025-01-01", "is this quarter", "2025-01-01");
    check("2023-07-01", "is this year", "2023-12-31");
    check("2024-12-31", "is this year", &days[1..13].join(" "));
    check("2024-03-01", "is yesterday", "2024-02-29");
    check("2024-02-28", "is tomorrow", "2024-02-29");
    check("2024-01-01", "is yesterday", "2023-12-31");
    check("2024-12-31", "is tomorrow", "2025-01-01");
    check("2024-03-01", "in last 1 days", "2024-02-29 2024-03-01");
    check("2025-01-01", "in last 366 days", &days[1..].join(" "));
}

#[test]
fn the_ends_of_the_calendar_are_held() {
    let days = &["0000-01-01", "0000-01-02", "9999-12-30", "9999-12-31"];
    let check =
        |today: &str, condition: &str, expect: &str| check_on(today, days, condition, expect);
    check("9999-12-31", "is today", "9999-12-31");
    check("9999-12-31", "in next 36500 days", "9999-12-31");
    check("9999-12-31", "is this week", "9999-12-30 9999-12-31");
    check("9999-12-31", "is this year", "9999-12-30 9999-12-31");
    check("9999-12-31", "in month 12", "9999-12-30 9999-12-31");
    check("0000-01-01", "in last 36500 days", "0000-01-01");
    check("0000-01-01", "more than 1 days ago", "");
    check("0000-01-01", "is this week", "0000-01-01 0000-01-02");
    check("0000-01-02", "more than 0 days ago", "0000-01-01");
}

#[test]
fn a_time_that_is_not_known_is_on_no_day() {
    let crowd =
        Crowd::of(&[("known", r#"{"created_at":"1970-01-01T00:00:00.001Z"}"#), ("unknown", "{}")]);
    let calendar = Calendar { today: day("1970-01-01"), start_of: &utc };
    crowd.check("created is today", "known", &calendar);
    crowd.check("created is not today", "unknown", &calendar);
    crowd.check("created is empty", "unknown", &calendar);
    crowd.check("created is not empty", "known", &calendar);
    crowd.check("updated in month 1", "", &calendar);
    crowd.check("updated not in month 1", "known unknown", &calendar);
}

#[test]
fn what_is_no_day_in_a_custom_field_is_there_and_on_no_day() {
    let crowd = Crowd::of(&[
        ("text", r#"{"custom":{"renewal":"soon"}}"#),
        ("wrong", r#"{"custom":{"renewal":"2026-02-30"}}"#),
        ("number", r#"{"custom":{"renewal":20260311}}"#),
        ("none", r#"{"custom":{"renewal":null}}"#),
    ]);
    let calendar = Calendar { today: day("2026-03-11"), start_of: &utc };
    crowd.check("custom.renewal is empty", "none", &calendar);
    crowd.check("custom.renewal before 9999-01-01", "", &calendar);
    crowd.check("custom.renewal in month 2", "", &calendar);
    crowd.check("custom.renewal is not today", "text wrong number none", &calendar);
}
