//! Merging: what wins, what is kept, and that it can be undone.

use std::sync::Arc;

use proptest::prelude::*;
use visage::domain::contact::Contact;
use visage::domain::contact::custom::CustomValue;
use visage::domain::contact::draft::Field;
use visage::domain::contact::email::{Email, is_same};
use visage::domain::id::ContactId;
use visage::domain::id::merge::MergeId;
use visage::domain::merge::record::Merge;
use visage::domain::merge::row::Row;
use visage::domain::merge::{MergeError, Plan};
use visage::domain::search::fold::fold;
use visage::domain::time::Timestamp;

use crate::people::{emails, named, phones};
use crate::people_of_all_sorts;

const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);
const LATER: Timestamp = Timestamp::from_millis(1_800_000_100_000);

fn with_id(number: u128, contact: Contact) -> Contact {
    Contact { id: ContactId::from_random(number), ..contact }
}

fn plan(contacts: &[Contact]) -> Plan {
    let mut plan = Plan::new(contacts.iter().cloned().map(Arc::new).collect()).unwrap();
    plan.choose_master(contacts[0].id);
    plan
}

fn result(contacts: &[Contact]) -> Contact {
    plan(contacts).result(NOW).unwrap().0
}

fn merge(plan: &Plan) -> Merge {
    Merge::of(plan, MergeId::from_random(7), "me", NOW).unwrap()
}

/// The contacts after a merge.
fn applied(merge: &Merge, contacts: &[Contact]) -> Vec<Contact> {
    let mut contacts = contacts.to_vec();
    contacts.iter_mut().for_each(|contact| merge.apply(contact));
    contacts
}

fn undone(merge: &Merge, mut contacts: Vec<Contact>) -> Vec<Contact> {
    for contact in &mut contacts {
        merge.undo(contact, LATER);
    }
    contacts
}

fn rossi() -> [Contact; 2] {
    let chiara = Contact {
        emails: emails("chiara@rossilegno.it"),
        phones: phones("+39 06 5550 2210"),
        contact_type: "Customer".to_owned(),
        tags: vec!["installer".to_owned(), "vip".to_owned()],
        ..named("Chiara", "Rossi")
    };
    let other = Contact {
        emails: emails("c.rossi@gmail.com"),
        phones: phones("0039 06 55502210"),
        contact_type: "Lead".to_owned(),
        city: "Rome".to_owned(),
        tags: vec!["VIP".to_owned(), "spring fair".to_owned()],
        dnd: vec!["sms".to_owned()],
        ..named("C.", "Rossi")
    };
    [with_id(1, chiara), with_id(2, other)]
}

#[test]
fn the_master_wins_and_the_others_fill_what_it_lacks() {
    let merged = result(&rossi());
    assert_eq!(merged.name(), "Chiara Rossi");
    assert_eq!((&*merged.contact_type, &*merged.city), ("Customer", "Rome"));
    let addresses: Vec<&str> = merged.emails.iter().map(|email| &*email.address).collect();
    assert_eq!(addresses, ["chiara@rossilegno.it", "c.rossi@gmail.com"]);
    assert_eq!(merged.email(), "chiara@rossilegno.it");
    assert_eq!(merged.phones.len(), 1);
    assert_eq!(merged.tags, ["installer", "vip", "spring fair"]);
    assert_eq!(merged.dnd, ["sms"]);
    assert_eq!(merged.aliases, [ContactId::from_random(2)]);
}

#[test]
fn a_row_takes_the_value_that_was_chosen() {
    let contacts = rossi();
    let mut plan = plan(&contacts);
    for row in [Row::Name, Row::Emails, Row::Field(Field::ContactType)] {
        assert!(plan.rows().contains(&row));
        plan.choose(&row, contacts[1].id);
    }
    let merged = plan.result(NOW).unwrap().0;
    assert_eq!((merged.name().as_str(), &*merged.contact_type), ("C. Rossi", "Lead"));
    assert_eq!(merged.email(), "c.rossi@gmail.com");
    assert_eq!(merged.emails.len(), 2);
    // Nothing that is empty wins.
    plan.choose(&Row::Field(Field::City), contacts[0].id);
    assert_eq!(plan.result(NOW).unwrap().0.city, "Rome");
}

