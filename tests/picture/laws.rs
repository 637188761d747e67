//! What holds for any bytes.

use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, proptest,
};
use visage::domain::picture::inspect::{Inspection, inspect, is_truncated};
use visage::domain::picture::refusal::shown_name;
use visage::domain::picture::{Format, MAX_BYTES};

use crate::files::{chunk, exif, frame, inspect_in_steps, jpeg, png_of, scan, tiff, turned};

/// Files that look like pictures and are broken in a few places.
fn broken() -> impl Strategy<Value = Vec<u8>> {
    let sound = prop::sample::select(vec![
        jpeg(&[exif(&turned(6)), frame(0xC2, 40, 30), scan()]),
        jpeg(&[exif(&tiff(false, 0x0112, 3, 1, 8)), frame(0xC0, 40, 30), scan()]),
        png_of(40, 30, 8, 3, &[chunk(b"tRNS", &[1]), chunk(b"eXIf", &turned(5))]),
        png_of(40, 30, 8, 6, &[chunk(b"acTL", &[0, 0, 0, 9, 0, 0, 0, 0])]),
        b"<?xml version='1.0'?><!DOCTYPE svg [ <!ENTITY a 'b'> ]><!-- c --><svg/>".to_vec(),
        b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif".to_vec(),
    ]);
    let edits = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    (sound, edits, any::<prop::sample::Index>(), any::<bool>()).prop_map(
        |(mut bytes, edits, end, is_cut)| {
            for (index, value) in edits {
                let index = index.index(bytes.len());
                bytes[index] = value;
            }
            if is_cut {
                bytes.truncate(end.index(bytes.len()));
            }
            bytes
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..300), size in any::<u64>()) {
        for start in [&b""[..], &[0xFF, 0xD8, 0xFF], b"\x89PNG\r\n\x1a\n", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"] {
            let file = [start, &bytes].concat();
            let _ = inspect(&file, size);
            let (found, _) = inspect_in_steps(&file);
            if let Ok(picture) = found {
                prop_assert!(picture.width > 0 && picture.height > 0);
            }
            let _ = (is_truncated(Format::Jpeg, &file), is_truncated(Format::Png, &file));
        }
    }

    #[test]
    fn more_bytes_change_no_answer(bytes in broken(), extra in 0_u64..9_000) {
        let mut file = bytes;
        file.resize(file.len() + usize::try_from(extra).unwrap(), 0);
        let whole = inspect(&file, file.len() as u64);
        let is_asking = matches!(whole, Ok(Inspection::NeedsMore { .. }));
        prop_assert!(!is_asking);
        for length in (0..file.len()).step_by(7) {
            let found = inspect(&file[..length], file.len() as u64);
            if !matches!(found, Ok(Inspection::NeedsMore { .. })) {
                prop_assert_eq!(&found, &whole);
            }
        }
        let _ = (is_truncated(Format::Jpeg, &file), is_truncated(Format::Png, &file));
    }

    #[test]
    fn sizes_over_the_limit_never_read_like_it(bytes in MAX_BYTES + 1..20_000_000) {
        let file = [jpeg(&[frame(0xC0, 4, 3), scan()]), vec![0; 5_000]].concat();
        let sentence = inspect(&file, bytes).unwrap_err().sentence("a");
        prop_assert!(sentence.ends_with(" MB. The limit is 2.5 MB."));
        prop_assert!(!sentence.contains("is 2.5 MB. The"));
    }

    #[test]
    fn shown_names_are_short_and_plain(name in any::<String>()) {
        let shown = shown_name(&name);
        prop_assert!(shown.chars().count() <= 48);
        prop_assert!(!shown.chars().any(char::is_control));
        prop_assert_eq!(shown_name(&shown), shown);
    }
}
