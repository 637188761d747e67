//! Notes: what is kept, their order, how they are found, and the links in them.

use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::draft::MAX_TEXT;
use visage::domain::doc::Record;
use visage::domain::id::entry::{EVENT, EntryId, NOTE, TASK, entries_of};
use visage::domain::links::{Piece, links};
use visage::domain::note::{FIELDS, MAX_NOTE, Note, NoteColour, NoteError, found, order};
use visage::domain::search::Query;
use visage::domain::time::Timestamp;

use crate::people::nobody;

fn id(bits: u128) -> EntryId {
    EntryId::from_random(nobody(1).id, bits)
}

fn note(bits: u128, pinned: bool, changed: i64, title: &str) -> Note {
    let note = Note::new(id(bits), "Ana", Timestamp::from_millis(0));
    Note { pinned, updated_at: Timestamp::from_millis(changed), title: title.into(), ..note }
}

#[test]
fn everything_of_a_contact_is_one_range_of_ids() {
    let contact = nobody(1).id;
    for prefix in [NOTE, TASK, EVENT] {
        let doc_id = id(7).doc_id(prefix);
        assert!(doc_id.starts_with(&entries_of(prefix, contact)), "{doc_id}");
        assert_eq!(EntryId::from_doc_id(prefix, &doc_id), Some(id(7)));
        assert_eq!(EntryId::from_doc_id(prefix, &doc_id.to_uppercase()), None);
        assert_eq!(EntryId::from_doc_id("list:", &doc_id), None);
    }
    assert_eq!(EntryId::from_doc_id(NOTE, &contact.doc_id()), None);
    assert_eq!(EntryId::from_doc_id(NOTE, "note:1:2"), None);
}

#[test]
fn a_note_has_a_title_or_a_text() {
    let check = |title: &str, text: &str, expect: Result<(&str, &str), NoteError>| {
        let mut note = note(1, false, 0, "before");
        let before = note.clone();
        let done = note.write(title, text);
        assert_eq!(done.map(|()| (&*note.title, &*note.text)), expect, "{title:?} {text:?}");
        assert!(done.is_ok() || note == before);
    };
    check(" a\tb\n", "", Ok(("a b", "")));
    check("", " a\r\n\tb\n\n", Ok(("", "a\n\tb")));
    check("a\0", "b\u{7}", Ok(("a", "b")));
    check(" ", "\n", Err(NoteError::Empty));
    check(&"a".repeat(MAX_TEXT + 1), "", Err(NoteError::LongTitle));
    check("", &"é".repeat(MAX_NOTE + 1), Err(NoteError::LongText));
    assert!(note(1, false, 0, "").write("", &"é".repeat(MAX_NOTE)).is_ok());
}

#[test]
fn pinned_notes_stand_first_then_the_latest() {
    let mut notes = vec![
        note(1, false, 5, "old"),
        note(2, true, 1, "pinned"),
        note(3, false, 9, "new"),
        note(4, true, 3, "pinned later"),
        note(6, false, 5, "twin"),
    ];
    order(&mut notes);
    let titles: Vec<&str> = notes.iter().map(|note| &*note.title).collect();
    assert_eq!(titles, ["pinned later", "pinned", "new", "twin", "old"]);
}

#[test]
fn notes_are_found_by_title_and_text() {
    let mut notes = vec![note(1, false, 0, "Café visit"), note(2, false, 0, "Call")];
    notes[0].text = "Bring the CONTRACT".into();
    notes.push(Note { deleted_at: Some(Timestamp::default()), ..note(3, false, 0, "Cafe") });
    let check = |typed: &str, expect: &[&str]| {
        let query = Query::parse(typed);
        let titles: Vec<&str> = found(&notes, &query).map(|note| &*note.title).collect();
        assert_eq!(titles, expect, "{typed}");
    };
    check("", &["Café visit", "Call"]);
    check("cafe", &["Café visit"]);
    check("contract cafe", &["Café visit"]);
    check("visit bring", &["Café visit"]);
    check("contract call", &[]);
    check("visitbring", &[]);
}

