//! What cards say, in all three versions, and what is refused.

use visage::domain::contact::draft::Field;
use visage::domain::vcard::read::{Reader, cards};
use visage::domain::vcard::{Card, MAX_LINE, Photo, VcardError, base64};

/// The only card with these lines.
fn card(version: &str, lines: &str) -> Card {
    let file = format!(
        "BEGIN:VCARD\r\nVERSION:{version}\r\n{}\r\nEND:VCARD\r\n",
        lines.replace('\n', "\r\n")
    );
    let mut found = cards(file.as_bytes()).unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0)
}

fn check(lines: &str, field: Field, expect: &str) {
    for version in ["2.1", "3.0", "4.0"] {
        assert_eq!(card(version, lines).incoming.text(field), expect, "{version} {lines}");
    }
}

fn phones(lines: &str) -> Vec<(String, String)> {
    let phones = card("3.0", lines).incoming.phones.into_iter();
    phones
        .map(|phone| {
            (phone.number, phone.label.map(|label| label.key().to_owned()).unwrap_or_default())
        })
        .collect()
}

#[test]
fn properties_become_fields() {
    check("N:Lovelace;Ada;;;", Field::FirstName, "Ada");
    check("n:Lovelace;Ada", Field::LastName, "Lovelace");
    check("N:Love\\;lace;Ada\\, A.", Field::LastName, "Love;lace");
    check(
        "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=\n=BCrg",
        Field::FirstName,
        "Jürg",
    );
    check("N;QUOTED-PRINTABLE;CHARSET=Windows-1252:M=FCller;", Field::LastName, "Müller");
    check("N;QUOTED-PRINTABLE;CHARSET=ISO-8859-8:=EB=E4=EF;", Field::LastName, "כהן");
    check("ORG:Engines;Research", Field::Company, "Engines");
    check("TITLE:Head of\\nnumbers", Field::JobTitle, "Head of\nnumbers");
    check(
        "ADR;TYPE=home:;;1 St;Town;R;Z;C\nADR;TYPE=work,pref:;Suite 2;2 St;City",
        Field::Street,
        "2 St, Suite 2",
    );
    check("TITLE:a lo\n ng\n  line", Field::JobTitle, "a long line");
    check("URL:www.example.com", Field::Website, "https://www.example.com");
    check("URL:javascript:alert(1)", Field::Website, "");
    check("TZ:Africa/Lagos", Field::Timezone, "Africa/Lagos");
}

#[test]
fn birthdays_are_days_with_or_without_a_year() {
    check("BDAY:1996-04-15", Field::Birthday, "1996-04-15");
    check("BDAY:19960415", Field::Birthday, "1996-04-15");
    check("BDAY;VALUE=date-time:1996-04-15T10:00:00Z", Field::Birthday, "1996-04-15");
    check("BDAY:--0415", Field::Birthday, "--04-15");
    check("BDAY:--04-15", Field::Birthday, "--04-15");
    check("BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15", Field::Birthday, "--04-15");
    check("BDAY:1604-04-15", Field::Birthday, "1604-04-15");
    check("BDAY;VALUE=text:circa 1800", Field::Birthday, "");
    assert_eq!(card("4.0", "BDAY:1996-04").left_out, [("BDAY".to_owned(), "1996-04".to_owned())]);
}

#[test]
fn emails_and_phones_come_with_what_is_preferred_first() {
    let emails = |lines: &str| card("3.0", lines).incoming.emails;
    assert_eq!(emails("EMAIL:a@x\nEMAIL;TYPE=work;TYPE=PREF:b@x\nEMAIL:A@x"), ["b@x", "a@x"]);
    assert_eq!(emails("EMAIL;PREF=2:a@x\nEMAIL;PREF=1:b@x\nEMAIL:c@x"), ["b@x", "a@x", "c@x"]);
    let pair = |number: &str, label: &str| (number.to_owned(), label.to_owned());
    assert_eq!(
        phones(
            "TEL;CELL:+4 1\nTEL;TYPE=\"work,voice\";VALUE=uri:tel:+1-418-656-9254;ext=102\nTEL;HOME;FAX;PREF:555-1234"
        ),
        [pair("555-1234", "fax"), pair("+1-418-656-9254;ext=102", "work")]
    );
    assert_eq!(
        phones("item1.TEL:5551234\nitem1.X-ABLabel:_$!<Mobile>!$_"),
        [pair("5551234", "mobile")]
    );
    assert_eq!(phones("item1.TEL:5551234\nitem1.X-ABLabel:Boat"), [pair("5551234", "Boat")]);
    assert_eq!(card("2.1", "TEL;HOME:privat").left_out, [("TEL".to_owned(), "privat".to_owned())]);
}

