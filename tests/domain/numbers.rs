//! Phone numbers: their one form, and which two are the same.

use std::env;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::phone::Phone;
use visage::domain::contact::phone::e164::e164;
use visage::domain::contact::phone::numbering::{Country, countries};

#[test]
fn numbers_from_abroad_have_one_form() {
    let check = |number: &str, expect: Option<&str>| {
        assert_eq!(e164(number, None).as_deref(), expect, "{number:?}");
    };
    check("+44 (0)20 7946 0958", Some("+442079460958"));
    check("+44 20 7946 0958", Some("+442079460958"));
    check("+44 020 7946 0958", Some("+442079460958"));
    check("0044 20 7946 0958", Some("+442079460958"));
    check("00 44 (0) 20 / 7946-0958", Some("+442079460958"));
    check("+(44) 20.7946.0958", Some("+442079460958"));
    check("++44 20 7946 0958", Some("+442079460958"));
    check("+0044 20 7946 0958", Some("+442079460958"));
    check("＋４４　２０　７９４６　０９５８", Some("+442079460958"));
    check("+٤٤ ٢٠ ٧٩٤٦ ٠٩٥٨", Some("+442079460958"));
    check("+44 २० ७९४६ ०९५८", Some("+442079460958"));
    check("\u{202a}+44 20 7946 0958\u{202c}", Some("+442079460958"));
    check("+44\u{a0}20\u{a0}7946\u{2011}0958", Some("+442079460958"));
    check("tel:+44-20-7946-0958", Some("+442079460958"));
    check("+1 (650) 253-0000", Some("+16502530000"));
    check("+234 802 555 0148", Some("+2348025550148"));
    check("+49 (0)30 5550 0128", Some("+493055500128"));
    check("+39 02-36618 300", Some("+390236618300"));
    check("+39 (0)2 36618300", Some("+390236618300"));
    check("+48 (0)22 555 01 23", Some("+48225550123"));
    check("+34 (0)91 555 01 23", Some("+34915550123"));
    check("+7 (8)423 202-25-11", Some("+74232022511"));
    check("+800 1234 5678", Some("+80012345678"));
    check("+979 123 456 789", Some("+979123456789"));
    check("+358 40 555 0123", Some("+358405550123"));
    check("+225 01 23 45 67 89", Some("+2250123456789"));
    check("", None);
    check("+", None);
    check("+44", None);
    check("+44 20", None);
    check("+44 20 7946 0958 1", None);
    check("+1 650 253 000", None);
    check("+0 20 7946 0958", None);
    check("+210 555 0100", None);
    check("+999 555 0100", None);
    check("020 7946 0958", None);
    check("44 20 7946 0958", None);
    check("112", None);
    check("+44 20 7946 0958 or +44 20 7946 0959", None);
    check("+44 20 7946 0958 / +44 20 7946 0959", None);
    check("+1 800 FLOWERS", None);
    check("+1 *650 253 0000", None);
    check("call +44 20 7946 0958", None);
    check("½²³", None);
}

#[test]
fn an_extension_is_no_part_of_the_number() {
    let check = |number: &str, expect: Option<&str>| {
        assert_eq!(e164(number, None).as_deref(), expect, "{number:?}");
    };
    let london = Some("+442079460958");
    check("+44 20 7946 0958 ext. 12", london);
    check("+44 20 7946 0958 ext 12", london);
    check("+44 20 7946 0958 EXT12", london);
    check("+44 20 7946 0958x12", london);
    check("+44 20 7946 0958 X 12", london);
    check("+44 20 7946 0958 extn: 12", london);
    check("+44 20 7946 0958, extension 12", london);
    check("+44 20 7946 0958 extensión 12", london);
    check("+44 20 7946 0958 доб. 12", london);
    check("+44 20 7946 0958 #12", london);
    check("+44 20 7946 0958 ext. 12#", london);
    check("+44-20-7946-0958;ext=12", london);
    check("tel:+44-20-7946-0958;ext=12", london);
    check("+44 20 7946 0958, 12", london);
    check("+44 20 7946 0958 ｅｘｔ１２", london);
    check("+44 20 7946 0958 ext.", None);
    check("+44 20 7946 0958 ext twelve", None);
    check("+44 20 7946 0958 x12 x13", None);
    check("+44 20 7946 0958 y12", None);
    check("+44 20 7946 0958 ext 123456789012345678901", None);
}

