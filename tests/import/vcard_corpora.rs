//! Cards that other programs wrote, compared with what their collections say is in them.

use serde_json::Value as Json;
use visage::domain::contact::draft::Field;
use visage::domain::id::ContactId;
use visage::domain::import::known::Known;
use visage::domain::import::{Refusal, Rules};
use visage::domain::vcard::read::{Reader, cards};
use visage::domain::vcard::{Card, Photo};

use crate::corpora::files;
use crate::imports::NOW;

/// Where the manifest counts otherwise, with what is right: it counts cards in cards, it does not see into UTF-16, and
/// it takes a property for a picture only as most programs write it.
const COUNTED_OTHERWISE: [(&str, [usize; 3]); 8] = [
    ("calcard__006.vcf", [1, 0, 1]),
    ("calcard__006.vcf.out", [1, 0, 1]),
    ("calcard__008.vcf", [1, 0, 1]),
    ("calcard__048.vcf.out", [1, 0, 1]),
    ("nuovo__Example3.0.vcf", [1, 0, 1]),
    ("calcard__062.vcf", [1, 0, 2]),
    ("fkvcards__v2_1.vcf", [1, 1, 0]),
    ("fkvcards__v3Utf16Bom.vcf", [2, 0, 1]),
];

/// Where calcard writes something else than it has read: it loses the day of `BDAY:1970-07-14` where no version is
/// named, and the last byte of a picture without padding.
const LOST_BY_CALCARD: [&str; 4] =
    ["calcard__052.vcf", "calcard__053.vcf", "calcard__058.vcf", "calcard__rfc.vcf"];

/// All collected cards.
fn collected() -> Vec<(String, Vec<u8>)> {
    let mut all = files("vcard", ".vcf");
    all.extend(files("vcard", ".vcf.out"));
    all
}

#[test]
fn every_collected_card_is_read_in_pieces_of_any_size() {
    for (name, bytes) in collected() {
        let whole = cards(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
        for size in [1, 3, 64] {
            let (mut reader, mut found) = (Reader::default(), Vec::new());
            bytes.chunks(size).for_each(|piece| reader.push(piece, &mut found).unwrap());
            reader.finish(&mut found).unwrap();
            assert_eq!(found, whole, "{name} in pieces of {size}");
        }
    }
}

#[test]
fn the_collected_files_have_the_cards_and_pictures_of_their_manifest() {
    let all = collected();
    let mut faults = Vec::new();
    for (_, manifest) in files("vcard", "manifest.json") {
        for entry in serde_json::from_slice::<Vec<Json>>(&manifest).unwrap() {
            let file = entry["file"].as_str().unwrap();
            let Some((name, bytes)) =
                all.iter().find(|(name, _)| file.ends_with(&format!("/{name}")))
            else {
                continue;
            };
            let found = cards(bytes).unwrap();
            let count = |is: fn(&Photo) -> bool| {
                found.iter().flat_map(|card| &card.photos).filter(|photo| is(photo)).count()
            };
            let measured = [
                found.len(),
                count(|photo| matches!(photo, Photo::Bytes(_))),
                count(|photo| matches!(photo, Photo::Elsewhere(_))),
            ];
            let expected = ["cards", "photo_inline", "photo_url"]
                .map(|key| entry[key].as_u64().unwrap() as usize);
            let otherwise = COUNTED_OTHERWISE.iter().find(|(other, _)| other == name);
            let expected = otherwise.map_or(expected, |(_, right)| *right);
            if measured != expected {
                faults.push(format!("{name}: {measured:?}, not {expected:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn the_collected_cards_say_what_calcard_makes_of_them() {
    let written = files("vcard/calcard", ".vcf.out");
    let (mut faults, mut compared) = (Vec::new(), 0);
    for (name, bytes) in files("vcard/calcard", ".vcf") {
        let Some((_, out)) = written.iter().find(|(out, _)| *out == format!("{name}.out")) else {
            continue;
        };
        let (found, expected) = (cards(&bytes).unwrap(), cards(out).unwrap());
        compared += 1;
        if found != expected && !LOST_BY_CALCARD.contains(&&*name) {
            faults.push(format!("{name}: {found:?}\n    not {expected:?}"));
        }
    }
    let lost = if compared == 0 { 0 } else { LOST_BY_CALCARD.len() };
    eprintln!("{} of {compared} files are alike", compared - lost - faults.len());
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn every_collected_card_with_somebody_in_it_becomes_a_contact() {
    let (mut taken, mut faults) = (0, Vec::new());
    for (name, bytes) in collected() {
        for card in cards(&bytes).unwrap() {
            let known = Known::default();
            match Rules::default().change(&card.incoming, &known, ContactId::from_random(1), NOW) {
                Ok(_) => taken += 1,
                Err(Refusal::Empty) if card.title.is_empty() => {}
                Err(refusal) => faults.push(format!("{name} {}: {refusal}", card.number)),
            }
        }
    }
    eprintln!("{taken} contacts");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The texts of the properties of a card in JSON (RFC 7095).
fn texts<'a>(card: &'a Json, name: &str) -> Vec<&'a Json> {
    let properties = card[1].as_array().unwrap().iter().filter(|property| property[0] == name);
    properties.map(|property| &property[3]).collect()
}

#[test]
fn a_collected_card_says_what_its_json_says() {
    let Some((_, json)) = files("vcard/icaljs", ".json").into_iter().next() else { return };
    let (_, vcf) = files("vcard/calcard", "047.vcf").remove(0);
    let (json, card): (Json, Card) =
        (serde_json::from_slice(&json).unwrap(), cards(&vcf).unwrap().remove(0));
    let text = |field| Json::from(card.incoming.text(field));
    let address = texts(&json, "adr")[0];
    let [city, region, code, country] = [3, 4, 5, 6].map(|at| address[at].clone());
    assert_eq!(
        [text(Field::City), text(Field::Region), text(Field::PostalCode), text(Field::Country)],
        [city, region, code, country]
    );
    assert_eq!(text(Field::Birthday), *texts(&json, "bday")[0]);
    assert_eq!(text(Field::JobTitle), *texts(&json, "title")[0]);
    assert_eq!(
        Json::from(card.incoming.emails.clone()),
        Json::from(vec![texts(&json, "email")[0].clone()])
    );
    assert_eq!(Json::from(card.title.clone()), *texts(&json, "fn")[0]);
    assert_eq!(
        card.photos,
        [Photo::Elsewhere(texts(&json, "photo")[0].as_str().unwrap().to_owned())]
    );
}
