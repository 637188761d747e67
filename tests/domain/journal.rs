//! The journal: what is saved before the documents have it is read and written as if they had.

use std::collections::BTreeMap;
use std::rc::Rc;

use proptest::prelude::*;
use visage::domain::bulk::Action;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::id::ContactId;
use visage::domain::journal::{Journal, Part, Pending};
use visage::domain::time::Timestamp;

const BEFORE: Timestamp = Timestamp::from_millis(1_000);
const THEN: Timestamp = Timestamp::from_millis(2_000);
const LATER: Timestamp = Timestamp::from_millis(3_000);

fn id(number: usize) -> ContactId {
    ContactId::from_random(number as u128)
}

fn contact(number: usize) -> Contact {
    Contact { first_name: format!("Rosa {number}"), ..Contact::new(id(number), BEFORE) }
}

fn tag(ids: impl IntoIterator<Item = usize>, tag: &str) -> Part {
    Part::change(ids.into_iter().map(id).collect(), Action::AddTag(tag.into()), THEN)
}

fn journal(parts: &[(&str, &Part)]) -> Journal {
    let mut journal = Journal::default();
    for (name, part) in parts {
        journal.push((*name).to_owned(), Rc::new((*part).clone()));
    }
    journal
}

fn settled(journal: &Journal, number: usize) -> Contact {
    let mut contact = contact(number);
    journal.settle(&mut contact);
    contact
}

#[test]
fn whoever_is_in_a_part_gets_its_change_and_nobody_else() {
    let journal = journal(&[("a", &tag([1, 3], "vip"))]);
    assert_eq!(settled(&journal, 1).tags, ["vip"]);
    assert_eq!(settled(&journal, 1).updated_at, THEN);
    assert_eq!(settled(&journal, 2), contact(2));
}

#[test]
fn parts_are_done_in_their_order() {
    let journal = journal(&[("a", &tag([1], "first")), ("b", &tag([1], "second"))]);
    assert_eq!(settled(&journal, 1).tags, ["first", "second"]);
}

#[test]
fn whoever_was_written_meanwhile_is_left_out_of_every_part() {
    let mut journal = journal(&[("a", &tag([1, 2], "first")), ("b", &tag([1], "second"))]);
    assert!(journal.leave_out(id(1)));
    assert!(!journal.leave_out(id(1)), "who is out stays out");
    assert!(!journal.leave_out(id(3)), "who was never in is not left out");
    assert_eq!(settled(&journal, 1), contact(1));
    assert_eq!(settled(&journal, 2).tags, ["first"]);
    let (name, _, left) = journal.first().unwrap();
    assert_eq!((&*name, left), ("a", vec![id(2)]));
}

#[test]
fn a_part_that_is_closed_is_not_done_again() {
    let mut journal = journal(&[("a", &tag([1], "first")), ("b", &tag([1], "second"))]);
    journal.close("a");
    assert_eq!(settled(&journal, 1).tags, ["second"]);
    journal.close("b");
    assert_eq!(journal.write(), None, "and nothing is kept of a journal that is done");
}

/// How many of five parts stay when those from the third on are cut, after `touched` was written by an edit.
fn cut(touched: Option<usize>, closed: &[&str]) -> (usize, Vec<String>) {
    let parts: Vec<Part> = (0..5).map(|at| tag([at], "vip")).collect();
    let names = ["a", "b", "c", "d", "e"];
    let named: Vec<_> = names.into_iter().zip(&parts).collect();
    let mut journal = journal(&named);
    closed.iter().for_each(|name| journal.close(name));
    if let Some(touched) = touched {
        journal.leave_out(id(touched));
    }
    let from_third: Vec<String> = names[2..].iter().map(|name| (*name).to_owned()).collect();
    (journal.cut(&from_third), journal.names().map(str::to_owned).collect())
}