#[test]
fn numbers_as_dialled_at_home_need_the_country() {
    let check = |number: &str, home: &str, expect: Option<&str>| {
        let home: Country = home.parse().unwrap();
        assert_eq!(e164(number, Some(home)).as_deref(), expect, "{number:?}");
    };
    check("020 7946 0958", "GB", Some("+442079460958"));
    check("20 7946 0958", "gb", Some("+442079460958"));
    check("946 0958", "GB", None);
    check("030 123456", "DE", Some("+4930123456"));
    check("30 123456", "DE", None);
    check("49 30 123456", "DE", Some("+4930123456"));
    check("22 555 01 23", "PL", Some("+48225550123"));
    check("022 555 01 23", "PL", None);
    check("44 20 7946 0958", "GB", Some("+442079460958"));
    check("(650) 253-0000", "US", Some("+16502530000"));
    check("1-650-253-0000", "US", Some("+16502530000"));
    check("123-456-7890", "US", Some("+11234567890"));
    check("253-0000", "US", None);
    check("011 44 20 7946 0958", "CA", Some("+442079460958"));
    check("00 44 20 7946 0958", "US", Some("+442079460958"));
    check("0011 44 20 7946 0958", "AU", Some("+442079460958"));
    check("010 44 20 7946 0958", "JP", Some("+442079460958"));
    check("810 44 20 7946 0958", "RU", Some("+442079460958"));
    check("8 (423) 202-25-11", "RU", Some("+74232022511"));
    check("800 555 35 35", "RU", Some("+78005553535"));
    check("8 029 491 19 11", "BY", Some("+375294911911"));
    check("02-36618 300", "IT", Some("+390236618300"));
    check("345 678 901", "IT", Some("+39345678901"));
    check("06 1 234 5678", "HU", Some("+3612345678"));
    check("915 55 01 23", "ES", Some("+34915550123"));
    check("0802 555 0148", "NG", Some("+2348025550148"));
    check("+1 650 253 0000", "GB", Some("+16502530000"));
    check("112", "GB", None);
    check("01", "GB", None);
    check("0123456", "GB", None);
}

#[test]
fn a_country_is_two_letters_with_a_plan() {
    let check = |text: &str, expect: bool| {
        assert_eq!(text.parse::<Country>().is_ok(), expect, "{text}");
    };
    for text in ["GB", "gb", "US", "AX", "XK", "UZ", "CA"] {
        check(text, true);
    }
    for text in ["", "G", "GBR", "ZZ", "12", "AQ", "é", "  "] {
        check(text, false);
    }
}

/// The numbers that the tests of libphonenumber name, by the name they have there.
const NAMED: &[(&str, &str)] = &[
    ("NZ_NUMBER", "+6433316005"),
    ("US_NUMBER", "+16502530000"),
    ("IT_NUMBER", "+390236618300"),
    ("IT_MOBILE", "+39345678901"),
    ("AR_NUMBER", "+541187654321"),
    ("AR_MOBILE", "+5491187654321"),
    ("INTERNATIONAL_TOLL_FREE", "+80012345678"),
    ("UNIVERSAL_PREMIUM_RATE", "+979123456789"),
    ("ukNumber", "+442034567890"),
    ("usWithExtension", "+18009013355"),
    ("ruWithExtension", "+74232022511"),
];

/// What their tests read and we leave alone, by a part of it, and why.
const LEFT_ALONE: &[(&str, &str)] = &[
    ("phone-context", "the country of a web address, which nobody types"),
    ("isub", "the same"),
    ("Tel:", "words before a number: it may be two numbers, or none"),
    ("+01164", "the American way out after a plus"),
    ("0~0", "the Polish way out of old"),
    ("0011-650", "the way out of Singapore by one of its companies"),
    ("0081-650", "the same"),
    ("0191-650", "the same"),
    ("\\u1811", "Mongolian digits, which the search does not fold either"),
    ("(0xx)", "the place of a Brazilian company"),
    ("-910#", "an extension without a sign before it"),
    ("\"33316005\"", "without the zero that is dialled first: it may be a number of another town"),
];

