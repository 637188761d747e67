//! The settings of a workspace: the form for a new contact, contact types, people and picture rules.

use visage::domain::contact::Contact;
use visage::domain::contact::draft::{CONTACT_TYPES, Field};
use visage::domain::custom_field::CustomField;
use visage::domain::custom_field::kind::CustomKind;
use visage::domain::doc::Record;
use visage::domain::time::Timestamp;
use visage::domain::workspace::edit::{NameError, name, shift};
use visage::domain::workspace::form::DEFAULT_FORM;
use visage::domain::workspace::{FIELDS, PictureRules, Workspace, retyped};

use crate::custom_fields::field;
use crate::people::{named, nobody};

fn read(json: &str) -> Workspace {
    Workspace::from_json(json).unwrap()
}

fn custom(required: bool) -> Vec<CustomField> {
    vec![CustomField { required, ..field(CustomKind::Text) }]
}

#[test]
fn the_form_shows_what_its_layout_names() {
    let check = |json: &str, required: bool, expect: &str| {
        let fields = custom(required);
        let form = read(json).form(&fields);
        let shown: Vec<String> = form
            .iter()
            .map(|(entry, required)| format!("{}{}", entry.key(), if *required { "*" } else { "" }))
            .collect();
        assert_eq!(shown.join(" "), expect, "{json}");
    };
    let usual = DEFAULT_FORM.map(Field::key).join(" ");
    check("{}", false, &usual);
    check("{}", true, &format!("{usual} custom.k*"));
    check(r#"{"form":[{"field":"gone"}]}"#, false, &usual);
    check(r#"{"form":[{"field":"city"},{"field":"email","required":true}]}"#, false, "city email*");
    check(r#"{"form":[{"field":"city"},{"field":"city","required":true}]}"#, false, "city");
    check(r#"{"form":[{"field":"custom.k"},{"field":"custom.x"}]}"#, false, "custom.k");
    check(r#"{"form":[{"field":"custom.k"},{"field":"city"}]}"#, true, "custom.k* city");
    check(r#"{"form":[{"field":"city"}]}"#, true, "city custom.k*");
    check(r#"{"form":[{"field":"dnd"},{"field":"followers"}]}"#, false, "dnd followers");
    check(r#"{"form":[{"field":"followers","required":true}]}"#, false, "followers*");
    check(r#"{"form":[{"field":"dnd","required":true}]}"#, false, "dnd");
    let removed =
        [CustomField { removed_at: Some(Timestamp::default()), ..custom(true).remove(0) }];
    let form = read(r#"{"form":[{"field":"city"},{"field":"custom.k"}]}"#).form(&removed);
    assert_eq!(form.len(), 1);
}

#[test]
fn what_is_required_is_missed() {
    let fields = custom(true);
    let check = |contact: &Contact, expect: &[&str]| {
        let workspace =
            read(r#"{"form":[{"field":"last_name","required":true},{"field":"city"}]}"#);
        let missing = workspace.missing(contact, &fields);
        let labels: Vec<&str> = missing.iter().map(|entry| entry.label()).collect();
        assert_eq!(labels, expect);
    };
    check(&nobody(1), &["Last name", "Plan"]);
    let mut contact = named("", "Diaz");
    check(&contact, &["Plan"]);
    fields[0].write(&mut contact, "a").unwrap();
    check(&contact, &[]);
    let followed = read(r#"{"form":[{"field":"followers","required":true}]}"#);
    assert_eq!(followed.missing(&contact, &[]).len(), 1);
    contact.follow("Ana").unwrap();
    assert_eq!(followed.missing(&contact, &[]), []);
}

#[test]
fn types_and_people_have_names() {
    let types = |json: &str| read(json).contact_types().map(str::to_owned).collect::<Vec<String>>();
    assert_eq!(types("{}"), CONTACT_TYPES);
    assert_eq!(types(r#"{"contact_types":["Donor"]}"#), ["Donor"]);
    let workspace = read(r#"{"people":[{"id":"1","name":"Ana"}]}"#);
    assert_eq!((workspace.person("1"), workspace.person("2")), ("Ana", "2"));
    let browser = "0f9c2f6de1c14a58a4f6f4f0b9a1c3d7";
    assert_eq!(workspace.person(browser), "Somebody", "who has set no name");
    let contact = Contact { contact_type: "lead".into(), ..nobody(1) };
    assert_eq!(retyped(&contact, "Lead", Some("Prospect")).unwrap().contact_type, "Prospect");
    assert_eq!(retyped(&contact, "Lead", None).unwrap().contact_type, "");
    assert_eq!(retyped(&contact, "Other", None), None);
    assert_eq!(retyped(&contact, "lead", Some("lead")), None);
}

#[test]
fn settings_keep_what_this_version_does_not_know() {
    let body = r#"{"country":"GB","form":[{"field":"city","width":1.0}],"people":[{"id":"1","name":"Ana","role":"admin"}],"picture_rules":"strict","templates":[{"id":"1","name":"Hi","body":"Hi!","used":1.0}],"x":1.0}"#;
    let workspace = read(body);
    assert!(!workspace.picture_rules.is_classic());
    let record = Record { json: body.into(), ..Record::default() };
    let after = Record::edited("a".into(), Some(&record), &workspace, FIELDS, "d").unwrap().json;
    let without_vector = after.replace(r#""v":{"d":1},"#, "");
    assert_eq!(without_vector, body);
    assert_eq!(read(r#"{"picture_rules":"classic"}"#).picture_rules, PictureRules::Classic);
    assert_eq!(read(r#"{"picture_rules":null,"form":[null]}"#), Workspace::default());
    assert_eq!(serde_json::to_string(&Workspace::default()).unwrap(), "{}");
    assert_eq!(Workspace::from_json("5"), None);
}

#[test]
fn people_have_pictures() {
    let digest = "ab".repeat(32);
    let picture = format!(
        r#"{{"digest":"{digest}","type":"image/png","width":512,"height":512,"bytes":9,"x":1.0}}"#
    );
    let body = format!(r#"{{"people":[{{"id":"1","name":"Ana","picture":{picture}}}]}}"#);
    let workspace = read(&body);
    assert_eq!(workspace.people[0].picture.as_ref().unwrap().digest.to_string(), digest);
    assert_eq!(serde_json::to_string(&workspace).unwrap(), body);
    let without = read(r#"{"people":[{"id":"1","picture":null},{"id":"2","picture":{}}]}"#);
    assert!(without.people.iter().all(|person| person.picture.is_none()));
}

#[test]
fn people_are_changed_and_added() {
    let mut workspace = read(r#"{"people":[{"id":"1","name":"Ana","role":"admin"}]}"#);
    workspace.change_person("1", |person| person.name = "Anna".into());
    workspace.change_person("2", |person| person.name = "Ben".into());
    let expect = r#"{"people":[{"id":"1","name":"Anna","role":"admin"},{"id":"2","name":"Ben"}]}"#;
    assert_eq!(serde_json::to_string(&workspace).unwrap(), expect);
}

#[test]
fn a_name_is_there_once() {
    let check = |typed: &str, expect: Result<&str, NameError>| {
        let found = name(typed, ["Lead", "Été"].into_iter());
        assert_eq!(found, expect.map(str::to_owned), "{typed:?}");
    };
    check(" Donor ", Ok("Donor"));
    check(" ", Err(NameError::Empty));
    check("LEAD", Err(NameError::Taken("Lead".into())));
    check("ete ", Err(NameError::Taken("Été".into())));
    check(&"a".repeat(501), Err(NameError::TooLong));
}

#[test]
fn items_are_moved_at_most_to_an_end() {
    let check = |from: usize, by: isize, expect: &str| {
        let mut items: Vec<char> = "abc".chars().collect();
        shift(&mut items, from, by);
        assert_eq!(items.into_iter().collect::<String>(), expect, "{from} by {by}");
    };
    check(0, 1, "bac");
    check(0, 9, "bca");
    check(2, -1, "acb");
    check(0, -1, "abc");
    check(2, 1, "abc");
    check(3, -1, "abc");
}

#[test]
fn a_layout_keeps_what_others_wrote() {
    let mut workspace = read(r#"{"form":[{"field":"city","width":1.0},{"field":"email"}]}"#);
    assert_eq!(workspace.laid_out(&[]), [("city".into(), false), ("email".into(), false)]);
    workspace.set_form(vec![("email".into(), true), ("city".into(), false)]);
    let expect = r#"{"form":[{"field":"email","required":true},{"field":"city","width":1.0}]}"#;
    assert_eq!(serde_json::to_string(&workspace).unwrap(), expect);
}