#[test]
fn half_a_name_is_filled_by_the_whole_one_and_never_mixed() {
    let short = with_id(1, named("Chiara", ""));
    assert_eq!(
        result(&[short.clone(), with_id(2, named("Chiara", "Rossi"))]).name(),
        "Chiara Rossi"
    );
    assert_eq!(result(&[short, with_id(2, named("C.", "Rossi"))]).name(), "Chiara");
}

#[test]
fn custom_fields_of_others_fill_blanks_only() {
    let [mut one, mut other] = rossi();
    one.custom.set("plan", Some(&CustomValue::Text("Gold".to_owned())));
    other.custom.set("plan", Some(&CustomValue::Text("Basic".to_owned())));
    other.custom.set("score", Some(&CustomValue::Number("5".to_owned())));
    let merged = result(&[one, other]);
    assert_eq!((&*merged.custom.text("plan"), &*merged.custom.text("score")), ("Gold", "5"));
}

#[test]
fn the_fullest_contact_is_proposed_as_master() {
    let [chiara, other] = rossi();
    let plan =
        Plan::new(vec![Arc::new(named("C", "")), Arc::new(other), Arc::new(with_id(9, chiara))]);
    assert_eq!(plan.unwrap().master().unwrap().id, ContactId::from_random(2));
}

#[test]
fn what_cannot_be_merged_is_refused() {
    let check = |contacts: Vec<Contact>, expect: MergeError| {
        let contacts = contacts.into_iter().map(Arc::new).collect();
        assert_eq!(Plan::new(contacts).unwrap_err(), expect);
    };
    let [one, other] = rossi();
    check(vec![one.clone()], MergeError::TooFew);
    check(vec![one.clone(), one.clone()], MergeError::TooFew);
    check((0..11).map(|number| with_id(number, one.clone())).collect(), MergeError::TooMany);
    let merged = Contact { merged_into: Some(one.id), ..other.clone() };
    check(vec![one.clone(), merged], MergeError::Unlisted);
    check(vec![one, Contact { deleted_at: Some(NOW), ..other }], MergeError::Unlisted);
}

#[test]
fn emails_above_the_eleventh_stay_in_the_record_and_the_primary_one_does_not() {
    let of = |who: &str, count: usize| -> Vec<Email> {
        (0..count).map(|at| Email::new(format!("{who}{at}@example.com"))).collect()
    };
    let [mut one, mut other] = rossi();
    (one.emails, other.emails) = (of("a", 9), of("b", 5));
    other.emails[4].primary = true;
    let contacts = [one, other];
    let mut plan = plan(&contacts);
    plan.choose(&Row::Emails, contacts[1].id);
    let (merged, left) = plan.result(NOW).unwrap();
    assert_eq!((merged.emails.len(), left.emails.len()), (11, 3));
    assert_eq!(merged.email(), "b4@example.com");
    let merge = merge(&plan);
    assert_eq!(Merge::from_json(merge.id, &serde_json::to_string(&merge).unwrap()), Some(merge));
}

#[test]
fn what_was_edited_since_survives_the_undo() {
    let contacts = rossi();
    let merge = merge(&plan(&contacts));
    let mut after = applied(&merge, &contacts);
    assert!(after[0].is_listed() && !after[1].is_listed());
    after[0].company = "Hearth".to_owned();
    after[0].city = "Milan".to_owned();
    after[0].updated_at = LATER;
    after[1].source = "Fair".to_owned();
    assert!(merge.undo(&mut after[0], LATER));
    assert!(!merge.undo(&mut after[1], LATER));
    let expect = Contact {
        company: "Hearth".to_owned(),
        city: "Milan".to_owned(),
        updated_at: LATER,
        ..contacts[0].clone()
    };
    assert_eq!(after[0], expect);
    assert_eq!(after[1], Contact { source: "Fair".to_owned(), ..contacts[1].clone() });
}

