//! Conversations as they are read from documents: their ids, their order, what is unread, and their days.

use std::fs;
use std::path::Path;

use visage::domain::conversation::{
    Channel, Conversation, Direction, Message, conversation_id, message_id, of_conversation_id,
    of_message_id,
};
use visage::domain::conversations::{Conversations, Line, Tab};
use visage::domain::id::ContactId;
use visage::domain::sample::{Sample, contact_id};
use visage::domain::time::{DAY, Timestamp};

type Documents = Vec<(String, String)>;

fn id(number: u128) -> ContactId {
    ContactId::from_random(number)
}

fn state(number: u128, state: &Conversation) -> (String, String) {
    (conversation_id(id(number)), serde_json::to_string(state).unwrap())
}

/// The messages of a contact: `<` in, `>` out, `#` comment, each with the hour in which it was written.
fn messages(number: u128, script: &str) -> Documents {
    let message = |(seq, word): (u32, &str)| {
        let (channel, direction) = match &word[..1] {
            "<" => (Channel::Sms, Direction::In),
            ">" => (Channel::Email, Direction::Out),
            _ => (Channel::Comment, Direction::Out),
        };
        let hours: i64 = word[1..].parse().unwrap();
        let created_at = Timestamp::from_millis(hours * DAY / 24);
        let message = Message { channel, direction, body: word.to_owned(), created_at };
        (message_id(id(number), seq, 7), serde_json::to_string(&message).unwrap())
    };
    (1..).zip(script.split_whitespace()).map(message).collect()
}

fn read(states: &[(String, String)], messages: &Documents) -> Conversations {
    let (known, damaged) = Conversations::read(states, messages);
    assert_eq!(damaged, 0);
    known
}

