//! Backups: what is written reads back the same in pieces of any size, and a file that is not as it was written is
//! refused, wherever it was cut or changed.

use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::proptest;
use visage::domain::backup::read::{Part, Reader};
use visage::domain::backup::{BackupError, Bytes, Head, Picture, Writer};
use visage::domain::id::Digest;
use visage::domain::time::Timestamp;

const AT: Timestamp = Timestamp::from_millis(1_795_000_000_000);

fn written(parts: &[Part]) -> Vec<u8> {
    let mut writer = Writer::default();
    let mut file = writer.begin(Head::new(AT));
    for part in parts {
        file.extend(match part {
            Part::Head(_) => Vec::new(),
            Part::Document(document) => writer.document(document),
            Part::Picture(picture) => writer.picture(picture),
        });
    }
    file.extend(writer.end());
    file
}

fn read(file: &[u8], size: usize) -> Result<Vec<Part>, BackupError> {
    let (mut reader, mut parts) = (Reader::default(), Vec::new());
    for piece in file.chunks(size) {
        reader.push(piece, &mut parts)?;
    }
    reader.finish()?;
    Ok(parts)
}

fn document(id: &str, json: &str) -> Part {
    Part::Document((id.to_owned(), json.to_owned()))
}

fn picture(full: &[u8], thumb: &[u8]) -> Part {
    let bytes = |bytes: &[u8]| Bytes { media_type: "image/png".to_owned(), bytes: bytes.to_vec() };
    Part::Picture(Picture { digest: Digest::of(full), full: bytes(full), thumb: bytes(thumb) })
}

fn some() -> Vec<Part> {
    vec![
        picture(b"\x89PNG\n{\"id\":\"x\",\"bytes\":3}\n", b"thumb\n"),
        document("contact:1", r#"{"first_name":"Rosa","score":1.0}"#),
        document("note:1:2", "{\"text\":\"two\nlines\"}"),
        document("list:1", "{}"),
    ]
}

/// Texts and bytes that look like lines of a backup are among them.
fn part() -> impl Strategy<Value = Part> {
    let text = "\\PC{0,12}|\\{\"sha256\":\"0\"\\}\n|\n{0,3}";
    let bytes = prop::collection::vec(any::<u8>(), 0..40);
    prop_oneof![
        ("[a-z]{1,6}:\\PC{0,8}", text).prop_map(|(id, json)| document(&id, &json)),
        (bytes.clone(), bytes).prop_map(|(full, thumb)| picture(&full, &thumb)),
    ]
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same_in_pieces_of_any_size(
        parts in prop::collection::vec(part(), 0..8),
        size in prop_oneof![1_usize..20, Just(100_000)],
    ) {
        let found = read(&written(&parts), size).unwrap();
        assert_eq!(found[0], Part::Head(Head::new(AT)));
        assert_eq!(found[1..], parts);
    }

    #[test]
    fn nothing_makes_the_reader_panic(
        start in prop_oneof![Just(Vec::new()), Just(b"{\"visage_backup\":1,\"at\":\"2026-11-21T00:00:00.000Z\"}\n".to_vec())],
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"{}\":,\nbytes09".to_vec())], 0..80),
    ) {
        let file = [start, bytes].concat();
        assert!(read(&file, 7).is_err());
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    let file = written(&some());
    for end in 0..file.len() {
        let refused = read(&file[..end], 16).unwrap_err();
        let expect = if end == 0 { BackupError::Foreign } else { BackupError::Truncated };
        assert_eq!(refused, expect, "cut at {end} of {}", file.len());
    }
    assert!(read(&file, 16).is_ok());
}

#[test]
fn a_file_of_which_any_byte_was_changed_is_refused() {
    let file = written(&some());
    for at in 0..file.len() {
        for bit in [1, 128] {
            let mut changed = file.clone();
            changed[at] ^= bit;
            assert!(read(&changed, 64).is_err(), "byte {at} changed by {bit}");
        }
    }
}

#[test]
fn a_file_in_which_something_is_missing_doubled_or_behind_the_end_is_refused() {
    let file = written(&some());
    let line = b"{\"id\":\"list:1\",\"bytes\":2}\n{}\n";
    let at = file.windows(line.len()).position(|window| window == line).unwrap();
    let (before, behind) = (&file[..at], &file[at + line.len()..]);
    for changed in [
        [before, behind].concat(),
        [before, line, line, behind].concat(),
        [&file, line.as_slice()].concat(),
        [file.as_slice(), b"\n"].concat(),
        [file.as_slice(), &file].concat(),
    ] {
        assert_eq!(read(&changed, 64), Err(BackupError::Damaged));
    }
}

#[test]
fn other_files_are_told_from_damaged_ones() {
    let check = |file: &[u8], expect: BackupError| assert_eq!(read(file, 1_000), Err(expect));
    check(b"", BackupError::Foreign);
    check(b"First name,Email\r\nRosa,rosa@example.com\r\n", BackupError::Foreign);
    check(b"BEGIN:VCARD\r\n", BackupError::Foreign);
    check(b"\x89PNG\r\n\x1a\n", BackupError::Foreign);
    check(br#"{"visage_settings":1}"#, BackupError::Foreign);
    check(b"{\"visage_backup\":2,\"how\":\"else\"}\nanything", BackupError::Newer(2));
    check(b"{\"visage_backup\":0}\n", BackupError::Damaged);
    check(b"{\"visage_backup\":1}\n", BackupError::Damaged);
    check(b"{\"visage_backup\":\"one\"}\n", BackupError::Damaged);
}

#[test]
fn no_file_asks_for_more_memory_than_there_is() {
    let head = written(&[]);
    let head = &head[..=head.iter().position(|byte| *byte == b'\n').unwrap()];
    let digest = Digest::of(b"x");
    let size = |bytes: &str| format!(r#"{{"type":"image/png","bytes":{bytes}}}"#);
    for (full, thumb) in
        [("99999999999999999999", "1"), ("18446744073709551615", "1"), ("1", "67108865")]
    {
        let line = format!(
            "{{\"picture\":\"{digest}\",\"full\":{},\"thumb\":{}}}\n",
            size(full),
            size(thumb)
        );
        assert_eq!(read(&[head, line.as_bytes()].concat(), 64), Err(BackupError::Damaged));
    }
    let line = format!("{{\"id\":\"{}", "x".repeat(70_000));
    assert_eq!(read(&[head, line.as_bytes()].concat(), 4_096), Err(BackupError::Damaged));
}
