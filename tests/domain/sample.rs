//! The sample as it is shipped.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::{CONTACT_TYPES, Field, check};
use visage::domain::contacts::Contacts;
use visage::domain::conversation::{Channel, Direction, Message};
use visage::domain::sample::{Person, Sample, contact_id, list_id};
use visage::domain::time::{DAY, Timestamp};

use crate::people::nobody;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sample")
}

fn shipped() -> Sample {
    Sample::parse(&fs::read_to_string(folder().join("sample.json")).unwrap()).unwrap()
}

const fn now() -> Timestamp {
    Timestamp::from_millis(1_800_000_000_000)
}

fn contacts(sample: &Sample) -> Vec<Contact> {
    let contact = |(index, person): (usize, &Person)| person.contact(index, now());
    sample.people.iter().enumerate().map(contact).collect()
}

#[test]
fn there_are_48_people_each_with_an_id_of_its_own() {
    let people = contacts(&shipped());
    assert_eq!(people.len(), 48);
    let distinct =
        |text: fn(&Contact) -> String| people.iter().map(text).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|contact| contact.id.to_string()), 48);
    assert_eq!(distinct(Contact::name), 48);
    assert_eq!(distinct(|contact| contact.email().to_owned()), 48);
    assert_eq!(distinct(|contact| contact.phone().to_owned()), 48);
    assert_eq!(distinct(|contact| contact.company.clone()), 48);
}

#[test]
fn every_field_is_one_that_can_be_typed() {
    for contact in contacts(&shipped()) {
        assert_eq!(check(&contact), Ok(()));
        let typed = [Field::FirstName, Field::LastName, Field::Email, Field::Phone]
            .into_iter()
            .chain([Field::Company, Field::JobTitle, Field::ContactType, Field::Tags]);
        let mut copy = nobody(1);
        for field in typed {
            let text = field.read(&contact);
            field.write(&mut copy, &text).unwrap();
            assert_eq!(field.read(&copy), text);
        }
        assert!(CONTACT_TYPES.contains(&&*contact.contact_type), "{}", contact.contact_type);
        assert!(contact.phone().contains("55"), "{} may ring somewhere", contact.phone());
        assert!(!contact.initials().is_empty() && contact.sample && contact.is_listed());
    }
}

#[test]
fn every_face_has_its_file_and_neighbours_differ() {
    let sample = shipped();
    let faces: Vec<u8> = sample.people.iter().filter_map(|person| person.face).collect();
    assert!((38..=44).contains(&faces.len()), "{} faces", faces.len());
    for face in &faces {
        let file = fs::read(folder().join(format!("face-{face}.png"))).unwrap();
        assert!(file.starts_with(b"\x89PNG\r\n\x1a\n"), "face {face}");
    }
    for face in 0..16 {
        let times = faces.iter().filter(|other| **other == face).count();
        assert!((1..=4).contains(&times), "face {face} is used {times} times");
    }
    let mut listed = Contacts::default();
    listed.upsert(contacts(&sample));
    let place = |index: usize| listed.listed().position(|one| one.id == contact_id(index)).unwrap();
    let mut by_name: Vec<_> =
        (0..48).map(|index| (place(index), sample.people[index].face)).collect();
    by_name.sort_unstable();
    for pair in by_name.windows(2) {
        let [(_, first), (place, second)] = pair else { unreachable!("windows of two") };
        assert!(first.is_none() || first != second, "neighbours at {place} look the same");
    }
}

#[test]
fn messages_run_from_old_to_new_and_end_the_last_activity() {
    let sample = shipped();
    let mut talks = 0;
    for (person, contact) in sample.people.iter().zip(contacts(&sample)) {
        let name = contact.name();
        let ago = now().millis() - contact.last_activity_at.millis();
        assert!((1..=30 * DAY).contains(&ago), "{name}");
        assert!(contact.created_at <= contact.last_activity_at, "{name}");
        let Some((messages, state)) = person.conversation(now()) else { continue };
        talks += 1;
        assert!((2..=8).contains(&messages.len()), "{name}");
        assert!(messages.is_sorted_by(|a, b| a.created_at < b.created_at), "{name}");
        assert!(messages[0].created_at > contact.created_at, "{name} wrote before being there");
        assert_eq!(messages[messages.len() - 1].created_at, contact.last_activity_at, "{name}");
        let unread = &messages[state.read_up_to as usize..];
        assert!(unread.iter().all(|message| message.direction == Direction::In), "{name}");
        assert!(messages.iter().all(|message| !message.body.trim().is_empty()), "{name}");
    }
    assert!((11..=14).contains(&talks), "{talks} conversations");
}

#[test]
fn the_conversations_show_what_can_happen() {
    let sample = shipped();
    let all: Vec<_> =
        sample.people.iter().filter_map(|person| person.conversation(now())).collect();
    let messages: Vec<&Message> = all.iter().flat_map(|(messages, _)| messages).collect();
    let has =
        |what: fn(char) -> bool| messages.iter().any(|message| message.body.chars().any(what));
    assert_eq!(all.iter().filter(|(_, state)| state.starred).count(), 1);
    let unread = |(messages, state): &&(Vec<Message>, _)| {
        let state: &visage::domain::conversation::Conversation = state;
        (state.read_up_to as usize) < messages.len()
    };
    assert!((3..=6).contains(&all.iter().filter(unread).count()));
    for channel in [Channel::Sms, Channel::Email, Channel::Comment] {
        assert!(messages.iter().any(|message| message.channel == channel), "{channel:?}");
    }
    assert!(messages.iter().any(|message| message.body.chars().count() > 800), "no long message");
    assert!(has(|letter| ('\u{1f300}'..='\u{1faff}').contains(&letter)), "no emoji");
    assert!(has(|letter| ('\u{3040}'..='\u{309f}').contains(&letter)), "no Japanese");
    assert!(has(|letter| ('\u{600}'..='\u{6ff}').contains(&letter)), "no Arabic");
}

#[test]
fn its_lists_are_documents_of_named_filters() {
    let sample = shipped();
    let bodies: Vec<Value> =
        sample.lists.iter().map(|list| serde_json::from_str(list.get()).unwrap()).collect();
    assert_eq!(bodies.len(), 4);
    for (position, body) in (1..).zip(&bodies) {
        assert!(body["name"].is_string() && body["filter"].is_string(), "{body}");
        assert_eq!(
            (&body["position"], &body["sample"]),
            (&Value::from(position), &Value::Bool(true))
        );
        assert_eq!(body.as_object().unwrap().len(), 4, "{body}");
    }
    assert_eq!(list_id(0), list_id(0));
    assert_ne!(list_id(0), list_id(1));
    assert!(list_id(3).starts_with("list:"));
}

#[test]
fn loading_it_twice_makes_no_doubles() {
    let mut listed = Contacts::default();
    for _ in 0..2 {
        listed.upsert(contacts(&shipped()));
    }
    assert_eq!((listed.len(), listed.samples()), (48, 48));
}

#[test]
fn what_is_no_sample_is_refused() {
    let check = |json: &str| assert!(Sample::parse(json).is_err(), "{json}");
    check("");
    check("{}");
    check("<!doctype html>");
    check(r#"{"people":[{}],"lists":[]}"#);
    check(r#"{"people":[]}"#);
}
