//! Conversations: their ids, their messages, and their summaries with what is unread, waits and is snoozed.

use visage::domain::conversation::message::{Channel, Delivery, Direction, Message, MessageId};
use visage::domain::conversation::summary::{Summary, Summing};
use visage::domain::conversation::{
    Conversation, conversation_id, messages_of, of_conversation_id, of_id,
};
use visage::domain::id::ContactId;
use visage::domain::time::{DAY, Timestamp};

pub(crate) fn id(number: u128) -> ContactId {
    ContactId::from_random(number)
}

pub(crate) fn hour(hours: i64) -> Timestamp {
    Timestamp::from_millis(hours * DAY / 24)
}

/// A conversation from a script: `<` in by SMS, `>` out by email, `#` comment, `x` out and cancelled, each with the hour
/// in which it was written.
pub(crate) fn summary(script: &str, state: &Conversation) -> Summary {
    let message = |word: &str| {
        let (channel, direction) = match &word[..1] {
            "<" => (Channel::Sms, Direction::In),
            "#" => (Channel::Comment, Direction::Out),
            _ => (Channel::Email, Direction::Out),
        };
        let state = word.starts_with('x').then_some(Delivery::Cancelled);
        let created_at = hour(word[1..].parse().unwrap());
        Message { created_at, state, ..Message::new(channel, direction, word.to_owned()) }
    };
    let messages: Vec<(u32, Message)> = (1..).zip(script.split_whitespace().map(message)).collect();
    let mut summing = Summing::new(state.clone());
    for (seq, message) in messages.iter().rev() {
        if !summing.take(*seq, Some(message)) {
            break;
        }
    }
    summing.finish()
}

pub(crate) fn read(read_up_to: u32) -> Conversation {
    Conversation { read_up_to, ..Conversation::default() }
}

#[test]
fn ids_say_whose_a_document_is_and_which_message() {
    let own = id(0xabcdef);
    assert_eq!(of_conversation_id(&conversation_id(own)), Some(own));
    for seq in [0, 1, 99_999_999, u32::MAX] {
        let message = MessageId::from_random(own, seq, u64::MAX);
        assert_eq!(MessageId::from_doc_id(&message.doc_id()), Some(message.clone()));
        assert_eq!((message.contact, message.seq), (own, seq));
        assert_eq!(of_id(&message.doc_id()), Some(own));
        assert!(message.doc_id() > MessageId::start_of(own, seq));
        assert!(message.doc_id() > MessageId::start_of(own, seq.saturating_sub(1)));
    }
    assert_eq!(of_id(&messages_of(own)), Some(own));
    assert_eq!(of_id(&conversation_id(own)), Some(own));
    let check = |text: String| {
        assert_eq!(of_conversation_id(&text), None, "{text}");
        assert_eq!(MessageId::from_doc_id(&text), None, "{text}");
    };
    check(String::new());
    check(own.doc_id());
    check("conversation:".into());
    check(format!("conversation:{own}:"));
    check(format!("conversation:{}", own.to_string().to_uppercase()));
    check(format!("message:{own}"));
    check(format!("message:{own}:"));
    check(format!("message:{own}:00000001"));
    check(format!("message:{own}:-1"));
    // What is not eight digits long would not stand in the order of the numbers.
    check(format!("message:{own}:1-1"));
    check(format!("message:{own}:+0000001-1"));
    check(format!("message:{own}:4294967296-1"));
    check(format!("message:{}:00000001-1", own.to_string().replace('-', "")));
}

#[test]
fn unread_is_what_came_in_after_what_was_read() {
    let check = |script: &str, read_up_to: u32, expect: u32| {
        assert_eq!(summary(script, &read(read_up_to)).unread, expect, "{script} {read_up_to}");
    };
    check("<1", 0, 1);
    check("<1", 1, 0);
    check("<1", 9, 0);
    check(">1 >2", 0, 0);
    check("<1 <2 <3", 1, 2);
    check("<1 >2 #3 <4", 0, 2);
    check("<1 >2 #3 <4", 1, 1);
    check("<1 >2 #3 <4", 3, 1);
    check("<1 >2 #3 <4", 4, 0);
    check("", 0, 0);
}

#[test]
fn what_was_taken_back_is_the_last_message_of_nothing() {
    let check = |script: &str, expect: Option<&str>, seq: u32| {
        let summary = summary(script, &read(0));
        assert_eq!(summary.last.as_ref().map(|last| &*last.start), expect, "{script}");
        // Its place in the order stays taken.
        assert_eq!(summary.seq, seq, "{script}");
    };
    check("<1 x2", Some("<1"), 2);
    check("<1 x2 x3", Some("<1"), 3);
    check("x1", None, 1);
    check("", None, 0);
}