#[test]
fn what_is_cut_is_not_done_as_far_as_no_document_has_it() {
    assert_eq!(cut(None, &[]), (0, vec!["a".to_owned(), "b".to_owned()]));
    let stays = |names: &str| names.chars().map(String::from).collect::<Vec<_>>();
    assert_eq!(cut(Some(3), &[]), (2, stays("abcd")), "an edit has made the change of the fourth");
    assert_eq!(cut(None, &["a", "b", "c"]), (1, stays("")), "the third is written");
    assert_eq!(cut(Some(0), &[]), (0, stays("ab")), "what is before the cut does not matter");
}

/// What another start reads of a journal.
fn reread(journal: &Journal, parts: &BTreeMap<&str, Part>) -> Journal {
    let mut again = Journal::read(&journal.write().unwrap()).unwrap();
    again.take(|name| {
        let text = parts.get(name)?.write();
        Part::read(&text).map(Rc::new)
    });
    again
}

#[test]
fn another_start_reads_what_was_left() {
    let parts = BTreeMap::from([("a", tag([1, 2], "first")), ("b", tag([1], "second"))]);
    let mut before = journal(&[("a", &parts["a"]), ("b", &parts["b"])]);
    before.leave_out(id(2));
    let again = reread(&before, &parts);
    assert_eq!(again, before);
    assert_eq!(settled(&again, 1).tags, ["first", "second"]);
    assert_eq!(settled(&again, 2), contact(2));
}

