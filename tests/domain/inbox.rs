//! The list of conversations: which of them a tab shows, under which filter, and in which order.

use std::fs;
use std::path::Path;

use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::conversation::Conversation;
use visage::domain::conversation::message::{Channel, Direction};
use visage::domain::conversation::summary::{Summary, Summing};
use visage::domain::id::set::IdSet;
use visage::domain::inbox::{Order, Shown, Summaries, Tab, Wanted};
use visage::domain::sample::{Sample, contact_id};
use visage::domain::time::Timestamp;

use crate::conversations::{hour, id, read, summary};

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

#[test]
fn what_comes_back_stands_where_the_time_of_that_puts_it() {
    let snoozed = Conversation { snoozed_until: Some(hour(5)), snoozed_after: 1, ..read(0) };
    let all = inbox(&[("<1", snoozed), ("<4", read(0)), ("<6", read(0))]);
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
