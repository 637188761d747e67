//! Conversations as the list shows them: their ids, their summaries, what is unread, snoozed and archived, their order.

use std::fs;
use std::path::Path;

use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::conversation::message::{Channel, Delivery, Direction, Message, MessageId};
use visage::domain::conversation::summary::{Summary, Summing};
use visage::domain::conversation::{
    Conversation, conversation_id, messages_of, of_conversation_id, of_id,
};
use visage::domain::id::ContactId;
use visage::domain::id::set::IdSet;
use visage::domain::inbox::{Order, Shown, Summaries, Tab, Wanted};
use visage::domain::sample::{Sample, contact_id};
use visage::domain::time::{DAY, Timestamp};

fn id(number: u128) -> ContactId {
    ContactId::from_random(number)
}

fn hour(hours: i64) -> Timestamp {
    Timestamp::from_millis(hours * DAY / 24)
}

/// A conversation from a script: `<` in by SMS, `>` out by email, `#` comment, `x` out and cancelled, each with the hour
/// in which it was written.
fn summary(script: &str, state: &Conversation) -> Summary {
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

/// Contacts 1 and so on with these conversations.
fn inbox(conversations: &[(&str, Conversation)]) -> (Contacts, Summaries) {
    let ids = (1..).map(id);
    let mut contacts = Contacts::default();
    let all = ids.clone().take(conversations.len());
    contacts.upsert(all.map(|id| Contact::new(id, Timestamp::default())).collect());
    let summaries =
        ids.zip(conversations).map(|(id, (script, state))| (id, summary(script, state)));
    (contacts, summaries.collect())
}

fn shown(all: &(Contacts, Summaries), tab: Tab, wanted: &Wanted, now: Timestamp) -> Shown {
    all.1.shown(&all.0, (tab, wanted), None, now)
}

fn read(read_up_to: u32) -> Conversation {
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
    // What comes back stands where the time of its coming back puts it.
    let all = inbox(&[("<1", until(5, 1)), ("<4", read(0)), ("<6", read(0))]);
    let order = |now| shown(&all, Tab::Recents, &Wanted::default(), hour(now)).ids;
    assert_eq!(order(4), [id(3), id(2)]);
    assert_eq!(order(5), [id(3), id(1), id(2)]);
    assert_eq!(all.1.next_wake(hour(4)), Some(hour(5)));
    assert_eq!(all.1.next_wake(hour(5)), None);
}

#[test]
fn tabs_show_what_they_say_and_count_it() {
    let done = read(9);
    let starred = Conversation { starred: true, ..done.clone() };
    let archived = Conversation { archived: true, ..done.clone() };
    let again = Conversation { archived: true, ..read(0) };
    let snoozed = Conversation { snoozed_until: Some(hour(9)), snoozed_after: 1, ..read(0) };
    let all = inbox(&[
        ("<1", read(0)),
        ("<1", done),
        ("<1", starred),
        ("<1", archived),
        ("<1", again),
        ("<1", snoozed),
        ("", read(0)),
    ]);
    let check = |tab: Tab, expect: &[u128]| {
        let shown = shown(&all, tab, &Wanted::default(), hour(2));
        let mut ids = shown.ids;
        ids.sort_unstable();
        assert_eq!(ids, expect.iter().copied().map(id).collect::<Vec<_>>(), "{tab:?}");
        assert_eq!(shown.counts, [2, 3, 1, 6], "{tab:?}");
    };
    check(Tab::Unread, &[1, 5]);
    check(Tab::Recents, &[1, 2, 3]);
    check(Tab::Starred, &[3]);
    check(Tab::All, &[1, 2, 3, 4, 5, 6]);
    assert_eq!(all.1.unread(&all.0, hour(2)), [id(1), id(5)]);
    assert_eq!(all.1.unread(&all.0, hour(9)), [id(1), id(5), id(6)]);
}

#[test]
fn the_order_is_what_is_chosen_and_equals_keep_one() {
    let check = |scripts: &[&str], order: Order, expect: &[u128]| {
        let all: Vec<_> = scripts.iter().map(|script| (*script, read(0))).collect();
        let wanted = Wanted { order, ..Wanted::default() };
        let ids = shown(&inbox(&all), Tab::All, &wanted, hour(99)).ids;
        assert_eq!(
            ids,
            expect.iter().copied().map(id).collect::<Vec<_>>(),
            "{scripts:?} {order:?}"
        );
    };
    check(&[], Order::Newest, &[]);
    check(&["<1", "<3", "<2"], Order::Newest, &[2, 3, 1]);
    check(&["<1", "<3", "<2"], Order::Oldest, &[1, 3, 2]);
    check(&["<1 >9", "<8", "#10"], Order::Newest, &[3, 1, 2]);
    check(&["<5", "<5", "<5"], Order::Newest, &[1, 2, 3]);
    // What stands last decides, even when a wrong clock wrote it.
    check(&["<9 <1", "<2"], Order::Newest, &[2, 1]);
    // 3 waits since 2, 1 since 4, 2 and 4 for nothing.
    check(&["<4 <9", "<1 >8", "<2", ">3"], Order::LongestWaiting, &[3, 1, 2, 4]);
}

#[test]
fn filters_look_at_the_last_message_and_at_the_contact() {
    let (mut contacts, summaries) =
        inbox(&[("<1", read(0)), ("<1 >2", read(0)), ("<1 #2", read(0))]);
    let with = |number: u128, owner: &str, tag: &str| Contact {
        owner: owner.into(),
        tags: vec![tag.into()],
        ..Contact::new(id(number), Timestamp::default())
    };
    contacts.upsert(vec![with(1, "Ana", "vip"), with(2, "Ana", "new"), with(3, "", "vip")]);
    let all = (contacts, summaries);
    let check = |wanted: Wanted, expect: &[u128]| {
        assert_eq!(
            wanted.is_filter(),
            wanted != Wanted { order: wanted.order, ..Wanted::default() }
        );
        let mut ids = shown(&all, Tab::All, &wanted, hour(9)).ids;
        ids.sort_unstable();
        assert_eq!(ids, expect.iter().copied().map(id).collect::<Vec<_>>(), "{wanted:?}");
    };
    let any = Wanted::default;
    check(any(), &[1, 2, 3]);
    check(Wanted { channel: Some(Channel::Sms), ..any() }, &[1]);
    check(Wanted { channel: Some(Channel::Email), ..any() }, &[2]);
    check(Wanted { channel: Some(Channel::Comment), ..any() }, &[3]);
    check(Wanted { direction: Some(Direction::In), ..any() }, &[1]);
    check(Wanted { direction: Some(Direction::Out), ..any() }, &[2, 3]);
    check(Wanted { owner: Some("Ana".into()), ..any() }, &[1, 2]);
    check(Wanted { owner: Some(String::new()), ..any() }, &[3]);
    check(Wanted { tag: Some("vip".into()), ..any() }, &[1, 3]);
    check(Wanted { tag: Some("vip".into()), owner: Some("Ana".into()), ..any() }, &[1]);
    let among: IdSet = [id(2), id(3)].into_iter().collect();
    let ids = all.1.shown(&all.0, (Tab::All, &any()), Some(&among), hour(9)).ids;
    assert_eq!(ids.len(), 2);
}

#[test]
fn the_conversation_of_a_merged_contact_is_one_with_that_of_the_survivor() {
    let (mut contacts, mut summaries) = inbox(&[("<1 >3", read(1)), ("<2 >2 <4", read(1))]);
    let survivor = Contact { aliases: vec![id(2)], ..Contact::new(id(1), Timestamp::default()) };
    let merged = Contact { merged_into: Some(id(1)), ..Contact::new(id(2), Timestamp::default()) };
    contacts.upsert(vec![survivor.clone(), merged]);
    let one = summaries.shown(&contacts, (Tab::All, &Wanted::default()), None, hour(9));
    assert_eq!((one.ids.as_slice(), one.counts), (&[id(1)][..], [1, 1, 0, 1]));
    let both = summaries.of(&survivor).unwrap().into_owned();
    assert_eq!((both.unread, both.seq), (1, 3));
    assert_eq!(both.last.unwrap().start, "<4");
    assert_eq!(summaries.unread(&contacts, hour(9)), [id(1)]);
    // Without a conversation of its own the survivor has that of the other.
    summaries.put(id(1), Summary::default());
    let one = summaries.shown(&contacts, (Tab::All, &Wanted::default()), None, hour(9));
    assert_eq!(one.ids, [id(1)]);
    assert_eq!(summaries.own(id(1)), None);
}

#[test]
fn contacts_in_trash_take_their_conversations_with_them() {
    let (mut contacts, summaries) = inbox(&[("<1", read(0)), ("<2", read(0))]);
    let gone = Contact { deleted_at: Some(hour(1)), ..Contact::new(id(1), Timestamp::default()) };
    contacts.upsert(vec![gone]);
    let shown = summaries.shown(&contacts, (Tab::All, &Wanted::default()), None, hour(9));
    assert_eq!(shown.ids, [id(2)]);
    assert_eq!(summaries.unread(&contacts, hour(9)), [id(2)]);
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

#[test]
fn the_sample_fills_every_tab() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sample/sample.json");
    let sample = Sample::parse(&fs::read_to_string(file).unwrap()).unwrap();
    let now = Timestamp::from_millis(1 << 40);
    let mut contacts = Contacts::default();
    let mut summaries = Summaries::default();
    for (index, person) in sample.people.iter().enumerate() {
        contacts.upsert(vec![person.contact(index, now)]);
        let Some((messages, state)) = person.conversation(now) else { continue };
        let mut summing = Summing::new(state);
        for (seq, message) in (1..).zip(&messages).collect::<Vec<_>>().iter().rev() {
            summing.take(*seq, Some(message));
        }
        summaries.put(contact_id(index), summing.finish());
    }
    let shown = summaries.shown(&contacts, (Tab::All, &Wanted::default()), None, now);
    let [unread, recents, starred, all] = shown.counts;
    assert!(unread > 0 && starred > 0 && unread < all, "{:?}", shown.counts);
    assert_eq!(recents, all);
}
