//! What may be typed into custom fields, and how what is there already is read.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::Contact;
use visage::domain::contact::custom::CustomValue;
use visage::domain::custom_field::kind::CustomKind;
use visage::domain::custom_field::typed::{MAX_LONG_TEXT, ValueError};

use crate::custom_fields::field;
use crate::people::nobody;

#[test]
fn each_kind_takes_what_it_is_for() {
    use CustomValue::{Flag, List, Number, Text};
    let check = |kind: CustomKind, typed: &str, expect: Result<Option<CustomValue>, ValueError>| {
        assert_eq!(field(kind.clone()).value(typed), expect, "{kind:?} {typed:?}");
    };
    let text = |text: &str| Ok(Some(Text(text.to_owned())));
    let number = |text: &str| Ok(Some(Number(text.to_owned())));
    let list =
        |texts: &[&str]| Ok(Some(List(texts.iter().map(|text| (*text).to_owned()).collect())));
    for (kind, ..) in CustomKind::ALL {
        check(kind, " \n", Ok(None));
    }
    check(CustomKind::Text, " a\tb\nc ", text("a b c"));
    check(CustomKind::Text, &"a".repeat(501), Err(ValueError::TooLong(500)));
    check(CustomKind::LongText, " a\r\nb\n\nc\0 ", text("a\nb\n\nc"));
    check(CustomKind::LongText, &"a".repeat(MAX_LONG_TEXT), text(&"a".repeat(MAX_LONG_TEXT)));
    check(
        CustomKind::LongText,
        &"a".repeat(MAX_LONG_TEXT + 1),
        Err(ValueError::TooLong(MAX_LONG_TEXT)),
    );
    check(CustomKind::Number, "5", number("5"));
    check(CustomKind::Number, "-1.50", number("-1.50"));
    check(CustomKind::Number, "+5", number("5"));
    check(CustomKind::Number, "007", number("7"));
    check(CustomKind::Number, "0", number("0"));
    check(CustomKind::Number, ".5", number("0.5"));
    check(CustomKind::Number, "5.", number("5"));
    check(CustomKind::Number, "1e3", number("1e3"));
    check(CustomKind::Number, "−5", number("-5"));
    check(CustomKind::Number, "１５", number("15"));
    check(CustomKind::Number, "123456789012345678901", number("123456789012345678901"));
    for typed in [
        "five", "1,5", "1 000", ".", "-", "-.", "--5", "+-5", "e5", "5.e3", "1e999", "NaN", "0x5",
        "1.2.3",
    ] {
        check(CustomKind::Number, typed, Err(ValueError::Number));
    }
    check(CustomKind::Money, "1500.50", number("1500.50"));
    check(CustomKind::Money, "EUR 1500.50", number("1500.50"));
    check(CustomKind::Money, "1500.50 eur", number("1500.50"));
    check(CustomKind::Money, "1500.50 USD", Err(ValueError::Number));
    check(CustomKind::Money, "EUR", Err(ValueError::Number));
    check(CustomKind::Date, "2026-02-28", text("2026-02-28"));
    check(CustomKind::Date, "2026-02-30", Err(ValueError::Date));
    check(CustomKind::Date, "28.2.2026", Err(ValueError::Date));
    check(CustomKind::Choice, "gold", text("Gold"));
    check(CustomKind::Choice, "ete", text("Été"));
    check(CustomKind::Choice, "Bronze", Err(ValueError::Choice("Bronze".into())));
    check(CustomKind::Choices, "silver, GOLD,, gold", list(&["Gold", "Silver"]));
    check(CustomKind::Choices, "Gold, Bronze", Err(ValueError::Choice("Bronze".into())));
    check(CustomKind::Checkbox, "Yes", Ok(Some(Flag(true))));
    check(CustomKind::Checkbox, "off", Ok(Some(Flag(false))));
    check(CustomKind::Checkbox, "maybe", Err(ValueError::Flag));
    check(CustomKind::Url, "example.com", text("https://example.com"));
    check(CustomKind::Url, "javascript:alert(1)", Err(ValueError::Url));
    check(CustomKind::Phone, "+44 20 7946 0958", text("+44 20 7946 0958"));
    check(CustomKind::Phone, "12", Err(ValueError::Phone));
    check(CustomKind::Email, "a@x", text("a@x"));
    check(CustomKind::Email, "a", Err(ValueError::Email));
    check(CustomKind::Other("stars".into()), "5", Err(ValueError::Unknown));
}

#[test]
fn what_another_program_wrote_stays_when_it_is_typed_again() {
    let check = |kind: CustomKind, json: &str, shown: &str| {
        let body = format!(r#"{{"custom":{{"k":{json}}}}}"#);
        let before = Contact::from_json(nobody(1).id, &body).unwrap();
        let field = field(kind);
        assert_eq!(field.read(&before), shown);
        let mut contact = before.clone();
        let _ = field.write(&mut contact, shown);
        assert_eq!(contact, before, "{json}");
    };
    check(CustomKind::Number, r#""five""#, "five");
    check(CustomKind::Number, "1.0", "1.0");
    check(CustomKind::Choice, r#""Bronze""#, "Bronze");
    check(CustomKind::Choices, r#"["Bronze","Gold"]"#, "Bronze, Gold");
    check(CustomKind::Checkbox, "true", "yes");
    check(CustomKind::Checkbox, "false", "no");
    check(CustomKind::Text, r#"{"a":1}"#, "");
    check(CustomKind::Other("stars".into()), "5", "5");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn what_was_written_is_read_and_can_be_written_again(
        typed in prop::sample::select(vec!["", "a", "5", "-1.50", "+7", "2026-02-28", "gold", "silver, gold", "yes", "no", "x.example", "a@x", "555 0100", "EUR 5", "a\nb"]),
        other in any::<String>(),
        kind in 0..11_usize,
    ) {
        let field = field(CustomKind::ALL[kind].0.clone());
        for typed in [typed, &other] {
            let mut contact = nobody(1);
            let before = contact.clone();
            match field.write(&mut contact, typed) {
                Err(_) => prop_assert_eq!(&contact, &before),
                Ok(()) => {
                    let once = contact.clone();
                    prop_assert_eq!(field.write(&mut contact, &field.read(&once)), Ok(()));
                    prop_assert_eq!(&contact, &once);
                    prop_assert_eq!(field.value(&field.read(&once)), Ok(once.custom.get("k")));
                    prop_assert!(field.write(&mut contact, "").is_ok() && contact == before);
                }
            }
        }
    }
}