#[test]
fn who_waits_longest_wrote_first_what_nobody_answered() {
    let check = |script: &str, expect: Option<i64>| {
        for read_up_to in [0, 1, 9] {
            let summary = summary(script, &read(read_up_to));
            assert_eq!(summary.waiting_since, expect.map(hour), "{script} {read_up_to}");
        }
    };
    check("<1", Some(1));
    check("<1 <2", Some(1));
    check(">1 <2 <3", Some(2));
    check("<1 >2", None);
    check("<1 >2 <3 #4", Some(3));
    // A comment answers nobody.
    check("<1 #2", Some(1));
    check(">1 x2 <3", Some(3));
}

#[test]
fn a_snooze_ends_by_itself_or_when_somebody_speaks() {
    let until = |hours: i64, snoozed_after: u32| Conversation {
        snoozed_until: Some(hour(hours)),
        snoozed_after,
        ..Conversation::default()
    };
    let check = |script: &str, state: &Conversation, now: i64, expect: bool| {
        assert_eq!(
            summary(script, state).is_snoozed(hour(now)),
            expect,
            "{script} {state:?} {now}"
        );
    };
    check("<1", &until(9, 1), 2, true);
    check("<1", &until(9, 1), 9, false);
    check("<1", &until(9, 1), 10, false);
    check("<1 <3", &until(9, 1), 4, false);
    check("<1 >3", &until(9, 1), 4, false);
    // A comment is no answer.
    check("<1 #3", &until(9, 1), 4, true);
    check("<1", &Conversation::default(), 2, false);
}

#[test]
fn summaries_and_states_are_read_as_they_were_written() {
    let state = Conversation {
        starred: true,
        archived: true,
        read_up_to: 2,
        snoozed_until: Some(hour(3)),
        snoozed_after: 1,
    };
    let whole = summary("<1 >2 #3 <4", &state);
    let text = serde_json::to_string(&whole).unwrap();
    assert_eq!(Summary::from_json(&text), Some(whole));
    let text = serde_json::to_string(&state).unwrap();
    assert_eq!(Conversation::from_json(&text), Some(state));
    // What other programs wrote does no harm.
    let foreign = Conversation::from_json(r#"{"v":{"a":3},"snoozed_until":null,"mood":"good"}"#);
    assert_eq!(foreign, Some(Conversation::default()));
    assert_eq!(Conversation::from_json("7"), None);
}

#[test]
fn messages_of_other_programs_are_read_as_far_as_they_say_something() {
    let id = MessageId::from_random(id(1), 1, 1);
    let check = |json: &str, expect: Option<(Channel, &str, Option<Delivery>)>| {
        let read = Message::from_json(id.clone(), json);
        let read = read.map(|message| (message.channel, message.body, message.state));
        let expect = expect.map(|(channel, body, state)| (channel, body.to_owned(), state));
        assert_eq!(read, expect, "{json}");
    };
    let pigeon = Channel::Other("pigeon".into());
    check(r#"{"channel":"pigeon","direction":"in","body":"coo"}"#, Some((pigeon, "coo", None)));
    check(r#"{"channel":"sms","direction":"out","state":null}"#, Some((Channel::Sms, "", None)));
    let bounced = Some(Delivery::Other("bounced".into()));
    check(
        r#"{"channel":"sms","direction":"out","state":"bounced"}"#,
        Some((Channel::Sms, "", bounced)),
    );
    check(r#"{"channel":"sms","direction":"sideways"}"#, None);
    check(r#"{"channel":"sms","direction":"in","created_at":"yesterday"}"#, None);
    check("7", None);
}

#[test]
fn a_message_begins_on_one_line() {
    let check = |body: &str, subject: &str, expect: &str| {
        let message = Message {
            subject: subject.into(),
            ..Message::new(Channel::Email, Direction::In, body.into())
        };
        assert_eq!(message.start(), expect);
    };
    check("Hello", "", "Hello");
    check("Hello", "About", "Hello");
    check("", "About", "About");
    check("  \n", "About", "About");
    check("\n\n  Dear all,\r\n\tthe  end ", "", "Dear all, the end ");
    check("", "", "");
    check(&"ありが ".repeat(50), "", "ありが ".repeat(30).as_str());
    check(&"x".repeat(9_000), "", &"x".repeat(120));
}
