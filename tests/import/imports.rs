//! What becomes of rows: who is found, what is written, what is refused, and that an export comes back the same.

use std::sync::Arc;

use visage::domain::contact::Contact;
use visage::domain::contact::draft::{DraftError, Field};
use visage::domain::csv::Row;
use visage::domain::csv::read::rows;
use visage::domain::custom_field::CustomField;
use visage::domain::custom_field::kind::CustomKind;
use visage::domain::export::Everything;
use visage::domain::id::ContactId;
use visage::domain::import::column::{day_order, read};
use visage::domain::import::day::{DayOrder, plain};
use visage::domain::import::guess::guess;
use visage::domain::import::known::Known;
use visage::domain::import::{Change, Mode, Refusal, Rules, rejected};
use visage::domain::time::Timestamp;

pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_800_000_000_000);

pub(crate) fn contact(id: u128, json: &str) -> Contact {
    Contact::from_json(ContactId::from_random(id), json).unwrap()
}

pub(crate) fn fields() -> Vec<CustomField> {
    let field = |key: &str, name: &str, kind| CustomField {
        name: name.to_owned(),
        ..CustomField::new(key.parse().unwrap(), kind, &[])
    };
    vec![
        field("plan", "Plan", CustomKind::Text),
        field("city2", "City", CustomKind::LongText),
        field("score", "Score", CustomKind::Number),
        field("renewal", "Renewal", CustomKind::Date),
        field("member", "Member", CustomKind::Checkbox),
    ]
}

/// What becomes of the rows of a table.
pub(crate) fn import(file: &str, rules: &Rules, known: &mut Known) -> Vec<Result<Change, Refusal>> {
    let table = rows(file.as_bytes()).unwrap();
    let targets = guess(&table[0].cells, &rules.fields);
    let rules = Rules { days: day_order(&table, &targets), ..rules.clone() };
    let change = |(number, row): (u128, &Row)| {
        let change = rules.change(
            &read(row, &targets)?,
            known,
            ContactId::from_random(1_000 + number),
            NOW,
        )?;
        known.follow(&change);
        Ok(change)
    };
    (0..).zip(&table[1..]).map(change).collect()
}

