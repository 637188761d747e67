//! Conditions while they are being edited.

use visage::domain::filter::draft::Draft;
use visage::domain::filter::field::{Definitions, Field};
use visage::domain::filter::operator::Operator;
use visage::domain::filter::{Condition, Filter};

fn known(text: &str) -> Draft {
    let filter = Filter::parse(text, &Definitions::default());
    Draft::of(filter.groups[0][0].known().unwrap())
}

fn text(draft: &Draft) -> Result<String, String> {
    let condition = draft.condition().map_err(|why| why.sentence())?;
    Ok(Filter { groups: vec![vec![condition]] }.to_string())
}

#[test]
fn a_condition_comes_out_of_the_editor_as_it_went_in() {
    for condition in [
        "name contains rossi",
        "tag is any of vip, \"a, b\"",
        "created between 2026-01-01 and 2026-01-31",
        "last activity in last 7 days",
        "birthday not in month 2",
        "has picture is off",
        "company is not empty",
        "created is on 2024-02-29",
    ] {
        assert_eq!(text(&known(condition)).unwrap(), condition);
    }
}

#[test]
fn each_operator_of_each_field_starts_without_a_value_and_says_what_it_needs() {
    for field in Field::all(&Definitions::default()) {
        for operator in Operator::of(field.kind()) {
            let mut draft = Draft::on(field.clone());
            draft.set_operator(operator);
            match draft.condition() {
                Ok(Condition::Known(known)) => assert_eq!(known.operator(), operator),
                Ok(Condition::Unknown(unknown)) => panic!("{}", unknown.text),
                Err(why) => assert!(!why.sentence().is_empty()),
            }
        }
    }
}

#[test]
fn another_field_keeps_what_was_typed_where_that_can_still_be_meant() {
    let city = || Field::named("city", &Definitions::default()).unwrap();
    let mut draft = known("company contains hearth");
    draft.set_field(city());
    assert_eq!(text(&draft).unwrap(), "city contains hearth");
    let mut draft = known("created in last 7 days");
    draft.set_field(city());
    assert_eq!(draft, Draft::on(city()));
}

#[test]
fn another_operator_keeps_a_value_of_the_same_form() {
    let operator = |text: &str| known(text).operator;
    let mut draft = known("tag is vip");
    draft.set_operator(operator("tag is any of a, b"));
    assert_eq!(text(&draft).unwrap(), "tag is any of vip");
    let mut draft = known("created in last 7 days");
    draft.set_operator(operator("created before 2026-01-01"));
    assert!(text(&draft).is_err());
}

#[test]
fn offered_texts_are_added_and_taken_out() {
    let mut draft = known("tag is any of vip");
    draft.toggle_text("spring, fair");
    assert_eq!(draft.first, "vip, \"spring, fair\"");
    assert!(draft.has_text("VIP"));
    draft.toggle_text("Vip");
    assert_eq!(text(&draft).unwrap(), "tag is any of \"spring, fair\"");
    let mut draft = known("type is lead");
    draft.toggle_text("Customer");
    assert_eq!(text(&draft).unwrap(), "type is Customer");
}
