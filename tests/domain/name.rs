//! What contacts are called, and their initials.

use std::path::PathBuf;
use std::{env, fs};

use visage::domain::contact::Contact;
use visage::domain::contact::draft::Field;
use visage::domain::contact::name::NAMELESS;
use visage::domain::search::Query;
use visage::domain::search::column::TextColumn;
use visage::domain::search::write_text;

use crate::people::{emails, named, nobody, phones};

#[test]
fn names_and_initials_come_from_first_and_last_name() {
    let check = |first: &str, last: &str, name: &str, initials: &str| {
        let contact = named(first, last);
        assert_eq!((contact.name(), contact.initials()), (name.to_owned(), initials.to_owned()));
    };
    check("Amara", "Okafor", "Amara Okafor", "AO");
    check(" Amara ", " Okafor ", "Amara Okafor", "AO");
    check("Madhuri", "", "Madhuri", "M");
    check("", "Okafor", "Okafor", "O");
    check("Amara Okafor", "", "Amara Okafor", "AO");
    check("", "Amara B. Okafor", "Amara B. Okafor", "AB");
    check(
        "María de los Ángeles",
        "Fernández-Villaverde",
        "María de los Ángeles Fernández-Villaverde",
        "MF",
    );
    check("élodie", "ångström", "élodie ångström", "ÉÅ");
    check("Jean-Baptiste", "", "Jean-Baptiste", "J");
    check("“Bo”", "(Ek)", "“Bo” (Ek)", "BE");
    check("🙂 Ana", "Dias", "🙂 Ana Dias", "AD");
    check("Ana", "🙂", "Ana 🙂", "A");
    check("🙂", "", "🙂", "");
    check("3M", "", "3M", "3");
    check("O'Neil", "d'Arc", "O'Neil d'Arc", "OD");
    check("Олена", "шевченко", "Олена шевченко", "ОШ");
    check("Ελένη", "ωνάση", "Ελένη ωνάση", "ΕΩ");
    check("太郎", "山田", "山田太郎", "山");
    check("エミ", "佐々木", "佐々木エミ", "佐");
    check("ジョン", "スミス", "ジョン スミス", "ジス");
    check("Tarō", "山田", "Tarō 山田", "T山");
    check("山田太郎", "", "山田太郎", "山");
    check("민준", "김", "김민준", "김");
    check("伟", "李", "李伟", "李");
    check("رانيا", "خوري", "رانيا خوري", "رخ");
    check("דוד", "לוי", "דוד לוי", "דל");
    check("कविता", "मेनन", "कविता मेनन", "कम");
    check("ไอริณ", "กล้าหาญ", "ไอริณ กล้าหาญ", "ไก");
    check("გიორგი", "ბერიძე", "გიორგი ბერიძე", "გბ");
}

#[test]
fn the_company_then_the_email_then_the_phone_stand_in_for_a_name() {
    let check = |company: &str, email: &str, phone: &str, name: &str, initials: &str| {
        let company = company.to_owned();
        let contact =
            Contact { company, emails: emails(email), phones: phones(phone), ..nobody(1) };
        assert_eq!((contact.name(), contact.initials()), (name.to_owned(), initials.to_owned()));
    };
    check("Acme Steel Works", "a@b.example", "555 0100", "Acme Steel Works", "AS");
    check(" Acme ", "", "", "Acme", "A");
    check("  ", "a@b.example", "555 0100", "a@b.example", "A");
    check("", "a@b.example, c@d.example*", "", "c@d.example", "C");
    check("", " a@b.example ", "", "a@b.example", "A");
    check("", "  *", "555 0100", "555 0100", "50");
    check("", "", "555 0100, +44 20 5550 0166*", "+44 20 5550 0166", "42");
    check("", "", "", NAMELESS, "NN");
}

/// A name of the Unicode collection of person names.
#[derive(Default)]
struct Collected {
    /// Its parts, such as `given`, with their values.
    fields: Vec<(String, String)>,
    /// Whether it is a name in the language that it is written in.
    is_native: bool,
    /// The texts that it may be shown as, monograms among them.
    expected: Vec<String>,
}

fn collected() -> Vec<Collected> {
    let root = env::var_os("VISAGE_CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    let folder = root.join("strings/names");
    let Ok(files) = fs::read_dir(&folder) else {
        eprintln!("skipped: no collection of names in {}", folder.display());
        return Vec::new();
    };
    let mut names = Vec::new();
    for path in files.map(|file| file.unwrap().path()) {
        let language = path.file_stem().unwrap().to_str().unwrap().rsplit('_').next().unwrap();
        let mut name = Collected::default();
        for line in fs::read_to_string(&path).unwrap().lines() {
            let parts: Vec<&str> = line.split(';').map(str::trim).collect();
            match *parts {
                ["name", "locale", locale] => name.is_native = locale.starts_with(language),
                ["name", field, value] => name.fields.push((field.to_owned(), value.to_owned())),
                ["expectedResult", value] => name.expected.push(value.to_owned()),
                ["endName"] => names.push(std::mem::take(&mut name)),
                _ => {}
            }
        }
    }
    assert!(names.len() > 50, "only {} names collected", names.len());
    names
}

#[test]
fn collected_names_are_shown_as_unicode_expects() {
    let mut faults = Vec::new();
    for Collected { fields, is_native, expected } in collected() {
        let contact = match &*fields {
            [(given, first)] if given == "given" => named(first, ""),
            [(given, first), (surname, last)] if (&**given, &**surname) == ("given", "surname") => {
                named(first, last)
            }
            // Middle names, titles and prefixes have no field of their own in a contact.
            _ => continue,
        };
        let (name, initials) = (contact.name(), contact.initials());
        let begins = |letter: char| expected.iter().any(|text| text.starts_with(letter));
        if (is_native && !expected.contains(&name)) || !initials.chars().all(begins) {
            faults.push(format!("{name}, {initials}: {expected:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn collected_names_can_be_typed_and_are_found_again() {
    for Collected { fields, .. } in collected() {
        let value = |of: &str| {
            let parts = fields.iter().filter(|(field, _)| field.starts_with(of));
            parts.map(|(_, value)| &**value).collect::<Vec<&str>>().join(" ")
        };
        let mut contact = nobody(1);
        Field::FirstName.write(&mut contact, &value("given")).unwrap();
        Field::LastName.write(&mut contact, &value("surname")).unwrap();
        assert_eq!(Field::FirstName.read(&contact), value("given"));
        assert!(contact.initials().chars().count() <= 2, "{}", contact.initials());
        let mut column = TextColumn::default();
        column.set(0, |text| write_text(&contact, text));
        let name = contact.name();
        for typed in [name.to_uppercase(), name.to_lowercase(), value("given"), name] {
            assert!(column.matches(&Query::parse(&typed)).contains(0), "{typed}");
        }
    }
}
