//! One change for many, and its undo.

use proptest::prelude::*;
use visage::domain::bulk::Action;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::id::ContactId;
use visage::domain::time::Timestamp;

const BEFORE: Timestamp = Timestamp::from_millis(1_000);
const THEN: Timestamp = Timestamp::from_millis(2_000);
const LATER: Timestamp = Timestamp::from_millis(3_000);

fn contact(tags: &[&str]) -> Contact {
    Contact {
        first_name: "Amara".to_owned(),
        company: "Lagos Builds".to_owned(),
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Contact::new(ContactId::from_random(1), BEFORE)
    }
}

/// What a change makes of tags; none when it changes nothing.
fn tags(action: &Action, before: &[&str]) -> Option<Vec<String>> {
    let mut contact = contact(before);
    action.apply(&mut contact, THEN).map(|_| contact.tags)
}

#[test]
fn a_tag_is_added_once_whatever_its_spelling() {
    let add = Action::AddTag("VIP".into());
    assert_eq!(tags(&add, &["fair"]).unwrap(), ["fair", "VIP"]);
    assert_eq!(tags(&add, &["vip"]), None);
    assert_eq!(tags(&Action::AddTag("Café".into()), &["cafe"]), None);
}

#[test]
fn a_tag_is_removed_whatever_its_spelling() {
    let remove = Action::RemoveTag("VIP".into());
    assert_eq!(tags(&remove, &["a", "vip", "b"]).unwrap(), ["a", "b"]);
    assert_eq!(tags(&remove, &["a"]), None);
}

#[test]
fn a_removed_tag_comes_back_at_its_place_and_in_its_spelling() {
    let mut changed = contact(&["a", "Vip", "b"]);
    let step = Action::RemoveTag("vip".into()).apply(&mut changed, THEN).unwrap();
    step.undo(&mut changed, THEN, LATER);
    assert_eq!(changed, contact(&["a", "Vip", "b"]));
}

#[test]
fn what_came_after_the_change_survives_its_undo() {
    let mut changed = contact(&["a"]);
    let step = Action::AddTag("vip".into()).apply(&mut changed, THEN).unwrap();
    changed.company = "Hearth".to_owned();
    changed.tags.push("later".to_owned());
    changed.updated_at = LATER;
    step.undo(&mut changed, THEN, LATER);
    assert_eq!((changed.company.as_str(), changed.updated_at), ("Hearth", LATER));
    assert_eq!(changed.tags, ["a", "later"]);
}

#[test]
fn a_change_that_would_leave_nobody_to_be_found_is_not_made() {
    let mut lone = contact(&[]);
    lone.first_name.clear();
    assert_eq!(Action::Write(Field::Company, "".into()).apply(&mut lone, THEN), None);
    assert_eq!(lone.company, "Lagos Builds");
}

#[test]
fn a_text_that_the_field_does_not_take_is_refused_before_anything_is_changed() {
    assert!(Action::Write(Field::Email, "nobody".into()).kept().is_err());
    assert!(Action::AddTag("x".repeat(501).into()).kept().is_err());
    assert!(Action::AddTag("vip".into()).kept().is_ok());
}

#[test]
fn a_text_is_set_in_the_form_in_which_the_field_keeps_it() {
    let action = Action::Write(Field::Company, " Hearth\u{7}\tHome ".into()).kept();
    assert_eq!(action, Ok(Action::Write(Field::Company, "Hearth Home".into())));
}

#[test]
fn deleting_twice_keeps_the_first_time() {
    let mut gone = contact(&[]);
    assert!(Action::Delete(THEN).apply(&mut gone, THEN).is_some());
    assert_eq!(Action::Delete(LATER).apply(&mut gone, LATER), None);
    assert_eq!(gone.deleted_at, Some(THEN));
}

fn actions() -> impl Strategy<Value = Action> {
    let tag = prop::sample::select(vec!["a", "A", "b", "é", "e", "vip"]);
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

proptest! {
    #[test]
    fn undo_restores_exactly(action in actions(), given in prop::collection::vec("[abévVA]{1,3}", 0..4), trashed in any::<bool>()) {
        let mut before = contact(&[]);
        before.tags = given;
        before.company = " as another program left it ".to_owned();
        before.deleted_at = trashed.then_some(BEFORE);
        let mut after = before.clone();
        match action.apply(&mut after, THEN) {
            Some(step) => {
                prop_assert_eq!(after.updated_at, THEN);
                step.undo(&mut after, THEN, LATER);
                prop_assert_eq!(after, before);
            }
            None => prop_assert_eq!(after, before),
        }
    }
}
