//! Points in time as documents write them.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use visage::domain::time::{DAY, TimeError, Timestamp};

const FIRST: i64 = -62_167_219_200_000;
const LAST: i64 = 253_402_300_799_999;

#[test]
fn dates_are_read_and_written() {
    let check = |text: &str, millis: i64| {
        let time: Timestamp = text.parse().unwrap();
        assert_eq!(time.millis(), millis, "{text}");
        assert_eq!(time.to_string(), text);
        assert_eq!(serde_json::to_string(&time).unwrap(), format!("\"{text}\""));
        assert_eq!(serde_json::from_str::<Timestamp>(&format!("\"{text}\"")).unwrap(), time);
    };
    check("1970-01-01T00:00:00.000Z", 0);
    check("1969-12-31T23:59:59.999Z", -1);
    check("1970-01-02T00:00:00.000Z", DAY);
    check("2000-01-01T00:00:00.000Z", 946_684_800_000);
    check("2000-02-29T12:00:00.000Z", 951_825_600_000);
    check("2000-03-01T00:00:00.000Z", 951_868_800_000);
    check("1900-02-28T23:59:59.999Z", -2_203_891_200_001);
    check("1900-03-01T00:00:00.000Z", -2_203_891_200_000);
    check("2024-02-29T23:59:59.999Z", 1_709_251_199_999);
    check("2024-12-31T23:59:59.999Z", 1_735_689_599_999);
    check("2038-01-19T03:14:08.000Z", 2_147_483_648_000);
    check("2400-02-29T00:00:00.000Z", 13_574_563_200_000);
    check("0000-01-01T00:00:00.000Z", FIRST);
    check("0000-02-29T00:00:00.000Z", FIRST + 59 * DAY);
    check("9999-12-31T23:59:59.999Z", LAST);
}

#[test]
fn fractions_of_any_length_are_cut_to_milliseconds() {
    let check = |text: &str, millis: i64| {
        let time: Timestamp = format!("1970-01-01T00:00:00{text}Z").parse().unwrap();
        assert_eq!(time.millis(), millis, "{text}");
    };
    check("", 0);
    check(".0", 0);
    check(".5", 500);
    check(".05", 50);
    check(".123", 123);
    check(".1239", 123);
    check(".123456789", 123);
    check(".99999999999999999999", 999);
}

#[test]
fn a_leap_second_is_the_start_of_the_next_minute() {
    let leap: Timestamp = "2016-12-31T23:59:60Z".parse().unwrap();
    assert_eq!(leap.to_string(), "2017-01-01T00:00:00.000Z");
}

#[test]
fn what_is_no_date_in_utc_is_refused() {
    let check = |text: &str| assert_eq!(text.parse::<Timestamp>(), Err(TimeError), "{text}");
    check("");
    check("Z");
    check("now");
    check("2024");
    check("2024-01-01");
    check("2024-01-01Z");
    check("2024-01-01T00:00Z");
    check("2024-01-01T00:00:00");
    check("2024-01-01T00:00:00+00:00");
    check("2024-01-01T00:00:00.Z");
    check("2024-01-01T00:00:00.1.2Z");
    check("2024-01-01T00:00:00,5Z");
    check("2024-01-01T00:00:00.-1Z");
    check("2024-01-01T00:00:00ZZ");
    check("2024-01-01T00:00:00 Z");
    check(" 2024-01-01T00:00:00Z");
    check("2024-01-01 00:00:00Z");
    check("2024/01/01T00:00:00Z");
    check("24-01-01T00:00:00Z");
    check("12024-01-01T00:00:00Z");
    check("-024-01-01T00:00:00Z");
    check("+024-01-01T00:00:00Z");
    check("2024-1-01T00:00:00Z");
    check("2024-00-01T00:00:00Z");
    check("2024-13-01T00:00:00Z");
    check("2024-01-00T00:00:00Z");
    check("2024-01-32T00:00:00Z");
    check("2024-04-31T00:00:00Z");
    check("2024-02-30T00:00:00Z");
    check("2023-02-29T00:00:00Z");
    check("1900-02-29T00:00:00Z");
    check("2024-01-01T24:00:00Z");
    check("2024-01-01T00:60:00Z");
    check("2024-01-01T00:00:61Z");
    check("２０２４-01-01T00:00:00Z");
    check("2024-01-0é:00:00:00Z");
}

#[test]
fn years_outside_0_to_9999_are_held_at_the_ends() {
    assert_eq!(Timestamp::from_millis(i64::MIN).millis(), FIRST);
    assert_eq!(Timestamp::from_millis(FIRST - 1).millis(), FIRST);
    assert_eq!(Timestamp::from_millis(LAST + 1).millis(), LAST);
    assert_eq!(Timestamp::from_millis(i64::MAX).millis(), LAST);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn reading_what_was_written_is_the_identity(millis in FIRST..=LAST) {
        let time = Timestamp::from_millis(millis);
        prop_assert_eq!(time.to_string().parse::<Timestamp>(), Ok(time));
        prop_assert_eq!(time.millis(), millis);
    }

    #[test]
    fn written_texts_sort_as_the_times_do(a in FIRST..=LAST, b in FIRST..=LAST) {
        let (a, b) = (Timestamp::from_millis(a), Timestamp::from_millis(b));
        prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
    }

    #[test]
    fn each_day_has_one_date(days in -719_528_i64..2_932_896) {
        let texts = [days, days + 1].map(|day| Timestamp::from_millis(day * DAY).to_string());
        let day = |text: &str| -> u32 { text[8..10].parse().unwrap() };
        let (today, tomorrow) = (day(&texts[0]), day(&texts[1]));
        prop_assert!(tomorrow == today + 1 || (tomorrow == 1 && today >= 28), "{:?}", texts);
    }

    #[test]
    fn any_text_is_read_or_refused(text in any::<String>(), tail in "[0-9TZ:.-]{0,30}") {
        let _ = text.parse::<Timestamp>();
        if let Ok(time) = tail.parse::<Timestamp>() {
            prop_assert_eq!(time.to_string().parse(), Ok(time));
        }
    }
}
