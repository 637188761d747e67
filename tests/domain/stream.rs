//! Messages as they are laid out one under the other, what can be sent, and until when a conversation is snoozed.

use std::sync::Arc;

use proptest::prelude::*;
use visage::domain::contact::Contact;
use visage::domain::contact::dnd::DndChannel;
use visage::domain::contact::email::Email;
use visage::domain::contact::phone::Phone;
use visage::domain::conversation::draft::{Draft, MAX_BODY, MAX_BYTES, Unsendable, check};
use visage::domain::conversation::message::{Attachment, Channel, Direction, Message, MessageId};
use visage::domain::conversation::snooze::Preset;
use visage::domain::conversation::stream::{Line, blocks, continues, first_unread, joined, lines};
use visage::domain::date::{Calendar, Date};
use visage::domain::event::{Event, EventKind};
use visage::domain::id::entry::EntryId;
use visage::domain::id::{ContactId, Digest};
use visage::domain::time::{DAY, Timestamp};

fn id() -> ContactId {
    ContactId::from_random(1)
}

fn hour(hours: i64) -> Timestamp {
    Timestamp::from_millis(hours * DAY / 24)
}

/// Messages from a script: `<` in, `>` out, `#` comment, each with the hour in which it was written.
fn messages(of: ContactId, script: &str) -> Vec<Arc<Message>> {
    let message = |(seq, word): (u32, &str)| {
        let (channel, direction) = match &word[..1] {
            "<" => (Channel::Sms, Direction::In),
            ">" => (Channel::Sms, Direction::Out),
            _ => (Channel::Comment, Direction::Out),
        };
        Arc::new(Message {
            id: MessageId::from_random(of, seq, 7),
            created_at: hour(word[1..].parse().unwrap()),
            ..Message::new(channel, direction, word.to_owned())
        })
    };
    (1..).zip(script.split_whitespace()).map(message).collect()
}

