//! Days of the calendar.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use visage::domain::date::{Date, DateError};

use crate::crowd::day;

#[test]
fn days_are_read_and_written() {
    let check = |text: &str, days: i64| {
        assert_eq!(day(text).days(), days, "{text}");
        assert_eq!(Date::from_days(days).to_string(), text);
    };
    check("1970-01-01", 0);
    check("1969-12-31", -1);
    check("2000-02-29", 11_016);
    check("2026-03-11", 20_523);
    check("0000-01-01", Date::FIRST.days());
    check("0000-02-29", Date::FIRST.days() + 59);
    check("9999-12-31", Date::LAST.days());
}

#[test]
fn what_is_no_day_is_refused() {
    let check = |text: &str| assert_eq!(text.parse::<Date>(), Err(DateError), "{text}");
    for text in [
        "",
        "2026",
        "2026-03",
        "2026-03-",
        "2026-3-1",
        "26-03-01",
        "2026-02-29",
        "1900-02-29",
        "2026-04-31",
        "2026-00-01",
        "2026-13-01",
        "2026-01-00",
        "2026-01-32",
        "2026/01/01",
        "2026-01-01 ",
        " 2026-01-01",
        "2026-01-01T00:00:00Z",
        "12026-01-01",
        "-026-01-01",
        "+026-01-01",
        "2026-+1-01",
        "２０２６-01-01",
        "202é-01-01",
        "2026-0é-01",
        "2026-01-001",
    ] {
        check(text);
    }
}

#[test]
fn weeks_months_quarters_and_years_have_their_ends() {
    let check = |today: &str, run: &dyn Fn(Date) -> (Date, Date), from: &str, to: &str| {
        assert_eq!(run(day(today)), (day(from), day(to)), "{today}");
    };
    check("2026-03-11", &Date::week, "2026-03-09", "2026-03-15");
    check("2026-03-09", &Date::week, "2026-03-09", "2026-03-15");
    check("2026-03-15", &Date::week, "2026-03-09", "2026-03-15");
    check("1970-01-01", &Date::week, "1969-12-29", "1970-01-04");
    check("2024-12-31", &Date::week, "2024-12-30", "2025-01-05");
    check("0000-01-01", &Date::week, "0000-01-01", "0000-01-07");
    check("9999-12-31", &Date::week, "9999-12-27", "9999-12-31");
    check("2024-02-10", &|day| day.months(1), "2024-02-01", "2024-02-29");
    check("2026-12-31", &|day| day.months(1), "2026-12-01", "2026-12-31");
    check("2026-05-31", &|day| day.months(3), "2026-04-01", "2026-06-30");
    check("2026-12-01", &|day| day.months(3), "2026-10-01", "2026-12-31");
    check("2026-06-15", &|day| day.months(12), "2026-01-01", "2026-12-31");
    check("9999-12-31", &|day| day.months(12), "9999-01-01", "9999-12-31");
    check("0000-01-01", &|day| day.months(3), "0000-01-01", "0000-03-31");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn days_survive_text_and_stand_in_their_runs(days in any::<i64>(), near in -719_528_i64..2_932_897, step in any::<i32>()) {
        for date in [Date::from_days(days), Date::from_days(near)] {
            prop_assert_eq!(date.to_string().parse(), Ok(date));
            let (year, month, of_month) = date.civil();
            prop_assert_eq!(Date::new(year, month, of_month), Some(date));
            for (from, to) in [date.week(), date.months(1), date.months(3), date.months(12)] {
                prop_assert!(from <= date && date <= to);
            }
            let moved = date.plus(i64::from(step));
            prop_assert!(moved == Date::FIRST || moved == Date::LAST || moved.days() - date.days() == i64::from(step));
        }
    }
}
