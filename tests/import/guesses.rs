//! What columns are taken for.

use visage::domain::contact::draft::Field;
use visage::domain::contact::phone::PhoneLabel;
use visage::domain::csv::read::rows;
use visage::domain::import::column::Target;
use visage::domain::import::guess::guess;

use crate::corpora::files;

/// What a target is, in a word.
fn word(target: &Target) -> String {
    match target {
        Target::Field(field) => field.key().to_owned(),
        Target::Phone(None) => "phone".to_owned(),
        Target::Phone(Some(label)) => label.key().to_owned(),
        Target::Phones => "phones".to_owned(),
        Target::Offer(_) => "?".to_owned(),
        Target::Skip => "-".to_owned(),
        other => format!("{other:?}"),
    }
}

fn check(header: &str, expect: &str) {
    let names: Vec<&str> = header.split(',').collect();
    let words: Vec<String> = guess(&names, &[]).iter().map(word).collect();
    assert_eq!(words.join(" "), expect, "{header}");
}

#[test]
fn columns_of_other_programs_are_known_by_their_names() {
    check("First Name,Last Name,Email,Phone Number", "first_name last_name email phone");
    check("Record ID,Contact owner,Lead Status,Original Source", "? owner ? source");
    check(
        "Contact Id,Business Name,Additional Emails,Additional Phones,Date Of Birth,Tags",
        "Id company email phones birthday tag",
    );
    check(
        "Display Name,Primary Email,Secondary Email,Work Phone,Home Phone,Mobile Number,Work Address,Home Address,\
         Organization,Web Page 1,Web Page 2,Birth Year,Birth Month,Birth Day",
        "FullName email email work home mobile street ? company website ? Birth(Year) Birth(Month) Birth(Day)",
    );
    check(
        "Account Name,Title,Mobile,Mailing Street,Mailing City,Mailing State/Province,Mailing Zip/Postal Code,\
         Mailing Country,Lead Source,Birthdate,Contact Owner",
        "company job_title mobile street city region postal_code country source birthday owner",
    );
    check(
        "E-mail Address,E-mail 2 Address,Business Phone,Business Phone 2,Job Title,Title,Home City,Business City",
        "email email work work job_title ? ? city",
    );
    check("City,city,CITY 2,,  ", "city ? ? - -");
    check("Row,Reason,Name", "- - FullName");
}

#[test]
fn the_collected_headers_are_understood() {
    let must = |name: &str| match name {
        "hubspot-long.csv" | "hubspot-short.csv" => {
            vec![Field::FirstName, Field::LastName, Field::Email, Field::Source]
        }
        _ => vec![
            Field::FirstName,
            Field::LastName,
            Field::Email,
            Field::Company,
            Field::JobTitle,
            Field::Street,
            Field::City,
            Field::Region,
            Field::PostalCode,
            Field::Country,
            Field::Birthday,
        ],
    };
    for (name, file) in files("csv/export-headers", ".csv") {
        let header = rows(&file).unwrap().remove(0).cells;
        let targets = guess(&header, &[]);
        for field in must(&name) {
            let count = targets.iter().filter(|target| **target == Target::Field(field)).count();
            assert!(count == 1 || count > 1 && field == Field::Email, "{name}: {field:?} {count}");
        }
        assert!(targets.iter().any(|target| matches!(target, Target::Phone(_))), "{name}");
        if name.starts_with("google") {
            assert!(
                targets.contains(&Target::PhoneLabel) && targets.contains(&Target::Categories),
                "{name}"
            );
        }
        if name.starts_with("outlook") {
            assert!(targets.contains(&Target::Phone(Some(PhoneLabel::Work))), "{name}");
        }
    }
}
