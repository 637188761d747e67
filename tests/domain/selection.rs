//! Selecting contacts: single ones, ranges, all.

use visage::domain::id::ContactId;
use visage::domain::listed::Listed;
use visage::domain::selection::Selection;

fn id(number: u128) -> ContactId {
    ContactId::from_random(number << 80)
}

fn ids(numbers: &[u128]) -> Vec<ContactId> {
    numbers.iter().map(|number| id(*number)).collect()
}

fn list(numbers: &[u128]) -> Listed {
    Listed::from(ids(numbers))
}

#[test]
fn a_second_click_takes_one_out() {
    let mut selection = Selection::default();
    selection.toggle(id(1));
    selection.toggle(id(2));
    selection.toggle(id(1));
    assert_eq!(selection.in_order(&list(&[1, 2, 3])), ids(&[2]));
}

#[test]
fn a_range_goes_from_the_last_one_chosen_in_either_direction() {
    let people = list(&[5, 4, 3, 2, 1]);
    for (from, to, expected) in [(4, 2, [4, 3, 2]), (2, 4, [4, 3, 2])] {
        let mut selection = Selection::default();
        selection.toggle(id(from));
        selection.extend(&people, id(to));
        assert_eq!(selection.in_order(&people), ids(&expected));
    }
}

#[test]
fn a_range_can_be_drawn_again_from_where_it_started() {
    let people = list(&[1, 2, 3, 4, 5]);
    let mut selection = Selection::default();
    selection.toggle(id(3));
    selection.extend(&people, id(5));
    selection.extend(&people, id(1));
    assert!(selection.covers(&people));
}

#[test]
fn a_range_whose_start_is_not_in_the_list_is_one_contact() {
    let mut selection = Selection::default();
    selection.toggle(id(9));
    selection.extend(&list(&[1, 2, 3]), id(2));
    assert_eq!(selection.in_order(&list(&[1, 2, 3])), ids(&[2, 9]));
}

#[test]
fn all_are_covered_only_when_each_of_them_is_selected() {
    let people = list(&[1, 2, 3]);
    let mut selection = Selection::default();
    assert!(!selection.covers(&people));
    assert!(!selection.covers(&list(&[])));
    selection.select_all(&people);
    assert!(selection.covers(&people));
    selection.toggle(id(2));
    selection.toggle(id(7));
    assert!(!selection.covers(&people));
}

#[test]
fn who_is_gone_is_no_longer_selected() {
    let mut selection = Selection::default();
    selection.select_all(&list(&[1, 2, 3]));
    selection.retain(|contact| contact != id(2));
    assert_eq!(selection.in_order(&list(&[])), ids(&[1, 3]));
    selection.clear();
    assert!(selection.is_empty());
}

#[test]
fn the_end_of_a_range_moves_to_and_fro() {
    let people = list(&[1, 2, 3, 4, 5, 6]);
    let check = |chosen: &[u128], ends: &[u128], expect: &[u128]| {
        let mut selection = Selection::default();
        chosen.iter().for_each(|number| selection.toggle(id(*number)));
        for pair in ends.windows(2) {
            selection.stretch(&people, id(pair[0]), id(pair[1]));
        }
        assert_eq!(selection.in_order(&people), ids(expect), "{chosen:?} {ends:?}");
    };
    check(&[], &[2, 3], &[2, 3]);
    check(&[], &[2, 3, 4], &[2, 3, 4]);
    check(&[], &[2, 3, 4, 3], &[2, 3]);
    check(&[], &[3, 4, 3, 2, 1], &[1, 2, 3]);
    check(&[], &[3, 4, 3], &[3]);
    check(&[], &[2, 6], &[2, 3, 4, 5, 6]);
    check(&[], &[3, 6, 1], &[1, 2, 3]);
    check(&[], &[6, 6], &[6]);
    check(&[2], &[2, 3, 4], &[2, 3, 4]);
    check(&[1], &[3, 4], &[1, 3, 4]);
    check(&[5, 1], &[1, 2, 1], &[1, 5]);
    // Taken out again, it starts anew.
    check(&[2, 2], &[2, 3], &[2, 3]);
    // Who is not in the list moves nothing.
    check(&[1], &[9, 2], &[1]);
    check(&[1], &[1, 9], &[1]);
}