#[test]
fn ids_say_whose_a_document_is_and_which_message() {
    let own = id(0xabcdef);
    assert_eq!(of_conversation_id(&conversation_id(own)), Some(own));
    for seq in [0, 1, 99_999_999, u32::MAX] {
        assert_eq!(of_message_id(&message_id(own, seq, u64::MAX)), Some((own, seq)));
    }
    let check = |text: String| {
        assert_eq!(of_conversation_id(&text), None, "{text}");
        assert_eq!(of_message_id(&text), None, "{text}");
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
    check(format!("message:{own}:4294967296-1"));
    check(format!("message:{}:00000001-1", own.to_string().replace('-', "")));
}

#[test]
fn unread_is_what_came_in_after_what_was_read() {
    let check = |script: &str, read_up_to: u32, expect: usize| {
        let state = state(1, &Conversation { read_up_to, ..Conversation::default() });
        let known = read(&[state], &messages(1, script));
        assert_eq!(known.get(id(1)).unwrap().unread(), expect, "{script} {read_up_to}");
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
}

#[test]
fn without_a_state_everything_is_unread_and_a_state_alone_is_no_conversation() {
    let known = read(&[state(2, &Conversation::default())], &messages(1, "<1 <2"));
    assert_eq!(known.get(id(1)).unwrap().unread(), 2);
    assert_eq!(known.get(id(2)), None);
    assert_eq!(known.shown(Tab::All, &|_| true), [id(1)]);
}

#[test]
fn the_latest_comes_first_and_equals_keep_one_order() {
    let check = |scripts: &[&str], expect: &[u128]| {
        let messages = (1..).zip(scripts).flat_map(|(n, script)| messages(n, script)).collect();
        let expect: Vec<_> = expect.iter().copied().map(id).collect();
        assert_eq!(read(&[], &messages).shown(Tab::All, &|_| true), expect, "{scripts:?}");
    };
    check(&[], &[]);
    check(&["<1", "<3", "<2"], &[2, 3, 1]);
    check(&["<1 >9", "<8", "#10"], &[3, 1, 2]);
    check(&["<5", "<5", "<5"], &[1, 2, 3]);
    // What stands last decides, even when a wrong clock wrote it.
    check(&["<9 <1", "<2"], &[2, 1]);
}

#[test]
fn tabs_show_what_they_say() {
    let check = |tab: Tab, expect: &[u128]| {
        let unread = Conversation::default();
        let done = Conversation { read_up_to: 9, ..Conversation::default() };
        let starred = Conversation { starred: true, ..done.clone() };
        let archived = Conversation { archived: true, ..done.clone() };
        let again = Conversation { archived: true, ..unread.clone() };
        let states = [&unread, &done, &starred, &archived, &again];
        let states: Documents = (1..).zip(states).map(|(n, one)| state(n, one)).collect();
        let messages = (1..=6).flat_map(|n| messages(n, "<1")).collect();
        let shown = read(&states, &messages).shown(tab, &|contact| contact != id(6));
        assert_eq!(shown, expect.iter().copied().map(id).collect::<Vec<_>>(), "{tab:?}");
    };
    check(Tab::Unread, &[1, 5]);
    check(Tab::Recents, &[1, 2, 3]);
    check(Tab::Starred, &[3]);
    check(Tab::All, &[1, 2, 3, 4, 5]);
}

#[test]
fn days_and_the_divider_stand_before_what_they_begin() {
    // `|` is a new day, `!` the divider, and a message is its own text.
    let check = |script: &str, read_up_to: u32, expect: &str| {
        let state = state(1, &Conversation { read_up_to, ..Conversation::default() });
        let known = read(&[state], &messages(1, script));
        let day_of = |time: Timestamp| time.millis().div_euclid(DAY);
        let text = |line: &Line<'_>| match line {
            Line::Day(at) => format!("|{}", day_of(*at)),
            Line::New => "!".to_owned(),
            Line::Message(message) => message.body.clone(),
        };
        let lines = known.get(id(1)).unwrap().lines(&day_of);
        let lines: Vec<_> = lines.iter().map(text).collect();
        assert_eq!(lines.join(" "), expect, "{script} {read_up_to}");
    };
    check("<1", 1, "|0 <1");
    check("<1", 0, "|0 ! <1");
    check("<1 >2 <3 <4", 1, "|0 <1 >2 ! <3 <4");
    check("<1 >2 #3", 1, "|0 <1 >2 #3");
    check("<1 <25 <26 <49", 2, "|0 <1 |1 <25 ! <26 |2 <49");
    check("<1 <25", 1, "|0 <1 |1 ! <25");
    check("<1 <25 <2", 3, "|0 <1 |1 <25 |0 <2");
}

#[test]
fn a_message_begins_on_one_line() {
    let check = |channel, direction, body: &str, expect: &str| {
        let created_at = Timestamp::default();
        let message = Message { channel, direction, body: body.into(), created_at };
        assert_eq!(format!("{}{}", message.lead(), message.start()), expect);
    };
    check(Channel::Sms, Direction::In, "Hello", "Hello");
    check(Channel::Email, Direction::Out, "Hello", "You: Hello");
    check(Channel::Comment, Direction::Out, "Hello", "Comment: Hello");
    check(Channel::Sms, Direction::In, "\n\n  Dear all,\r\n\tthe  end ", "Dear all, the end ");
    check(Channel::Sms, Direction::In, "", "");
    check(Channel::Sms, Direction::In, &"ありが ".repeat(50), "ありが ".repeat(30).as_str());
    check(Channel::Sms, Direction::In, &"x".repeat(9_000), &"x".repeat(120));
}

#[test]
fn what_cannot_be_read_is_counted_and_the_rest_is_shown() {
    let mut all = messages(1, "<1 <2 <3");
    all[1].1 = r#"{"channel":"pigeon","direction":"in","body":"","created_at":""}"#.into();
    all.push((format!("message:{}", id(2)), all[0].1.clone()));
    let states = [(conversation_id(id(1)), "7".to_owned()), ("conversation:x".into(), "{}".into())];
    let (known, damaged) = Conversations::read(&states, &all);
    assert_eq!(damaged, 4);
    assert_eq!(known.get(id(1)).unwrap().unread(), 2);
}

#[test]
fn fields_of_other_programs_do_no_harm() {
    let states = [(conversation_id(id(1)), r#"{"v":{"a":3},"snoozed_until":null}"#.to_owned())];
    let (known, damaged) = Conversations::read(&states, &messages(1, "<1"));
    assert_eq!((known.get(id(1)).unwrap().unread(), damaged), (1, 0));
}

#[test]
fn the_sample_fills_every_tab() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("public/sample/sample.json");
    let sample = Sample::parse(&fs::read_to_string(file).unwrap()).unwrap();
    let (mut states, mut all) = (Documents::new(), Documents::new());
    for (index, person) in sample.people.iter().enumerate() {
        let Some((messages, state)) = person.conversation(Timestamp::from_millis(1 << 40)) else {
            continue;
        };
        let id = contact_id(index);
        states.push((conversation_id(id), serde_json::to_string(&state).unwrap()));
        for (seq, message) in (1..).zip(&messages) {
            let json = serde_json::to_string(message).unwrap();
            all.push((message_id(id, seq, seq.into()), json));
        }
    }
    let known = read(&states, &all);
    let [unread, recents, starred, whole] = Tab::ALL.map(|tab| known.shown(tab, &|_| true).len());
    assert!(unread > 0 && starred > 0 && unread < whole, "{unread} {starred} {whole}");
    assert_eq!((recents, whole), (states.len(), states.len()));
}

#[test]
fn the_conversation_of_a_merged_contact_reads_as_one_with_that_of_the_survivor() {
    let mut both = messages(1, "<1 >3");
    both.extend(messages(2, "<2 >2 <4"));
    let unread = Conversation { read_up_to: 1, ..Conversation::default() };
    let mut known = read(&[state(1, &unread), state(2, &unread)], &both);
    known.join(&|contact| if contact == id(2) { id(1) } else { contact });
    assert!(known.get(id(2)).is_none());
    let thread = known.get(id(1)).unwrap();
    let times: Vec<_> = thread.messages().map(|message| message.created_at).collect();
    assert!(times.is_sorted() && times.len() == 5);
    assert_eq!(thread.unread(), 1);
    // Without a conversation of its own the survivor has that of the other.
    let mut known = read(&[], &messages(2, "<1"));
    known.join(&|_| id(1));
    assert_eq!(known.get(id(1)).unwrap().unread(), 1);
}