#[test]
fn collected_numbers_are_read_as_by_libphonenumber() {
    let root = env::var_os("VISAGE_CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    let file = root.join("strings/phone/libphone__PhoneNumberUtilTest.java");
    let Ok(java) = fs::read_to_string(&file) else {
        eprintln!("skipped: no collection of numbers in {}", file.display());
        return;
    };
    let (mut faults, mut count) = (Vec::new(), 0);
    // A text may go over several lines.
    let java = java.split_whitespace().collect::<Vec<_>>().join(" ").replace("\" + \"", "");
    for statement in java.split("assertEquals(").skip(1) {
        let Some((name, rest)) = statement.split_once(", phoneUtil.parse(\"") else { continue };
        let Some((_, expect)) = NAMED.iter().find(|(known, _)| *known == name) else { continue };
        let Some((number, region)) = rest.split_once("\",") else { continue };
        let quoted = format!("\"{number}\"");
        let is_left = |(part, _): &(&str, &str)| quoted.contains(part);
        // Their test uses this name for a second number.
        if LEFT_ALONE.iter().any(is_left) || number.contains("(645)") {
            continue;
        }
        let region = region.trim().strip_prefix("RegionCode.").and_then(|region| region.get(..2));
        let home = region.and_then(|region| region.parse().ok());
        let number = unescape(number);
        count += 1;
        let read = e164(&number, home);
        if read.as_deref() != Some(*expect) {
            faults.push(format!("{number:?} {region:?}: {read:?}, not {expect}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(count > 45, "only {count} numbers collected");
}

/// A text as Java spells it.
fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u");
    let mut plain = parts.next().unwrap().to_owned();
    for part in parts {
        let (code, rest) = part.split_at(4);
        plain.extend(char::from_u32(u32::from_str_radix(code, 16).unwrap()));
        plain.push_str(rest);
    }
    plain
}

#[test]
fn two_spellings_of_a_number_are_one() {
    let check = |one: &str, other: &str, expect: bool| {
        let (one, other) = (Phone::new(one, None), Phone::new(other, None));
        assert_eq!(one.is_same(&other), expect, "{} {}", one.number, other.number);
        assert_eq!(other.is_same(&one), expect, "{} {}", other.number, one.number);
    };
    check("555 0100", "5550100", true);
    check("555 0100", "(555) 01-00", true);
    check("+44 20 7946 0958", "0044 (0)20 7946 0958", true);
    check("+44 20 7946 0958", "44 20 7946 0958", true);
    check("555 0100", "٥٥٥ ٠١٠٠", true);
    check("555 0100 x12", "555 0100 ext. 12", true);
    check("555 0100 x12", "555 0100 x13", false);
    check("555 0100 x12", "555 0100", false);
    check("555 0100 x1", "555 01001", false);
    check("020 7946 0958", "+44 20 7946 0958", false);
    check("1-800-FLOWERS", "1-800-Flowers", true);
    check("1-800-FLOWERS", "1-800-FLOWING", false);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn the_one_form_is_its_own_form(number in "[+0 ]{0,3}[0-9 ()-]{0,18}", home in prop::sample::select(vec!["GB", "US", "IT", "DE", "RU"])) {
        if let Some(whole) = e164(&number, home.parse().ok()) {
            prop_assert_eq!(e164(&whole, None), Some(whole.clone()));
            prop_assert!(whole.len() <= 16 && whole.starts_with('+'));
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(number in any::<String>()) {
        let phone = Phone::new(number, "US".parse().ok());
        prop_assert!(phone.is_same(&phone));
    }
}

#[test]
fn every_country_can_be_chosen() {
    let codes: Vec<&str> = countries().collect();
    assert!(codes.len() > 200);
    assert!(codes.iter().all(|code| code.parse::<Country>().is_ok()));
    let mut once = codes.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), codes.len());
}