#[test]
fn pictures_inside_are_bytes_and_others_are_named() {
    let photos = |line: &str| card("3.0", line).photos;
    let bytes = || vec![Photo::Bytes(b"picture".to_vec())];
    assert_eq!(base64::encode(b"picture"), "cGljdHVyZQ==");
    assert_eq!(photos("PHOTO;ENCODING=b;TYPE=JPEG:cGljd\n HVyZQ=="), bytes());
    assert_eq!(photos("PHOTO;BASE64;JPEG:\n cGljd\n HVyZQ==\n"), bytes());
    assert_eq!(photos("PHOTO;ENCODING=BASE64;TYPE=JPEG:cGljd\nHVyZQ=="), bytes());
    assert_eq!(photos("PHOTO:data:image/png;base64,cGljdHVyZQ=="), bytes());
    assert_eq!(photos("PHOTO:data:image/png;base64\\,cGljdHVyZQ"), bytes());
    let address = "https://example.com/a.jpg";
    assert_eq!(
        photos(&format!("PHOTO;VALUE=uri:{address}")),
        [Photo::Elsewhere(address.to_owned())]
    );
    assert_eq!(photos(&format!("PHOTO:{address}")), [Photo::Elsewhere(address.to_owned())]);
    assert_eq!(photos("PHOTO;ENCODING=b:{}"), [Photo::Unreadable]);
    assert_eq!(photos("PHOTO:not a picture"), [Photo::Unreadable]);
    assert_eq!(photos("PHOTO;ENCODING=BASE64:"), []);
}

#[test]
fn cards_in_cards_and_cut_off_ones_do_no_harm() {
    let nested = "BEGIN:VCARD\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nTITLE:x\nEND:VCARD\nBEGIN:VCARD\nFN:Cy";
    let found = cards(nested.as_bytes()).unwrap();
    let titles: Vec<_> =
        found.iter().map(|card| (&*card.title, card.incoming.text(Field::JobTitle))).collect();
    assert_eq!(titles, [("Ada", "x"), ("Cy", "")]);
    assert!(card("4.0", "KIND:group\nFN:Friends").is_group);
    assert!(cards("BEGIN:VCARD\n".repeat(100_000).as_bytes()).is_ok());
}

#[test]
fn what_is_no_card_or_too_long_is_refused() {
    assert_eq!(cards(b""), Err(VcardError::NoCard));
    assert_eq!(cards(b"Name,Email\nAda,a@x\n"), Err(VcardError::NoCard));
    let long = format!("BEGIN:VCARD\nNOTE:{}", "x".repeat(MAX_LINE + 1));
    assert_eq!(cards(long.as_bytes()), Err(VcardError::LongLine { card: 1 }));
    let folded = format!("BEGIN:VCARD\nNOTE:{}", "x\n ".repeat(MAX_LINE));
    assert_eq!(cards(folded.as_bytes()), Err(VcardError::LongLine { card: 1 }));
    let (mut reader, mut found) = (Reader::default(), Vec::new());
    let many = "NOTE:0123456789\n".repeat(1_000);
    reader.push(b"BEGIN:VCARD\n", &mut found).unwrap();
    let error = (0..10_000).find_map(|_| reader.push(many.as_bytes(), &mut found).err());
    assert_eq!(error, Some(VcardError::LongCard { card: 1 }));
}
