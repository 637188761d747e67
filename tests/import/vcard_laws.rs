//! Laws of cards: what is written reads back the same, and nothing makes the reader panic.

use std::sync::Arc;

use proptest::prelude::{Strategy, any, prop};
use proptest::proptest;
use visage::domain::contact::Contact;
use visage::domain::contact::draft::check;
use visage::domain::id::ContactId;
use visage::domain::import::known::Known;
use visage::domain::import::{Change, Rules};
use visage::domain::vcard::Photo;
use visage::domain::vcard::read::{Reader, cards};
use visage::domain::vcard::write::{Beside, Version, push_card};

use crate::import_laws::{collected_people, somebody};
use crate::imports::{NOW, fields};

/// Writes contacts, reads them back, and holds the two against each other.
fn come_back(contacts: &[Contact], version: Version, picture: &[u8], notes: &[String]) {
    let fields = fields();
    let mut file = String::new();
    for contact in contacts {
        let picture = (!picture.is_empty()).then_some(("image/png", picture));
        push_card(&mut file, contact, version, Beside { picture, notes, fields: &fields });
    }
    assert!(file.split("\r\n").all(|line| line.len() <= 75));
    let found = cards(file.as_bytes()).unwrap();
    let rules = Rules { fields, ..Rules::default() };
    assert_eq!(found.len(), contacts.len());
    for (card, contact) in found.into_iter().zip(contacts) {
        let known = Known::default();
        let change = rules.change(&card.incoming, &known, contact.id, NOW);
        assert_eq!(change, Ok(Change::Create(contact.clone())), "{file}");
        let known: Known = [Arc::new(contact.clone())].into_iter().collect();
        let again = rules.change(&card.incoming, &known, ContactId::from_random(1), NOW);
        assert_eq!(again, Ok(Change::Same(contact.id)));
        assert_eq!(card.incoming.notes, notes);
        let photos: Vec<Photo> =
            if picture.is_empty() { Vec::new() } else { vec![Photo::Bytes(picture.to_vec())] };
        assert_eq!(card.photos, photos);
        assert_eq!(card.left_out, []);
    }
}

fn version() -> impl Strategy<Value = Version> {
    prop::sample::select(vec![Version::V3, Version::V4])
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(
        contact in somebody(),
        version in version(),
        picture in prop::collection::vec(any::<u8>(), 0..200),
        notes in prop::collection::vec("[a-z;,:\\\\\"=é][\\PC\\n]{0,90}[a-z]", 0..3),
    ) {
        if check(&contact).is_ok() {
            come_back(&[contact], version, &picture, &notes);
        }
    }

    #[test]
    fn the_size_of_pieces_makes_no_difference(
        lines in prop::collection::vec("(BEGIN:VCARD|END:VCARD|N:a;b|[ \\t]x|PHOTO;B:aa|=|NOTE;QUOTED-PRINTABLE:é=\\r|[\\PC]{0,12})", 0..20),
        size in 1_usize..9,
    ) {
        let file = lines.join("\n");
        let (mut reader, mut found) = (Reader::default(), Vec::new());
        let ended = file.as_bytes().chunks(size).try_for_each(|piece| reader.push(piece, &mut found));
        let ended = ended.and_then(|()| reader.finish(&mut found));
        match cards(file.as_bytes()) {
            Ok(whole) => assert_eq!((ended, found), (Ok(()), whole)),
            Err(error) => assert_eq!(ended, Err(error)),
        }
    }
}

#[test]
fn collected_names_emails_and_phones_survive_as_cards() {
    let people = collected_people();
    if !people.is_empty() {
        come_back(&people, Version::V3, b"", &[]);
        come_back(&people, Version::V4, b"", &[]);
    }
}
