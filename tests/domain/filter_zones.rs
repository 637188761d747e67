//! Date conditions where days do not begin at midnight in UTC.

use visage::domain::date::{Calendar, Date};
use visage::domain::time::Timestamp;

use crate::crowd::{Crowd, day, utc};

/// Checks which points in time a condition matches where days begin as `start_of` says.
fn check_zone(
    start_of: &dyn Fn(Date) -> Timestamp,
    today: &str,
    condition: &str,
    expect: &[(&'static str, bool)],
) {
    let body = |(time, _): &(&str, bool)| {
        format!(r#"{{"updated_at":"{time}","custom":{{"renewal":"{time}"}}}}"#)
    };
    let bodies: Vec<String> = expect.iter().map(body).collect();
    let people: Vec<(&'static str, &str)> =
        expect.iter().zip(&bodies).map(|((time, _), body)| (*time, body.as_str())).collect();
    let matching: Vec<&str> =
        expect.iter().filter(|(_, is_in)| *is_in).map(|(time, _)| *time).collect();
    let calendar = Calendar { today: day(today), start_of };
    let crowd = Crowd::of(&people);
    crowd.check(&format!("updated {condition}"), &matching.join(" "), &calendar);
    crowd.check(&format!("custom.renewal {condition}"), &matching.join(" "), &calendar);
}

/// When days begin at this many minutes before UTC.
fn ahead(minutes: i64) -> impl Fn(Date) -> Timestamp {
    move |day| Timestamp::from_millis(utc(day).millis() - minutes * 60_000)
}

/// Central European time in 2026: summer begins on 29 March at 2:00 and ends on 25 October at 3:00.
fn berlin(date: Date) -> Timestamp {
    let is_summer = day("2026-03-29") < date && date <= day("2026-10-25");
    ahead(if is_summer { 120 } else { 60 })(date)
}

/// Brasília time around 4 November 2018, a day that began at 1:00.
fn sao_paulo(date: Date) -> Timestamp {
    ahead(if date > day("2018-11-04") { -120 } else { -180 })(date)
}

#[test]
fn days_are_those_of_the_reader() {
    let kolkata = ahead(330);
    check_zone(
        &kolkata,
        "2026-03-11",
        "is today",
        &[
            ("2026-03-10T18:29:59.999Z", false),
            ("2026-03-10T18:30:00.000Z", true),
            ("2026-03-11T18:29:59.999Z", true),
            ("2026-03-11T18:30:00.000Z", false),
        ],
    );
    check_zone(
        &kolkata,
        "2026-03-11",
        "in month 3",
        &[
            ("2026-02-28T18:29:59.999Z", false),
            ("2026-02-28T18:30:00.000Z", true),
            ("2026-03-31T18:29:59.999Z", true),
            ("2026-03-31T18:30:00.000Z", false),
        ],
    );
    check_zone(
        &kolkata,
        "2026-03-11",
        "in month 1",
        &[
            ("2025-12-31T18:29:59.999Z", false),
            ("2025-12-31T18:30:00.000Z", true),
            ("2026-01-31T18:30:00.000Z", false),
            ("2019-12-31T18:30:00.000Z", true),
        ],
    );
    let kiritimati = ahead(14 * 60);
    check_zone(
        &kiritimati,
        "2027-01-01",
        "is this year",
        &[
            ("2026-12-31T09:59:59.999Z", false),
            ("2026-12-31T10:00:00.000Z", true),
            ("2027-12-31T09:59:59.999Z", true),
            ("2027-12-31T10:00:00.000Z", false),
        ],
    );
    check_zone(
        &kiritimati,
        "2027-01-01",
        "in month 12",
        &[
            ("2026-11-30T10:00:00.000Z", true),
            ("2026-12-31T09:59:59.999Z", true),
            ("2026-12-31T10:00:00.000Z", false),
        ],
    );
    let midway = ahead(-11 * 60);
    check_zone(
        &midway,
        "2026-03-11",
        "before 2026-03-11",
        &[("2026-03-11T10:59:59.999Z", true), ("2026-03-11T11:00:00.000Z", false)],
    );
    check_zone(
        &midway,
        "2026-03-11",
        "after 2026-03-11",
        &[("2026-03-12T10:59:59.999Z", false), ("2026-03-12T11:00:00.000Z", true)],
    );
    check_zone(
        &midway,
        "2026-03-11",
        "in month 12",
        &[("2026-01-01T10:59:59.999Z", true), ("2026-01-01T11:00:00.000Z", false)],
    );
    let kathmandu = ahead(345);
    check_zone(
        &kathmandu,
        "2026-03-11",
        "is this week",
        &[
            ("2026-03-08T18:14:59.999Z", false),
            ("2026-03-08T18:15:00.000Z", true),
            ("2026-03-15T18:14:59.999Z", true),
            ("2026-03-15T18:15:00.000Z", false),
        ],
    );
}

#[test]
fn days_of_23_and_25_hours_are_whole() {
    check_zone(
        &berlin,
        "2026-03-29",
        "is today",
        &[
            ("2026-03-28T22:59:59.999Z", false),
            ("2026-03-28T23:00:00.000Z", true),
            ("2026-03-29T21:59:59.999Z", true),
            ("2026-03-29T22:00:00.000Z", false),
        ],
    );
    check_zone(
        &berlin,
        "2026-10-25",
        "is on 2026-10-25",
        &[
            ("2026-10-24T21:59:59.999Z", false),
            ("2026-10-24T22:00:00.000Z", true),
            ("2026-10-25T22:59:59.999Z", true),
            ("2026-10-25T23:00:00.000Z", false),
        ],
    );
    check_zone(
        &berlin,
        "2026-03-30",
        "in last 7 days",
        &[
            ("2026-03-22T22:59:59.999Z", false),
            ("2026-03-22T23:00:00.000Z", true),
            ("2026-03-30T21:59:59.999Z", true),
            ("2026-03-30T22:00:00.000Z", false),
        ],
    );
    check_zone(
        &berlin,
        "2026-10-20",
        "is this month",
        &[
            ("2026-09-30T21:59:59.999Z", false),
            ("2026-09-30T22:00:00.000Z", true),
            ("2026-10-31T22:59:59.999Z", true),
            ("2026-10-31T23:00:00.000Z", false),
        ],
    );
    check_zone(
        &berlin,
        "2026-02-01",
        "in month 3",
        &[
            ("2026-02-28T23:00:00.000Z", true),
            ("2026-03-31T21:59:59.999Z", true),
            ("2026-03-31T22:00:00.000Z", false),
        ],
    );
    check_zone(
        &sao_paulo,
        "2018-11-04",
        "is today",
        &[
            ("2018-11-04T02:59:59.999Z", false),
            ("2018-11-04T03:00:00.000Z", true),
            ("2018-11-05T01:59:59.999Z", true),
            ("2018-11-05T02:00:00.000Z", false),
        ],
    );
}