fn event(kind: &EventKind, field: &str, hours: i64) -> Event {
    let json = format!(r#"{{"kind":"{}","field":"{field}","at":"{}"}}"#, kind.key(), hour(hours));
    Event::from_json(EntryId::from_random(id(), hours as u128), &json).unwrap()
}

#[test]
fn days_events_and_the_divider_stand_before_what_they_begin() {
    // `|` is a new day, `!` the divider, `*` an event with its hour, and a message is its own text.
    let check =
        |script: &str, read_up_to: u32, events: &[Event], ends: (bool, bool), expect: &str| {
            let messages = messages(id(), script);
            let day_of = |time: Timestamp| time.millis().div_euclid(DAY);
            let new = first_unread(messages.iter(), &|id| id.seq <= read_up_to);
            let text = |line: &Line| match line {
                Line::Day(day) => format!("|{day}"),
                Line::New => "!".to_owned(),
                Line::Message(id) => {
                    messages.iter().find(|message| message.id == *id).unwrap().body.clone()
                }
                Line::Event(id) => {
                    let event = events.iter().find(|event| event.id == *id).unwrap();
                    format!("*{}", event.at.millis() / (DAY / 24))
                }
            };
            let lines = lines(&messages, events, new.as_ref(), ends, &day_of);
            let lines: Vec<_> = lines.iter().map(text).collect();
            assert_eq!(lines.join(" "), expect, "{script} {read_up_to}");
        };
    let whole = (true, true);
    check("", 0, &[], whole, "");
    check("<1", 1, &[], whole, "|0 <1");
    check("<1", 0, &[], whole, "|0 ! <1");
    check("<1 >2 <3 <4", 1, &[], whole, "|0 <1 >2 ! <3 <4");
    check("<1 >2 #3", 1, &[], whole, "|0 <1 >2 #3");
    check("<1 <25 <26 <49", 2, &[], whole, "|0 <1 |1 <25 ! <26 |2 <49");
    check("<1 <25", 1, &[], whole, "|0 <1 |1 ! <25");
    check("<1 <25 <2", 3, &[], whole, "|0 <1 |1 <25 |0 <2");
    let merged = event(&EventKind::Merged, "", 2);
    let quiet = event(&EventKind::Changed, "dnd", 30);
    let name = event(&EventKind::Changed, "first_name", 3);
    let events = [quiet, name, merged];
    check("<1 <4", 9, &events, whole, "|0 <1 *2 <4 |1 *30");
    check("<3 <4", 9, &events, whole, "|0 *2 <3 <4 |1 *30");
    // Of a stretch only what lies within it is shown.
    check("<3 <4", 9, &events, (false, false), "|0 <3 <4");
    check("<1 <4", 9, &events, (false, false), "|0 <1 *2 <4");
}

#[test]
fn the_stream_is_cut_where_messages_came_in_together() {
    let check = |script: &str, sizes: &[usize], expect: &str| {
        let messages = messages(id(), script);
        let day_of = |time: Timestamp| time.millis().div_euclid(DAY);
        let events = [event(&EventKind::Merged, "", 99)];
        let all = lines(&messages, &events, None, (true, true), &day_of);
        let key = |at: usize| MessageId::from_random(id(), at as u32, 0);
        let sizes: Vec<_> = sizes.iter().enumerate().map(|(at, size)| (key(at), *size)).collect();
        let blocks = blocks(all.clone(), &sizes);
        let lengths: Vec<_> = blocks.iter().map(|(_, lines)| lines.len().to_string()).collect();
        assert_eq!(lengths.join(" "), expect, "{script} {sizes:?}");
        assert!(blocks.iter().map(|(key, _)| key).eq(sizes.iter().map(|(key, _)| key)));
        assert_eq!(blocks.into_iter().flat_map(|(_, lines)| lines).collect::<Vec<_>>(), all);
    };
    // Days stand with what they begin, and the event with its day behind the last message.
    check("<1 <2 <3", &[3], "6");
    check("<1 <2 <25 <26", &[2, 2], "3 5");
    check("<1 <25 <49", &[1, 1, 1], "2 2 4");
    check("<1 <2 <25", &[1, 2], "2 5");
    let none = blocks(vec![Line::Day(1)], &[]);
    assert_eq!(none, [(MessageId::default(), vec![Line::Day(1)])]);
}

#[test]
fn messages_of_one_person_stand_together_for_a_while() {
    let at = |minutes: i64, channel: Channel, direction: Direction, by: &str| Message {
        created_at: Timestamp::from_millis(minutes * 60_000),
        by: by.into(),
        ..Message::new(channel, direction, String::new())
    };
    let check = |own: &Message, expect: bool| {
        let before = at(0, Channel::Sms, Direction::Out, "ana");
        assert_eq!(continues(own, &before), expect, "{own:?}");
    };
    check(&at(1, Channel::Sms, Direction::Out, "ana"), true);
    check(&at(9, Channel::Sms, Direction::Out, "ana"), true);
    check(&at(10, Channel::Sms, Direction::Out, "ana"), false);
    check(&at(1, Channel::Sms, Direction::Out, "ben"), false);
    check(&at(1, Channel::Sms, Direction::In, "ana"), false);
    check(&at(1, Channel::Email, Direction::Out, "ana"), false);
    let comment = at(0, Channel::Comment, Direction::Out, "ana");
    assert!(!continues(&comment, &comment));
}

proptest! {
    /// Two conversations become one: each keeps its own order whatever the clocks said, and nothing is lost.
    #[test]
    fn joined_conversations_keep_their_own_order(
        one in prop::collection::vec(0_i64..50, 0..20),
        other in prop::collection::vec(0_i64..50, 0..20),
    ) {
        let script = |hours: &[i64]| hours.iter().map(|hour| format!("<{hour} ")).collect::<String>();
        let (a, b) = (messages(id(), &script(&one)), messages(ContactId::from_random(2), &script(&other)));
        let both = joined(vec![a.clone(), b.clone()]);
        let of = |contact: ContactId| -> Vec<Arc<Message>> {
            both.iter().filter(|message| message.id.contact == contact).cloned().collect()
        };
        prop_assert_eq!(both.len(), a.len() + b.len());
        prop_assert_eq!(of(id()), a);
        prop_assert_eq!(of(ContactId::from_random(2)), b);
    }

    /// Devices number messages one higher than what they have seen, so that an answer never stands before what it
    /// answers, whatever the clocks of both say; and ids sort as the numbers do.
    #[test]
    fn an_answer_stands_behind_what_it_answers(clocks in prop::collection::vec((any::<bool>(), any::<u64>()), 1..60)) {
        let mut seen = [0_u32; 2];
        let mut sent = Vec::new();
        for (is_first, bits) in clocks {
            let own = usize::from(is_first);
            // Now and then the two hear of each other.
            if bits % 3 == 0 {
                seen[own] = seen[own].max(seen[1 - own]);
            }
            seen[own] += 1;
            sent.push((own, MessageId::from_random(id(), seen[own], bits)));
        }
        for own in 0..2 {
            let ids: Vec<String> = sent.iter().filter(|(by, _)| *by == own).map(|(_, id)| id.doc_id()).collect();
            prop_assert!(ids.is_sorted());
        }
        let mut orders = [sent.clone(), sent.iter().rev().cloned().collect()];
        for order in &mut orders {
            order.sort_by_key(|(_, id)| id.doc_id());
        }
        prop_assert_eq!(&orders[0], &orders[1]);
    }
}

#[test]
fn what_cannot_be_sent_says_why() {
    let mut contact = Contact::new(id(), Timestamp::default());
    contact.phones = vec![Phone { primary: true, ..Phone::new("+1 555 0100", None) }];
    contact.emails = vec![Email { primary: true, ..Email::new("rosa@example.com") }];
    let text = |body: &str| Draft { body: body.into(), ..Draft::default() };
    let file = |bytes: u32| Attachment {
        name: "a.pdf".into(),
        media_type: String::new(),
        bytes,
        digest: Digest::of(b"a"),
    };
    let with = |bytes: &[u32]| Draft {
        attachments: bytes.iter().copied().map(file).collect(),
        ..Draft::default()
    };
    let hello = text("Hello");
    let ok = |to: &str| Ok(to.to_owned());
    assert_eq!(check(&hello, &contact, &Channel::Sms), ok("+1 555 0100"));
    assert_eq!(check(&hello, &contact, &Channel::Email), ok("rosa@example.com"));
    assert_eq!(check(&hello, &contact, &Channel::Comment), ok(""));
    let pigeon = Channel::Other("pigeon".into());
    assert_eq!(check(&hello, &contact, &pigeon), Err(Unsendable::Channel(pigeon.clone())));
    for empty in ["", "  \n "] {
        assert_eq!(check(&text(empty), &contact, &Channel::Sms), Err(Unsendable::Empty));
    }
    assert_eq!(check(&with(&[1]), &contact, &Channel::Sms), ok("+1 555 0100"));
    assert_eq!(check(&with(&[MAX_BYTES]), &contact, &Channel::Sms), ok("+1 555 0100"));
    assert_eq!(check(&with(&[MAX_BYTES, 1]), &contact, &Channel::Sms), Err(Unsendable::Large));
    assert_eq!(check(&with(&[u32::MAX; 3]), &contact, &Channel::Sms), Err(Unsendable::Large));
    assert_eq!(check(&text(&"é".repeat(MAX_BODY)), &contact, &Channel::Sms), ok("+1 555 0100"));
    let long = text(&"é".repeat(MAX_BODY + 1));
    assert_eq!(check(&long, &contact, &Channel::Sms), Err(Unsendable::Long));
    contact.set_dnd(DndChannel::Sms, true);
    assert_eq!(check(&hello, &contact, &Channel::Sms), Err(Unsendable::Dnd(Channel::Sms)));
    assert_eq!(check(&hello, &contact, &Channel::Email), ok("rosa@example.com"));
    contact.set_dnd_outbound(true);
    assert_eq!(check(&hello, &contact, &Channel::Comment), ok(""));
    contact.set_dnd_outbound(false);
    (contact.phones, contact.emails) = (Vec::new(), Vec::new());
    for channel in [Channel::Sms, Channel::Email] {
        let none = Err(Unsendable::NoAddress(channel.clone()));
        assert_eq!(check(&hello, &contact, &channel), none);
    }
}

#[test]
fn a_draft_that_comes_back_stands_before_the_one_that_was_begun_since() {
    let text = |body: &str, subject: &str| Draft {
        body: body.into(),
        subject: subject.into(),
        ..Draft::default()
    };
    let check = |first: Draft, later: Draft, expect: Draft| {
        assert_eq!(first.before(later), expect);
    };
    check(text("one\n", ""), text("two", ""), text("one\n\ntwo", ""));
    check(text("one", "a"), text(" ", "b"), text("one", "a"));
    check(text("one", ""), text("", "b"), text("one", "b"));
}

#[test]
fn snoozes_end_at_times_that_people_expect() {
    let zone = |day: Date| Timestamp::from_millis(day.days() * DAY);
    let check = |now: &str, preset: Preset, expect: Option<&str>| {
        let now: Timestamp = now.parse().unwrap();
        let today = Date::from_days(now.millis().div_euclid(DAY));
        let calendar = Calendar { today, start_of: &zone };
        let time = preset.time(now, &calendar).map(|time| time.to_string());
        assert_eq!(time, expect.map(|text| format!("{text}:00:00.000Z")), "{now} {preset:?}");
    };
    // 2026-11-20 is a Friday.
    check("2026-11-20T10:20:00Z", Preset::LaterToday, Some("2026-11-20T13"));
    check("2026-11-20T20:59:00Z", Preset::LaterToday, Some("2026-11-20T23"));
    check("2026-11-20T21:00:00Z", Preset::LaterToday, None);
    check("2026-11-20T10:20:00Z", Preset::Tomorrow, Some("2026-11-21T09"));
    check("2026-12-31T23:59:00Z", Preset::Tomorrow, Some("2027-01-01T09"));
    check("2026-11-20T10:20:00Z", Preset::NextWeek, Some("2026-11-23T09"));
    check("2026-11-22T10:20:00Z", Preset::NextWeek, Some("2026-11-23T09"));
    check("2026-11-23T08:00:00Z", Preset::NextWeek, Some("2026-11-30T09"));
}
