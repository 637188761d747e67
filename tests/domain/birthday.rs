//! Birthdays: how they are read and kept, and whom the conditions on them match.

use visage::domain::contact::Contact;
use visage::domain::contact::birthday::Birthday;
use visage::domain::date::Calendar;
use visage::domain::id::ContactId;

use crate::crowd::{Crowd, day, utc};

#[test]
fn days_are_read_and_other_texts_are_kept() {
    let check = |text: &str, month_and_day: Option<(u8, u8)>, date: Option<&str>| {
        let Ok(birthday) = text.parse::<Birthday>();
        assert_eq!(birthday.month_and_day(), month_and_day, "{text}");
        assert_eq!(birthday.date(), date.map(day), "{text}");
        assert_eq!(birthday.to_string(), text);
        let json = serde_json::json!({ "birthday": text }).to_string();
        let contact = Contact::from_json(ContactId::from_random(1), &json).unwrap();
        assert_eq!(contact.birthday, Some(birthday));
        let written: serde_json::Value = serde_json::to_value(&contact).unwrap();
        assert_eq!(
            written.get("birthday").and_then(|text| text.as_str()).unwrap_or_default(),
            text
        );
    };
    check("1990-02-28", Some((2, 28)), Some("1990-02-28"));
    check("2000-02-29", Some((2, 29)), Some("2000-02-29"));
    check("0000-01-01", Some((1, 1)), Some("0000-01-01"));
    check("9999-12-31", Some((12, 31)), Some("9999-12-31"));
    check("--02-29", Some((2, 29)), None);
    check("--12-01", Some((12, 1)), None);
    for text in [
        "",
        " ",
        "soon",
        "1990",
        "1990-02",
        "1990-02-29",
        "1990-13-01",
        "1990-00-10",
        "1990-2-3",
        "--02-30",
        "--00-01",
        "--2-29",
        "---02-29",
        "-02-29",
        "02-29",
        "1990-02-28T00:00:00Z",
        "28.02.1990",
        "19900228",
        "+990-02-28",
        "1990-02-2é",
        "é990-02-28",
        "\u{0}",
        "１９９０-02-28",
    ] {
        check(text, None, None);
    }
}

fn crowd() -> Crowd {
    Crowd::of(&[
        ("leap", r#"{"birthday":"2000-02-29"}"#),
        ("leapling", r#"{"birthday":"--02-29"}"#),
        ("feb28", r#"{"birthday":"1990-02-28"}"#),
        ("mar1", r#"{"birthday":"1985-03-01"}"#),
        ("mar11", r#"{"birthday":"--03-11"}"#),
        ("baby", r#"{"birthday":"2026-03-11"}"#),
        ("jan1", r#"{"birthday":"1970-01-01"}"#),
        ("dec31", r#"{"birthday":"--12-31"}"#),
        ("odd", r#"{"birthday":"in spring"}"#),
        ("none", "{}"),
    ])
}

/// Checks whom a condition matches as it is `today`, and that its inverse matches all others.
fn check_on(today: &str, condition: &str, expect: &str) {
    let crowd = crowd();
    let calendar = Calendar { today: day(today), start_of: &utc };
    crowd.check(&format!("birthday {condition}"), expect, &calendar);
    let inverse = condition
        .strip_prefix("is ")
        .map_or_else(|| format!("not {condition}"), |rest| format!("is not {rest}"));
    let all = crowd.who(&crowd.rows("", &calendar));
    let others: Vec<&str> =
        all.into_iter().filter(|name| !expect.split(' ').any(|known| known == *name)).collect();
    crowd.check(&format!("birthday {inverse}"), &others.join(" "), &calendar);
}

#[test]
fn days_near_today_go_by_the_anniversary() {
    let check = check_on;
    check("2026-03-11", "is today", "mar11 baby");
    check("2026-03-12", "is yesterday", "mar11 baby");
    check("2026-03-10", "is tomorrow", "mar11 baby");
    // 29 February counts on 28 February in a common year.
    check("2026-02-28", "is today", "leap leapling feb28");
    check("2026-03-01", "is today", "mar1");
    check("2026-03-01", "is yesterday", "leap leapling feb28");
    check("2028-02-28", "is today", "feb28");
    check("2028-02-29", "is today", "leap leapling");
    check("2028-02-28", "is tomorrow", "leap leapling");
    check("2028-03-01", "is yesterday", "leap leapling");
    check("2100-02-28", "is today", "leap leapling feb28");
    check("2000-02-28", "is today", "feb28");
    // Weeks and months, and over the turn of a year.
    check("2026-03-11", "is this week", "mar11 baby");
    check("2026-02-23", "is this week", "leap leapling feb28 mar1");
    check("2025-12-29", "is this week", "jan1 dec31");
    check("2026-01-04", "is this week", "jan1 dec31");
    check("2026-01-05", "is this week", "");
    check("2026-02-10", "is this month", "leap leapling feb28");
    check("2026-03-31", "is this month", "mar1 mar11 baby");
    check("2026-03-31", "is this quarter", "leap leapling feb28 mar1 mar11 baby jan1");
    check("2026-10-01", "is this quarter", "dec31");
    check("2026-07-01", "is this quarter", "");
    check("2026-03-11", "in last 10 days", "mar1 mar11 baby");
    check("2026-03-11", "in last 11 days", "leap leapling feb28 mar1 mar11 baby");
    check("2026-03-11", "in last 0 days", "mar11 baby");
    check("2026-01-01", "in last 1 days", "jan1 dec31");
    check("2025-12-31", "in next 1 days", "jan1 dec31");
    check("2025-12-31", "in next 58 days", "jan1 dec31");
    check("2025-12-31", "in next 59 days", "leap leapling feb28 jan1 dec31");
    check("2026-03-12", "in next 363 days", "leap leapling feb28 mar1 jan1 dec31");
    check("2026-03-12", "in next 364 days", "leap leapling feb28 mar1 mar11 baby jan1 dec31");
    check("2026-03-12", "in next 36500 days", "leap leapling feb28 mar1 mar11 baby jan1 dec31");
    check("2026-03-12", "in last 36500 days", "leap leapling feb28 mar1 mar11 baby jan1 dec31");
    check("9999-12-31", "in next 36500 days", "dec31");
    check("2026-03-11", "in month 2", "leap leapling feb28");
    check("2026-03-11", "in month 12", "dec31");
    check("2026-03-11", "in month 6", "");
}

#[test]
fn dates_go_by_the_whole_date() {
    let check = |condition: &str, expect: &str| check_on("2026-03-11", condition, expect);
    check("is on 1990-02-28", "feb28");
    check("is on 2026-03-11", "baby");
    check("is on 2025-03-11", "");
    check("is on 1970-01-01", "jan1");
    check("before 1990-02-28", "mar1 jan1");
    check("after 1990-02-28", "leap baby");
    check("between 1985-03-01 and 2000-02-29", "leap feb28 mar1");
    check("between 0000-01-01 and 9999-12-31", "leap feb28 mar1 baby jan1");
    check("more than 7 days ago", "leap feb28 mar1 jan1");
    check("less than 7 days ago", "baby");
    check("less than 36500 days ago", "leap feb28 mar1 baby jan1");
    // Every birthday has an anniversary in each year, so this year is the year of birth.
    check("is this year", "baby");
    check("is empty", "none");
}
