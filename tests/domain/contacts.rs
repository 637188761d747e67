//! All contacts in memory: the same as a plain list that is sorted and looked through anew each time.

use std::collections::BTreeMap;

use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;
use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::contacts::select::Listing;
use visage::domain::id::ContactId;
use visage::domain::listed::Listed;
use visage::domain::search::fold::fold;
use visage::domain::search::{Query, SEPARATOR, write_text};
use visage::domain::sort::Sort;
use visage::domain::time::Timestamp;

use crate::people::{emails, nobody};

/// How many different contacts come up.
const IDS: u128 = 90;

#[derive(Debug, Clone)]
enum Step {
    Upsert(Vec<Contact>),
    Remove(Vec<ContactId>),
}

fn contact() -> impl Strategy<Value = Contact> {
    // Names that agree in their first eight bytes and more, differ in accents, or are missing.
    let first = prop::sample::select(vec!["", "ana", "Ána", "Alexandra", "Alexandrina", "Zoë"]);
    let last = prop::sample::select(vec!["", "Li", "de los Ángeles", "Łuk", "山田"]);
    let state = (prop::bool::weighted(0.2), prop::bool::weighted(0.1), any::<bool>());
    (0..IDS, first, last, state, "[ab]{1,3}").prop_map(
        |(id, first, last, (deleted, merged, sample), email)| Contact {
            first_name: first.into(),
            last_name: last.into(),
            emails: emails(&format!("{email}@x")),
            deleted_at: deleted.then_some(Timestamp::from_millis(1)),
            merged_into: merged.then_some(ContactId::from_random(0)),
            sample,
            ..nobody(id)
        },
    )
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let size = || prop::sample::select(vec![0..4_usize, 28..36, 40..120]);
    let upsert = size().prop_flat_map(|size| prop::collection::vec(contact(), size));
    let remove = size().prop_flat_map(|size| {
        prop::collection::vec((0..IDS).prop_map(ContactId::from_random), size)
    });
    let step = proptest::prop_oneof![
        4 => upsert.prop_map(Step::Upsert),
        1 => remove.prop_map(Step::Remove),
    ];
    prop::collection::vec(step, 1..8)
}

fn has_same(
    contacts: &Contacts,
    model: &BTreeMap<ContactId, Contact>,
) -> Result<(), TestCaseError> {
    let mut listed: Vec<&Contact> = model
        .values()
        .filter(|contact| contact.deleted_at.is_none() && contact.merged_into.is_none())
        .collect();
    listed.sort_by_key(|contact| (fold(&contact.name()), contact.id));
    prop_assert_eq!(contacts.len(), listed.len());
    prop_assert_eq!(contacts.is_empty(), listed.is_empty());
    prop_assert_eq!(contacts.samples(), listed.iter().filter(|contact| contact.sample).count());
    prop_assert_eq!(
        contacts.listed().map(|contact| &**contact).collect::<Vec<_>>(),
        listed.clone()
    );
    for id in (0..IDS).map(ContactId::from_random) {
        prop_assert_eq!(contacts.get(id).map(|contact| &**contact), model.get(&id));
    }
    for typed in ["", "an", "alex", "ana li", "los", "a@", "ba", "luk a", "山", "zoe @x", "q"] {
        let query = Query::parse(typed);
        let holds = |contact: &&&Contact| {
            let mut text = String::new();
            write_text(contact, &mut text);
            let stands = |word: &String| text.split(SEPARATOR).any(|part| part.contains(word));
            query.words().all(|spellings| spellings.iter().any(stands))
        };
        let expect: Vec<_> = listed.iter().filter(holds).map(|contact| contact.id).collect();
        let listing = Listing { query: &query, filter: None, sort: &Sort::default() };
        prop_assert_eq!(contacts.select(&listing), Listed::from(expect), "{}", typed);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(120) })]

    #[test]
    fn they_are_a_sorted_list_whatever_comes_in(steps in steps()) {
        let (mut contacts, mut model) = (Contacts::default(), BTreeMap::new());
        for step in steps {
            match step {
                Step::Upsert(batch) => {
                    model.extend(batch.iter().map(|contact| (contact.id, contact.clone())));
                    contacts.upsert(batch);
                }
                Step::Remove(ids) => {
                    model.retain(|id, _| !ids.contains(id));
                    contacts.remove(&ids);
                }
            }
            has_same(&contacts, &model)?;
        }
    }
}

#[test]
fn of_a_contact_that_comes_twice_the_later_stands() {
    let check = |names: &[&str], expect: &[&str]| {
        let contact = |name: &&str| Contact {
            first_name: name[1..].into(),
            ..nobody(u128::from(name.as_bytes()[0]))
        };
        let mut contacts = Contacts::default();
        contacts.upsert(names.iter().map(contact).collect());
        let listed: Vec<String> = contacts.listed().map(|contact| contact.name()).collect();
        assert_eq!(listed, expect);
    };
    check(&[], &[]);
    check(&["1b", "2a"], &["a", "b"]);
    check(&["1b", "1a"], &["a"]);
    check(&["1a", "2b", "1c"], &["b", "c"]);
    check(&["1é", "2e", "3f"], &["é", "e", "f"]);
}