#[test]
fn merges_of_merges_are_undone_last_first() {
    let [one, other] = rossi();
    let third = with_id(3, named("Chiara", "R."));
    let first = merge(&plan(&[other.clone(), third.clone()]));
    let [mut b, mut c] =
        <[Contact; 2]>::try_from(applied(&first, &[other.clone(), third])).unwrap();
    let second = merge(&plan(&[one.clone(), b.clone()]));
    let mut a = one.clone();
    second.apply(&mut a);
    second.apply(&mut b);
    assert_eq!(a.aliases, [b.id, c.id]);
    assert_eq!(first.check_undo(Some(&b), LATER), Err(MergeError::Merged));
    assert_eq!(second.check_undo(Some(&a), LATER), Ok(()));
    second.undo(&mut a, LATER);
    second.undo(&mut b, LATER);
    assert_eq!((&a, &b.aliases), (&one, &vec![c.id]));
    first.undo(&mut b, LATER);
    first.undo(&mut c, LATER);
    assert_eq!(b, other);
    assert!(c.is_listed());
}

#[test]
fn a_merge_is_undone_once_and_within_sixty_days() {
    let contacts = rossi();
    let mut merge = merge(&plan(&contacts));
    let day = |days: i64| Timestamp::from_millis(NOW.millis() + days * 86_400_000);
    assert_eq!(merge.check_undo(None, day(59)), Ok(()));
    assert_eq!(merge.check_undo(None, day(60)), Err(MergeError::Undone));
    merge.undone_at = Some(LATER);
    assert_eq!(merge.check_undo(None, LATER), Err(MergeError::Undone));
}

/// Two to ten listed contacts, and in some rows a choice.
fn several() -> impl Strategy<Value = (Vec<Contact>, Vec<usize>)> {
    let contacts = prop::collection::vec(people_of_all_sorts::contact(), 2..=10);
    (contacts, prop::collection::vec(0..10_usize, 30)).prop_map(|(contacts, choices)| {
        let listed = |(number, contact): (usize, Contact)| Contact {
            deleted_at: None,
            merged_into: None,
            ..with_id(number as u128 + 100, contact)
        };
        (contacts.into_iter().enumerate().map(listed).collect(), choices)
    })
}

fn chosen(contacts: &[Contact], choices: &[usize]) -> Plan {
    let mut plan = plan(contacts);
    plan.choose_master(contacts[choices[0] % contacts.len()].id);
    for (row, at) in plan.rows().iter().zip(choices) {
        plan.choose(row, contacts[at % contacts.len()].id);
    }
    plan
}

proptest! {
    #[test]
    fn a_merge_keeps_every_email_phone_tag_and_follower((contacts, choices) in several()) {
        let merge = merge(&chosen(&contacts, &choices));
        let Merge { merged, left, .. } = &merge;
        for contact in &contacts {
            for email in &contact.emails {
                let mut all = merged.emails.iter().chain(&left.emails);
                prop_assert!(all.any(|kept| is_same(&kept.address, &email.address)));
            }
            for phone in &contact.phones {
                prop_assert!(merged.phones.iter().chain(&left.phones).any(|kept| kept.is_same(phone)));
            }
            for tag in &contact.tags {
                prop_assert!(merged.tags.iter().any(|kept| fold(kept) == fold(tag)));
            }
            prop_assert!(contact.dnd.iter().all(|channel| merged.dnd.contains(channel)));
            prop_assert!(contact.custom.keys().all(|key| contact.custom.is_blank(key) || !merged.custom.is_blank(key)));
        }
    }

    #[test]
    fn merge_then_undo_is_the_identity((contacts, choices) in several()) {
        let merge = merge(&chosen(&contacts, &choices));
        let stored = serde_json::to_string(&merge).unwrap();
        let merge = Merge::from_json(merge.id, &stored).unwrap();
        let after = applied(&merge, &contacts);
        prop_assert_eq!(after.iter().filter(|contact| contact.is_listed()).count(), 1);
        prop_assert_eq!(undone(&merge, after), contacts);
    }

    #[test]
    fn an_edited_field_survives_the_undo((contacts, choices) in several(), typed in "[a-z]{3,8}") {
        let merge = merge(&chosen(&contacts, &choices));
        let mut after = applied(&merge, &contacts);
        let place = contacts.iter().position(|contact| contact.id == merge.survivor).unwrap();
        after[place].job_title = typed.clone();
        after[place].tags.push(typed.clone());
        after[place].updated_at = LATER;
        let tags = after[place].tags.clone();
        let back = undone(&merge, after);
        let expect = Contact { job_title: typed, tags, updated_at: LATER, ..contacts[place].clone() };
        prop_assert_eq!(&back[place], &expect);
    }
}
