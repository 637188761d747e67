//! The kept beginning of the list: it is used as it was kept, or not at all.

use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::head::{read, write};
use visage::domain::id::ContactId;
use visage::domain::time::Timestamp;

fn people(count: u128) -> Contacts {
    let person = |index: u128| Contact {
        first_name: format!("Person {index:03}\nof \u{2028} many"),
        sample: index == 0,
        ..Contact::new(ContactId::from_random(index), Timestamp::from_millis(0))
    };
    let mut contacts = Contacts::default();
    contacts.upsert((0..count).map(person).collect());
    contacts
}

fn names(contacts: &Contacts) -> Vec<String> {
    contacts.listed().map(|contact| contact.name()).collect()
}

#[test]
fn the_beginning_comes_back_as_it_was_kept() {
    for count in [0, 1, 59, 60, 61, 500] {
        let all = people(count);
        let head = read(&write(&all, "stamp"), "stamp").unwrap();
        assert_eq!(names(&head), names(&all)[..names(&head).len()], "{count}");
        assert_eq!(head.len(), count as usize, "those to come are counted");
        assert_eq!(head.pending(), (count as usize).saturating_sub(60), "{count}");
    }
}

#[test]
fn one_of_another_commit_is_not_used() {
    let text = write(&people(3), "before");
    assert!(read(&text, "after").is_none());
    assert!(read(&text, "").is_none());
}

#[test]
fn a_damaged_one_is_not_used() {
    let text = write(&people(3), "stamp");
    for end in 0..text.len() {
        if let Some(head) = text.get(..end).and_then(|cut| read(cut, "stamp")) {
            // Cut between two lines it is shorter and still true.
            assert!(names(&people(3)).starts_with(&names(&head)), "cut at {end}");
        }
    }
    for damaged in ["", "stamp", "stamp\n", "stamp\nmany", "stamp\n3\nx {}", "stamp\n3\n\u{fffd}"] {
        assert!(read(damaged, "stamp").is_none(), "{damaged:?}");
    }
}

#[test]
fn what_was_filled_in_and_settled_is_what_upserts_would_have_made() {
    let all = people(200);
    let mut filled = Contacts::default();
    let mut pages: Vec<Contact> = all.listed().map(|contact| Contact::clone(contact)).collect();
    pages.reverse();
    let rest = pages.split_off(70);
    filled.fill(pages);
    filled.fill(rest);
    filled.settle();
    assert_eq!(names(&filled), names(&all));
    assert_eq!(filled.samples(), 1);
}