fn created(file: &str) -> Contact {
    match import(file, &Rules { fields: fields(), ..Rules::default() }, &mut Known::default())
        .remove(0)
    {
        Ok(Change::Create(contact)) => contact,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_row_becomes_a_contact() {
    let ada = created(
        "Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value,Labels,Birthday,Plan,Score,Renewal,Member\n\
         Ada Lovelace,ada@a.example ::: ada@b.example,* Mobile,'+44 20 7946 0958,Fax,020 7946 0959 ::: 020 7946 0960,* myContacts ::: VIP,12/10/1815,Gold,7,2/1/2027,yes\n",
    );
    assert_eq!((&*ada.first_name, &*ada.last_name), ("Ada", "Lovelace"));
    let emails: Vec<_> = ada.emails.iter().map(|email| (&*email.address, email.primary)).collect();
    assert_eq!(emails, [("ada@a.example", true), ("ada@b.example", false)]);
    let phones: Vec<_> = ada
        .phones
        .iter()
        .map(|phone| (&*phone.number, phone.label.as_ref().map(|label| label.key())))
        .collect();
    assert_eq!(
        phones,
        [
            ("+44 20 7946 0958", Some("mobile")),
            ("020 7946 0959", Some("Fax")),
            ("020 7946 0960", None)
        ]
    );
    assert_eq!(ada.tags, ["VIP"]);
    assert_eq!(ada.birthday.unwrap().to_string(), "1815-12-10");
    let custom = |key: &str| ada.custom.text(key);
    assert_eq!(
        [custom("plan"), custom("score"), custom("renewal"), custom("member")],
        ["Gold", "7", "2027-02-01", "Yes"]
    );
    let split = created(
        "First Name,Middle Name,Last Name,Birth Year,Birth Month,Birth Day\nAda,M.,King,0,2,29\n",
    );
    assert_eq!((&*split.first_name, &*split.last_name), ("Ada M.", "King"));
    assert_eq!(split.birthday.unwrap().to_string(), "--02-29");
    assert_eq!(created("Name\n\"Lovelace, Ada\"\n").last_name, "Lovelace");
}

#[test]
fn days_are_read_as_programs_write_them() {
    let check =
        |text: &str, expect: &str| assert_eq!(plain(text, DayOrder::MonthFirst), expect, "{text}");
    check("1990-02-28", "1990-02-28");
    check("1990/2/8", "1990-02-08");
    check("02/28/1990", "1990-02-28");
    check("02-28-1990", "1990-02-28");
    check("28.02.1990", "1990-02-28");
    check("19900228", "1990-02-28");
    check("1990-02-28T00:00:00Z", "1990-02-28");
    check("--02-28", "--02-28");
    check("--0228", "--02-28");
    check("0/0/00", "");
    check("soon", "soon");
    assert_eq!(plain("28/02/1990", DayOrder::DayFirst), "1990-02-28");
    assert_eq!(
        created("Name,Birthday\nAda,03/04/1990\nBo,28/02/1990\n").birthday.unwrap().to_string(),
        "1990-04-03"
    );
}

#[test]
fn people_are_found_by_id_then_email_then_phone() {
    let people = [
        contact(
            1,
            r#"{"first_name":"Ada","emails":[{"address":"ada@x.example"}],"phones":[{"number":"+44 20 7946 0958","e164":"+442079460958"}]}"#,
        ),
        contact(2, r#"{"first_name":"Bo","emails":[{"address":"bo@x.example"}]}"#),
        contact(
            3,
            r#"{"first_name":"Gone","emails":[{"address":"gone@x.example"}],"deleted_at":"2026-01-01T00:00:00Z"}"#,
        ),
    ];
    let id = people[1].id;
    let found = |row: &str| {
        let mut known: Known = people.iter().cloned().map(Arc::new).collect();
        let rules = Rules { home: "GB".parse().ok(), ..Rules::default() };
        match import(&format!("Contact ID,Email,Phone,City\n{row},X\n"), &rules, &mut known)
            .remove(0)
            .unwrap()
        {
            Change::Update { before, .. } => before.first_name.clone(),
            _ => String::new(),
        }
    };
    assert_eq!(found(&format!("{id},ada@x.example,")), "Bo");
    assert_eq!(found(",ADA@x.example,"), "Ada");
    assert_eq!(found("003xx0000,bo@x.example,020 7946 0958"), "Bo");
    assert_eq!(found(",new@x.example,(020) 7946-0958"), "Ada");
    assert_eq!(found(",gone@x.example,"), "");
    assert_eq!(found(",new@x.example,020 7946 0000"), "");
}

#[test]
fn an_update_adds_and_takes_nothing_away() {
    let ada = contact(
        1,
        r#"{"first_name":"Ada","company":"Engines","emails":[{"address":"ada@x.example","primary":true}],"tags":["VIP"]}"#,
    );
    let mut known: Known = [Arc::new(ada.clone())].into_iter().collect();
    let file = "First name,Last name,Company,Email,Email 2,Tags\n,Lovelace,,ada@x.example,second@x.example,\"vip, New\"\n";
    let rules = Rules { tag: Some("Fair".to_owned()), ..Rules::default() };
    let Ok(Change::Update { after, before }) = import(file, &rules, &mut known).remove(0) else {
        panic!()
    };
    assert_eq!(*before, ada);
    assert_eq!(
        (&*after.first_name, &*after.last_name, &*after.company),
        ("Ada", "Lovelace", "Engines")
    );
    assert_eq!(after.email(), "ada@x.example");
    assert_eq!((after.emails.len(), after.updated_at), (2, NOW));
    assert_eq!(after.tags, ["VIP", "New", "Fair"]);
    // The same again changes nothing.
    assert_eq!(import(file, &rules, &mut known).remove(0), Ok(Change::Same(ada.id)));
}

#[test]
fn somebody_twice_in_a_file_becomes_one_contact() {
    let file = "Name,Email\nAda,ada@x.example\nAda Lovelace,ADA@X.example\n";
    let found = import(file, &Rules::default(), &mut Known::default());
    assert!(matches!(found[0], Ok(Change::Create(_))));
    assert!(matches!(&found[1], Ok(Change::Same(_))), "{:?}", found[1]);
}

#[test]
fn rows_are_refused_with_a_reason_and_come_back_as_a_table() {
    let file = "Name,Email,Website,Score\n,,,\nAda,not an email,,\nBo,,javascript:alert(1),\nCy,,,many\nDi,,,1,extra\nEd,,,1,\n";
    let rules = Rules { fields: fields(), ..Rules::default() };
    let found = import(file, &rules, &mut Known::default());
    let field = |field, error| Field::key(field).to_owned() + &format!("{error:?}");
    let reasons: Vec<String> = found
        .iter()
        .map(|row| match row {
            Err(Refusal::Field { field: of, error, .. }) => field(*of, error.clone()),
            Err(Refusal::Custom { key, .. }) => key.as_str().to_owned(),
            Err(other) => format!("{other:?}"),
            Ok(_) => "taken".to_owned(),
        })
        .collect();
    assert_eq!(
        reasons,
        [
            "Empty".to_owned(),
            field(Field::Email, DraftError::Email),
            field(Field::Website, DraftError::Website),
            "score".to_owned(),
            "Ragged { expected: 4, found: 5 }".to_owned(),
            "taken".to_owned(),
        ]
    );
    let table = rows(file.as_bytes()).unwrap();
    let mut again = rejected::header(&table[0]);
    rejected::push(&mut again, &table[2], "not an email address");
    let read_back = rows(again.as_bytes()).unwrap();
    assert_eq!(read_back[0].cells[..3], ["Row", "Reason", "Name"]);
    assert_eq!(read_back[1].cells[..4], ["3", "not an email address", "Ada", "not an email"]);
}

#[test]
fn an_import_may_be_held_to_new_or_to_known_contacts() {
    let ada = contact(1, r#"{"first_name":"Ada","emails":[{"address":"ada@x.example"}]}"#);
    let with = |mode| {
        let mut known: Known = [Arc::new(ada.clone())].into_iter().collect();
        let rules = Rules { mode, ..Rules::default() };
        import("Name,Email\nAda L,ada@x.example\nBo,bo@x.example\n", &rules, &mut known)
    };
    assert_eq!(with(Mode::Create)[0], Err(Refusal::Exists(ada.id)));
    assert!(with(Mode::Create)[1].is_ok());
    assert_eq!(with(Mode::Update)[1], Err(Refusal::Unknown));
    assert!(with(Mode::Both).iter().all(Result::is_ok));
}

/// The table of some contacts.
pub(crate) fn exported(contacts: &[Contact], fields: &[CustomField]) -> String {
    let mut table = Everything::of(fields);
    contacts.iter().for_each(|contact| table.measure(contact));
    let mut file = String::new();
    table.push_header(&mut file);
    contacts.iter().for_each(|contact| table.push(&mut file, contact));
    file
}