#[test]
fn documents_of_notes_keep_what_is_not_known() {
    let body = r#"{"colour":"lilac","text":"a","x":1.0}"#;
    let read = Note::from_json(id(1), body).unwrap();
    assert_eq!(read.colour, NoteColour::Other("lilac".into()));
    let record = Record { json: body.into(), ..Record::default() };
    let after = Record::edited("a".into(), Some(&record), &read, FIELDS, "d").unwrap().json;
    assert!(after.contains(r#""colour":"lilac""#) && after.contains(r#""x":1.0"#), "{after}");
    let full = serde_json::json!({
        "title": "T", "text": "t", "colour": "blue", "pinned": true, "author": "Ana",
        "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z",
        "deleted_at": "2026-01-01T00:00:00.000Z",
    });
    let note: Note = serde_json::from_value(full.clone()).unwrap();
    assert_eq!(serde_json::to_value(&note).unwrap(), full);
    assert_eq!(full.as_object().unwrap().len(), FIELDS.len());
    let nulls = r#"{"title":null,"colour":null,"pinned":null,"created_at":null}"#;
    assert_eq!(Note::from_json(id(1), nulls), Note::from_json(id(1), "{}"));
    assert_eq!(Note::from_json(id(1), "5"), None);
}

#[test]
fn addresses_in_a_text_are_links() {
    // Links in brackets with an arrow to where they lead, where that is not what is read.
    let check = |text: &str, expect: &str| {
        let shown: String = links(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Link { text, href } if text == href => format!("⟦{text}⟧"),
                Piece::Link { text, href } => format!("⟦{text}→{href}⟧"),
            })
            .collect();
        assert_eq!(shown, expect);
    };
    check("", "");
    check("plain text", "plain text");
    check("https://example.com", "⟦https://example.com⟧");
    check("see https://example.com/a?b=c#d now", "see ⟦https://example.com/a?b=c#d⟧ now");
    check("http://example.com.", "⟦http://example.com⟧.");
    check("HTTPS://Example.com", "⟦HTTPS://Example.com→https://Example.com⟧");
    check("www.example.com, yes", "⟦www.example.com→https://www.example.com⟧, yes");
    check("(https://example.com/a)", "(⟦https://example.com/a⟧)");
    check("(see https://example.com/a_(b)).", "(see ⟦https://example.com/a_(b)⟧).");
    check("<https://example.com>", "<⟦https://example.com⟧>");
    check("\"https://example.com\"", "\"⟦https://example.com⟧\"");
    check("https://a.example\nhttps://b.example", "⟦https://a.example⟧\n⟦https://b.example⟧");
    check("a@x.example", "⟦a@x.example→mailto:a@x.example⟧");
    check("(a@x.example),", "(⟦a@x.example→mailto:a@x.example⟧),");
    check("mailto:a@x.example.", "⟦mailto:a@x.example⟧.");
    check("Mailto:a@x.example", "⟦Mailto:a@x.example→mailto:a@x.example⟧");
    check("https://例え.jp/見る。", "⟦https://例え.jp/見る⟧。");
    check("見てhttps://例え.jp", "見て⟦https://例え.jp⟧");
    check("a@x", "a@x");
    check("@a", "@a");
    check("example.com", "example.com");
    check("https://", "https://");
    check("https://user@example.com", "https://user@example.com");
    check("javascript:alert(1)", "javascript:alert(1)");
    check("javascript:https://example.com", "javascript:https://example.com");
    check("javascript://www.example.com", "javascript://www.example.com");
    check("data:text/html,<b>x</b>", "data:text/html,<b>x</b>");
    check("xhttps://example.com", "xhttps://example.com");
    check("ftp://www.example.com", "ftp://www.example.com");
    check("mailto:a@x.example?bcc=b@x.example", "mailto:a@x.example?bcc=b@x.example");
    check("tel:+44", "tel:+44");
    let long = format!("https://example.com/{}", "a".repeat(3_000));
    check(&long, &long);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn links_lead_to_the_web_and_to_mail_and_the_parts_are_the_text(
        text in any::<String>(),
        parts in prop::collection::vec(prop::sample::select(vec![
            "https://", "http://", "www.", "mailto:", "javascript:", "a", "x.example", "@", ".", ":", "/", "(", ")", "<", ">", "\"", " ", "\n", "?", "é", "界", "。", "&", "%0a",
        ]), 0..12),
    ) {
        for text in [text, parts.concat()] {
            let mut whole = String::new();
            for piece in links(&text) {
                match piece {
                    Piece::Text(part) => whole.push_str(part),
                    Piece::Link { text: part, href } => {
                        whole.push_str(part);
                        let is_safe = ["https://", "http://", "mailto:"].iter().any(|start| href.starts_with(start));
                        prop_assert!(is_safe, "{}", href);
                        let is_plain = !href.contains(|sign: char| sign.is_whitespace() || sign.is_control() || "<>\"".contains(sign));
                        prop_assert!(is_plain, "{}", href);
                    }
                }
            }
            prop_assert_eq!(whole, text);
        }
    }
}
