//! Ids of contacts, of documents and of pictures.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::conversation::message::MessageId;
use visage::domain::conversation::{conversation_id, messages_of};
use visage::domain::id::{ContactId, Digest, IdError};

const ID: &str = "00000000-0000-4000-8000-000000000001";

#[test]
fn ids_are_random_uuids() {
    assert_eq!(ContactId::from_random(1).to_string(), ID);
    let full = ContactId::from_random(u128::MAX).to_string();
    assert_eq!(full, "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

#[test]
fn document_ids_name_their_contact() {
    let id = ContactId::from_random(1);
    assert_eq!(id.doc_id(), format!("contact:{ID}"));
    assert_eq!(conversation_id(id), format!("conversation:{ID}"));
    assert_eq!(messages_of(id), format!("message:{ID}:"));
    assert_eq!(
        MessageId::from_random(id, 7, 255).doc_id(),
        format!("message:{ID}:00000007-00000000000000ff")
    );
}

#[test]
fn only_the_one_spelling_of_a_document_id_names_a_contact() {
    let check = |text: &str, is_contact: bool| {
        let id = ContactId::from_doc_id(text);
        assert_eq!(id.is_some(), is_contact, "{text}");
        assert!(id.is_none_or(|id| id.doc_id() == text), "{text}");
    };
    check("contact:00000000-0000-4000-8000-00000000000a", true);
    check("contact:00000000-0000-4000-8000-00000000000A", false);
    check("contact:0000000000004000800000000000000a", false);
    check("contact:{00000000-0000-4000-8000-00000000000a}", false);
    check("contact:urn:uuid:00000000-0000-4000-8000-00000000000a", false);
    check("contact: 00000000-0000-4000-8000-00000000000a", false);
    check("contact:00000000-0000-4000-8000-00000000000", false);
    check("contact:", false);
    check("contact", false);
    check("", false);
    check("00000000-0000-4000-8000-00000000000a", false);
    check("Contact:00000000-0000-4000-8000-00000000000a", false);
    check("conversation:00000000-0000-4000-8000-00000000000a", false);
    check("contact:00000000-0000-4000-8000-00000000000a:", false);
}

#[test]
fn digests_are_found_wherever_they_stand_in_a_text() {
    let [one, other] = [Digest::of(b"one"), Digest::of(b"other")];
    let check = |text: String, found: &[Digest]| {
        assert_eq!(Digest::all_in(&text).collect::<Vec<_>>(), found, "{text}");
    };
    check(one.to_string(), &[one]);
    check(
        format!(r#"{{"picture":{{"digest":"{one}"}},"of":["{other}","{one}"]}}"#),
        &[one, other, one],
    );
    check(format!("é{one}é picture:{other}/full"), &[one, other]);
    check(String::new(), &[]);
    check(format!("{one}0"), &[]);
    check(format!("{one}{other}"), &[]);
    check(one.to_string()[1..].to_owned(), &[]);
}

#[test]
fn digests_are_written_in_64_hexadecimal_digits() {
    let check = |bytes: &[u8], hex: &str| {
        assert_eq!(Digest::of(bytes).to_string(), hex);
        assert_eq!(hex.parse(), Ok(Digest::of(bytes)));
        assert_eq!(hex.to_uppercase().parse(), Ok(Digest::of(bytes)));
        assert_eq!(format!("{:?}", Digest::of(bytes)), format!("Digest({hex})"));
    };
    check(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    check(b"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

#[test]
fn what_is_no_digest_is_refused() {
    let check = |text: &str| assert_eq!(text.parse::<Digest>(), Err(IdError::Digest), "{text}");
    check("");
    check("00");
    check(&"0".repeat(63));
    check(&"0".repeat(65));
    check(&"g".repeat(64));
    check(&"+0".repeat(32));
    check(&" 0".repeat(32));
    check(&"é".repeat(32));
    check(&format!("-{}", "0".repeat(63)));
    check(&format!("0x{}", "0".repeat(62)));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn ids_survive_text_and_json(bits in any::<u128>()) {
        let id = ContactId::from_random(bits);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        prop_assert_eq!(ContactId::from_doc_id(&id.doc_id()), Some(id));
        let json = serde_json::to_string(&id).unwrap();
        prop_assert_eq!(serde_json::from_str::<ContactId>(&json).unwrap(), id);
    }

    #[test]
    fn hues_are_degrees_in_steps_of_fifteen(bits in any::<u128>()) {
        let hue = ContactId::from_random(bits).hue();
        prop_assert!(hue < 360 && hue.is_multiple_of(15), "{}", hue);
    }

    #[test]
    fn digests_survive_text_and_json(bytes in prop::collection::vec(any::<u8>(), 0..99)) {
        let digest = Digest::of(&bytes);
        prop_assert_eq!(digest.to_string().parse(), Ok(digest));
        let json = serde_json::to_string(&digest).unwrap();
        prop_assert_eq!(serde_json::from_str::<Digest>(&json).unwrap(), digest);
    }

    #[test]
    fn messages_sort_by_their_place(a in 0_u32..99_999_999, b in 0_u32..99_999_999, made in any::<[u64; 2]>()) {
        let id = ContactId::from_random(1);
        let (first, second) = (MessageId::from_random(id, a, made[0]).doc_id(), MessageId::from_random(id, b, made[1]).doc_id());
        prop_assert!(first.starts_with(&messages_of(id)));
        prop_assert!(a == b || a.cmp(&b) == first.cmp(&second));
    }
}

#[test]
fn every_hue_is_used() {
    let mut hues: Vec<u16> = (0..24).map(|bits| ContactId::from_random(bits).hue()).collect();
    hues.sort_unstable();
    assert_eq!(hues, (0..24).map(|step| step * 15).collect::<Vec<u16>>());
}
