//! Events: what a change of a contact did, and the activity that is made of them.

use std::sync::Arc;

use proptest::prelude::{ProptestConfig, Strategy, prop_assert, prop_assert_eq, proptest};
use visage::domain::activity::{ActivityKind, Happening, Sources, by_day};
use visage::domain::contact::Contact;
use visage::domain::contact::dnd::DndChannel;
use visage::domain::contact::draft::Field;
use visage::domain::contact::phone::PhoneLabel;
use visage::domain::conversation::{Channel, Direction, Message};
use visage::domain::date::{Calendar, Date};
use visage::domain::event::{Event, EventKind, FIELDS, of_change};
use visage::domain::id::ContactId;
use visage::domain::id::entry::EntryId;
use visage::domain::note::Note;
use visage::domain::task::Task;
use visage::domain::time::{DAY, Timestamp};

use crate::people::{emails, nobody, phones};
use crate::people_of_all_sorts;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The events of a change, in one line each.
fn events(before: &Contact, after: &Contact) -> Vec<Event> {
    let mut bits = 0;
    let mut fresh = || {
        bits += 1;
        bits
    };
    of_change(Some(before), after, "Ana", at("2026-03-11T10:00:00Z"), &mut fresh)
}

#[test]
fn a_change_tells_from_what_to_what() {
    let check = |before: &dyn Fn(&mut Contact), change: &dyn Fn(&mut Contact), expect: &[&str]| {
        let mut old = nobody(1);
        before(&mut old);
        let mut new = old.clone();
        change(&mut new);
        let shown: Vec<String> = events(&old, &new)
            .iter()
            .map(|event| {
                format!("{} {}: {} → {}", event.kind.key(), event.field, event.from, event.to)
            })
            .collect();
        assert_eq!(shown, expect);
    };
    let nothing = |_: &mut Contact| {};
    check(&nothing, &nothing, &[]);
    check(&nothing, &|c| c.updated_at = at("2026-03-11T10:00:00Z"), &[]);
    check(&nothing, &|c| c.last_name = "Diaz".into(), &["changed last_name:  → Diaz"]);
    check(&|c| c.city = "Bonn".into(), &|c| c.city = String::new(), &["changed city: Bonn → "]);
    check(&nothing, &|c| c.tags = vec!["a".into(), "b".into()], &["changed tag:  → a, b"]);
    check(
        &|c| c.emails = emails("a@x*, b@x"),
        &|c| c.make_email_primary(1).unwrap(),
        &["changed email: a@x, b@x → b@x, a@x"],
    );
    check(
        &|c| c.phones = phones("555*"),
        &|c| c.label_phone(0, Some(PhoneLabel::Home)).unwrap(),
        &["changed phone: 555 (Work) → 555 (Home)"],
    );
    check(&nothing, &|c| c.set_dnd(DndChannel::Sms, true), &["changed dnd:  → sms"]);
    check(&nothing, &|c| c.follow("Bo").unwrap(), &["changed followers:  → Bo"]);
    check(
        &|c| *c = Contact::from_json(c.id, r#"{"custom":{"a":1.0,"b":true,"c":{"x":1}}}"#).unwrap(),
        &|c| *c = Contact::from_json(c.id, r#"{"custom":{"a":2,"c":{"x":2},"d":["e"]}}"#).unwrap(),
        &[
            "changed custom.a: 1.0 → 2",
            "changed custom.b: Yes → ",
            r#"changed custom.c: {"x":1} → {"x":2}"#,
            "changed custom.d:  → e",
        ],
    );
    check(&nothing, &|c| c.deleted_at = Some(c.created_at), &["deleted :  → "]);
    check(&|c| c.deleted_at = Some(c.created_at), &|c| c.deleted_at = None, &["restored :  → "]);
    let other = nobody(2).id;
    check(&nothing, &|c| c.merged_into = Some(other), &[&format!("merged :  → {other}")]);
    check(
        &nothing,
        &|c| (c.first_name, c.company) = ("Ana".into(), "Acme".into()),
        &["changed first_name:  → Ana", "changed company:  → Acme"],
    );
}

#[test]
fn a_replaced_picture_can_be_used_again() {
    let with = |digit: &str| {
        let json = format!(r#"{{"picture":{{"digest":"{}"}}}}"#, digit.repeat(64));
        Contact::from_json(nobody(1).id, &json).unwrap()
    };
    let check = |before: &Contact, after: &Contact| {
        let events = events(before, after);
        assert_eq!((events.len(), &events[0].kind), (1, &EventKind::Picture));
        assert_eq!(events[0].picture, before.picture.as_ref().map(|picture| picture.digest));
    };
    check(&with("a"), &with("b"));
    check(&with("a"), &nobody(1));
    check(&nobody(1), &with("b"));
    assert!(events(&with("a"), &with("a")).is_empty());
}

#[test]
fn events_have_ids_of_their_own_and_say_who_and_when() {
    let after = Contact { first_name: "A".into(), city: "B".into(), ..nobody(1) };
    let all = events(&nobody(1), &after);
    assert_eq!(all.len(), 2);
    assert!(all[0].id != all[1].id && all[0].id.contact == after.id);
    assert!(all.iter().all(|event| event.by == "Ana" && event.at == at("2026-03-11T10:00:00Z")));
    let created = of_change(None, &after, "Bo", at("2026-03-11T10:00:00Z"), &mut || 7);
    assert_eq!((created.len(), &created[0].kind, &*created[0].by), (1, &EventKind::Created, "Bo"));
}

#[test]
fn documents_of_events_are_read_as_they_are_written() {
    let id = EntryId::from_random(nobody(1).id, 1);
    let full = serde_json::json!({
        "kind": "teleported", "at": "2026-01-01T00:00:00.000Z", "by": "Ana", "field": "city",
        "from": "Bonn", "to": "Rome", "picture": "0".repeat(64), "merge": id.contact,
    });
    let event: Event = serde_json::from_value(full.clone()).unwrap();
    assert_eq!(event.kind, EventKind::Other("teleported".into()));
    assert_eq!(serde_json::to_value(&event).unwrap(), full);
    assert_eq!(full.as_object().unwrap().len(), FIELDS.len());
    let nulls = r#"{"kind":"created","at":null,"by":null,"picture":null}"#;
    assert_eq!(Event::from_json(id, nulls), Event::from_json(id, r#"{"kind":"created"}"#));
    assert_eq!(Event::from_json(id, "{}"), None);
}

/// The reader's zone is two hours ahead of UTC.
fn midnight(day: Date) -> Timestamp {
    Timestamp::from_millis(day.days() * DAY - 2 * 3_600_000)
}

fn calendar() -> Calendar<'static> {
    Calendar { today: "2026-03-11".parse().unwrap(), start_of: &midnight }
}

#[test]
fn activity_stands_by_day_the_latest_first() {
    let id = EntryId::default();
    let message = |time: &str, body: &str| {
        let said = Message::new(Channel::Sms, Direction::In, body.into());
        Arc::new(Message { created_at: at(time), ..said })
    };
    let messages = [message("2026-03-10T22:30:00Z", "1"), message("2026-03-10T22:30:00Z", "2")];
    let notes = [
        Note { title: "note".into(), ..Note::new(id, "", at("2026-03-10T21:30:00Z")) },
        Note { deleted_at: Some(at("2026-03-10T21:30:00Z")), ..Note::default() },
    ];
    let set = Task { title: "set".into(), ..Task::new(id, "", at("2026-03-11T08:00:00Z")) };
    let done =
        Task { title: "done".into(), done_at: Some(at("2026-03-11T09:00:00Z")), ..set.clone() };
    let tasks = [set, done];
    let event = |kind: EventKind| Event {
        kind,
        ..of_change(None, &nobody(1), "", at("2026-03-01T00:00:00Z"), &mut || 1).remove(0)
    };
    let events =
        [event(EventKind::Created), event(EventKind::Picture), event(EventKind::Other("x".into()))];
    let sources = Sources { messages: &messages, notes: &notes, tasks: &tasks, events: &events };
    let check = |kinds: &[ActivityKind], expect: &str| {
        let name = |item: &Happening<'_>| match item {
            Happening::Message(message) => message.body.clone(),
            Happening::Note(note) => note.title.clone(),
            Happening::Task(task) => task.title.clone(),
            Happening::Event(event) => event.kind.key().to_owned(),
        };
        let (days, others) = by_day(sources, kinds, usize::MAX, &calendar());
        assert_eq!(others, 0);
        let days: Vec<String> = days
            .iter()
            .map(|(day, items)| {
                format!("{day} {}", items.iter().map(name).collect::<Vec<_>>().join(" "))
            })
            .collect();
        assert_eq!(days.join("; "), expect, "{kinds:?}");
    };
    check(&[], "2026-03-11 done set 2 1; 2026-03-10 note; 2026-03-01 x picture created");
    check(
        &ActivityKind::ALL,
        "2026-03-11 done set 2 1; 2026-03-10 note; 2026-03-01 x picture created",
    );
    check(&[ActivityKind::Note, ActivityKind::Picture], "2026-03-10 note; 2026-03-01 picture");
    check(&[ActivityKind::Change], "2026-03-01 x created");
    check(&[ActivityKind::Merge], "");

    let (days, others) = by_day(sources, &[], 5, &calendar());
    let shown: Vec<usize> = days.iter().map(|(_, items)| items.len()).collect();
    assert_eq!((shown, others), (vec![4, 1], 3));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn every_field_that_differs_has_one_event((before, after) in (people_of_all_sorts::contact(), people_of_all_sorts::contact())) {
        let id = ContactId::from_random(1);
        let (before, after) = (Contact { id, ..before }, Contact { id, ..after });
        prop_assert!(events(&before, &before).is_empty());
        let all = events(&before, &after);
        for field in Field::ALL.into_iter().filter(|field| field.read(&before) != field.read(&after)) {
            let told = all.iter().filter(|event| event.field == field.key()).count();
            prop_assert_eq!(told, 1, "{:?}", field);
        }
        let back = events(&after, &before);
        prop_assert_eq!(all.len(), back.len());
        for (there, back) in all.iter().zip(&back) {
            prop_assert_eq!((&there.from, &there.to), (&back.to, &back.from));
        }
    }

    #[test]
    fn every_point_in_time_is_on_one_day(millis in (-1_000_000_000_000_i64..3_000_000_000_000_i64).prop_map(Timestamp::from_millis)) {
        let day = calendar().day_of(millis);
        prop_assert!(midnight(day) <= millis && millis < midnight(day.plus(1)));
    }
}
