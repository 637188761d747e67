//! What contacts hold as a text follows when it gets another name or goes, and comes back with Undo.

use visage::domain::contact::Contact;
use visage::domain::contact::custom::CustomValue;
use visage::domain::rename::{Named, Rename};

use crate::people::nobody;

fn rename(what: Named, from: &str, to: Option<&str>) -> Rename {
    Rename { what, from: from.into(), to: to.map(str::to_owned) }
}

fn team(owner: &str, followers: &[&str]) -> Contact {
    let followers = followers.iter().map(|name| (*name).to_owned()).collect();
    Contact { owner: owner.into(), followers, ..nobody(1) }
}

#[test]
fn people_are_renamed_where_they_own_and_follow() {
    let check = |from: &str, to: &str, contact: &Contact, expect: Option<&Contact>| {
        let found = rename(Named::Person, from, Some(to)).applied(contact);
        assert_eq!(found.as_ref(), expect, "{from} → {to}");
    };
    let before = team("Ana", &["Ben", " ana"]);
    check("Ana", "Anna", &before, Some(&team("Anna", &["Ben", "Anna"])));
    check("Ben", "Ana", &before, Some(&team("Ana", &["Ana", " ana"])));
    check("Ben", " ana", &before, Some(&team("Ana", &[" ana"])));
    check("Eve", "Eva", &before, None);
    assert_eq!(rename(Named::Person, "Ana", None).applied(&before), None);
}

#[test]
fn undo_leaves_what_was_changed_since() {
    let key: visage::domain::id::FieldKey = "k".parse().unwrap();
    let rename = rename(Named::Choice(key.clone()), "Gold", Some("Top"));
    let mut before = nobody(1);
    before.custom.set("k", Some(&CustomValue::Text("Gold".into())));
    let after = rename.applied(&before).unwrap();
    let city = Contact { city: "Rome".into(), ..after.clone() };
    assert_eq!(
        rename.undone(&city, &before),
        Some(Contact { city: "Rome".into(), ..before.clone() })
    );
    let mut chosen = after;
    chosen.custom.set("k", Some(&CustomValue::Text("Silver".into())));
    assert_eq!(rename.undone(&chosen, &before), None);
    assert_eq!(rename.undone(&city, &city), None);
}

#[test]
fn values_and_types_go_and_come_back() {
    let key: visage::domain::id::FieldKey = "k".parse().unwrap();
    let mut before = Contact { contact_type: "Lead".into(), ..nobody(1) };
    before.custom.set("k", Some(&CustomValue::Number("1.50".into())));
    for rename in [rename(Named::Values(key), "", None), rename(Named::ContactType, "lead", None)] {
        let after = rename.applied(&before).unwrap();
        assert_ne!(after, before);
        assert_eq!(rename.applied(&after), None);
        assert_eq!(rename.undone(&after, &before), Some(before.clone()));
    }
}