#[test]
fn a_part_that_cannot_be_read_is_passed_over_and_kept() {
    let parts = BTreeMap::from([("b", tag([1], "second"))]);
    let before = journal(&[("a", &tag([1], "first")), ("b", &parts["b"])]);
    let mut again = reread(&before, &parts);
    assert_eq!(settled(&again, 1).tags, ["second"]);
    assert_eq!(again.first().unwrap().0, "b");
    again.close("b");
    assert!(again.first().is_none());
    assert_eq!(again.names().collect::<Vec<_>>(), ["a"]);
    assert!(again.write().unwrap().contains(r#""a""#));
}

#[test]
fn the_texts_are_those_that_other_versions_read() {
    let first = ContactId::from_random(0);
    let part = Part::change(vec![first], Action::AddTag("vip".into()), THEN);
    let text = format!(
        r#"{{"version":1,"at":"1970-01-01T00:00:02.000Z","ids":["{first}"],"deed":{{"do":{{"add_tag":"vip"}}}}}}"#
    );
    assert_eq!(part.write(), text);
    assert_eq!(Part::read(&text), Some(part));
    let journal = r#"{"version":1,"open":[{"name":"a"}]}"#;
    assert_eq!(Journal::read(journal).unwrap().write().unwrap(), journal);
}

#[test]
fn damaged_texts_and_those_of_another_version_are_none() {
    let part = tag([1, 2], "vip").write();
    for end in 0..part.len() {
        assert_eq!(Part::read(&part[..end]), None, "cut at {end}");
    }
    let swapped = Part::change(vec![id(2), id(1)], Action::Restore, THEN);
    let step = Action::Restore.apply(&mut Contact { deleted_at: Some(THEN), ..contact(1) }, THEN);
    let undo = Part::undo(&[(id(1), step.unwrap())], THEN, LATER).write();
    for damaged in [
        part.replace(r#""version":1"#, r#""version":2"#),
        part.replace("add_tag", "paint"),
        swapped.write(),
        undo.replace(r#""steps":["#, r#""steps":[],"more":["#),
        "null".to_owned(),
    ] {
        assert_eq!(Part::read(&damaged), None, "{damaged}");
    }
    for damaged in ["", "{}", r#"{"version":2,"open":[]}"#, r#"{"version":1,"open":{}}"#] {
        assert_eq!(Journal::read(damaged), None, "{damaged}");
    }
}

fn actions() -> impl Strategy<Value = Action> {
    let tag = prop::sample::select(vec!["a", "A", "b", "é", "vip"]);
    let text = prop::sample::select(vec!["", "Hearth", "x"]);
    let field = prop::sample::select(vec![Field::Company, Field::JobTitle, Field::ContactType]);
    prop_oneof![
        tag.clone().prop_map(|tag| Action::AddTag(tag.into())),
        tag.prop_map(|tag| Action::RemoveTag(tag.into())),
        (field, text).prop_map(|(field, text)| Action::Write(field, text.into())),
        Just(Action::Delete(THEN)),
        Just(Action::Restore),
    ]
}

/// What may happen to the store in any order.
#[derive(Debug, Clone)]
enum Happening {
    Change(Action, Vec<usize>),
    UndoLast,
    Edit(usize),
    Drain,
    Restart,
}

fn happenings() -> impl Strategy<Value = Vec<Happening>> {
    let ids = prop::collection::btree_set(0..6_usize, 1..6);
    let happening = prop_oneof![
        3 => (actions(), ids).prop_map(|(action, ids)| Happening::Change(action, ids.into_iter().collect())),
        1 => Just(Happening::UndoLast),
        3 => (0..6_usize).prop_map(Happening::Edit),
        3 => Just(Happening::Drain),
        1 => Just(Happening::Restart),
    ];
    prop::collection::vec(happening, 1..24)
}

/// A store with a journal, beside one in which each change is made at once.
struct Stores {
    docs: Vec<Contact>,
    journal: Journal,
    parts: BTreeMap<String, Part>,
    at_once: Vec<Contact>,
    now: i64,
}

impl Stores {
    fn save(&mut self, part: Part) {
        let name = format!("part {}", self.parts.len());
        self.journal.push(name.clone(), Rc::new(part.clone()));
        self.parts.insert(name, part);
    }

    fn tick(&mut self) -> Timestamp {
        self.now += 1_000;
        Timestamp::from_millis(self.now)
    }

    fn seen(&self) -> Vec<Contact> {
        let settled = |contact: &Contact| {
            let mut contact = contact.clone();
            self.journal.settle(&mut contact);
            contact
        };
        self.docs.iter().map(settled).collect()
    }
}

proptest! {
    #[test]
    fn a_change_in_the_journal_is_like_one_made_at_once(happenings in happenings()) {
        let docs: Vec<Contact> = (0..6).map(contact).collect();
        let mut stores =
            Stores { at_once: docs.clone(), docs, journal: Journal::default(), parts: BTreeMap::new(), now: 10_000 };
        let mut last = None;
        for happening in happenings {
            let now = stores.tick();
            match happening {
                Happening::Change(action, ids) => {
                    let mut steps = Vec::new();
                    for number in ids {
                        let step = action.apply(&mut stores.at_once[number], now);
                        steps.extend(step.map(|step| (id(number), step)));
                    }
                    let ids = steps.iter().map(|(id, _)| *id).collect();
                    stores.save(Part::change(ids, action, now));
                    last = Some((steps, now));
                }
                Happening::UndoLast => {
                    let Some((steps, of)) = last.take() else { continue };
                    for contact in &mut stores.at_once {
                        if let Some((_, step)) = steps.iter().find(|(id, _)| *id == contact.id) {
                            step.undo(contact, of, now);
                        }
                    }
                    stores.save(Part::undo(&steps, of, now));
                }
                Happening::Edit(number) => {
                    let edit = |contact: &mut Contact| {
                        contact.company = format!("edited at {}", now.millis());
                        contact.updated_at = now;
                    };
                    edit(&mut stores.at_once[number]);
                    let mut doc = stores.docs[number].clone();
                    stores.journal.settle(&mut doc);
                    edit(&mut doc);
                    stores.docs[number] = doc;
                    stores.journal.leave_out(id(number));
                }
                Happening::Drain => {
                    let Some((name, part, left)) = stores.journal.first() else { continue };
                    for doc in stores.docs.iter_mut().filter(|doc| left.contains(&doc.id)) {
                        part.apply(doc);
                    }
                    stores.journal.close(&name);
                }
                Happening::Restart => {
                    let Some(text) = stores.journal.write() else { continue };
                    let mut again = Journal::read(&text).unwrap();
                    again.take(|name| Part::read(&stores.parts[name].write()).map(Rc::new));
                    prop_assert_eq!(&again, &stores.journal);
                    stores.journal = again;
                }
            }
            prop_assert_eq!(stores.seen(), stores.at_once.clone());
        }
    }
}
