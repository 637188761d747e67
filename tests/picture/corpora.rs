//! The files of the three picture collections and the answers their manifests ask for.

use std::path::PathBuf;
use std::{env, fs};

use serde_json::Value;
use visage::domain::picture::inspect::{HEAD_BYTES, Inspection, inspect, is_truncated};
use visage::domain::picture::refusal::Refusal;
use visage::domain::picture::{Format, too_large};

use crate::files::inspect_in_steps;

/// Every file of the three collections with what its manifest says; empty when they are absent.
fn corpora() -> Vec<(String, Vec<u8>, Value)> {
    let root = env::var_os("VISAGE_CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    let mut files = Vec::new();
    for folder in ["images-valid", "images-invalid", "exif"] {
        let Ok(manifest) = fs::read(root.join(folder).join("manifest.json")) else {
            eprintln!("skipped: no picture collections in {}", root.display());
            return Vec::new();
        };
        for entry in serde_json::from_slice::<Vec<Value>>(&manifest).unwrap() {
            let name = entry["file"].as_str().unwrap();
            let bytes = fs::read(root.join(folder).join(name)).unwrap();
            files.push((format!("{folder}/{name}"), bytes, entry));
        }
    }
    files
}

#[test]
fn the_collected_files_get_the_answers_of_their_manifests() {
    let mut faults = Vec::new();
    for (name, bytes, entry) in corpora() {
        let (found, reads) = inspect_in_steps(&bytes);
        let side = |key: &str| entry[key].as_u64().map(|side| u32::try_from(side).unwrap());
        let is_right = match (entry["expect"].as_str(), entry["why"].as_str(), &found) {
            (Some("accept"), _, Ok(picture)) => {
                let is_sideways = entry["orientation"].as_u64().is_some_and(|value| value >= 5);
                let shown = if is_sideways { ("h", "w") } else { ("w", "h") };
                let format = if entry["magic"] == "png" { Format::Png } else { Format::Jpeg };
                let has_frames = bytes.windows(4).any(|four| four == b"acTL");
                let has_alpha = matches!(entry["colortype"].as_u64(), Some(4 | 6));
                (side(shown.0), side(shown.1)) == (Some(picture.width), Some(picture.height))
                    && picture.format == format
                    && (has_frames || !picture.animated)
                    && (!has_alpha || picture.may_be_transparent)
                    && !is_truncated(format, &bytes)
            }
            (Some("accept"), _, Err(_)) => false,
            (Some("reject"), Some("type"), _) => {
                matches!(found, Err(Refusal::NotAPicture { .. }))
            }
            (Some("reject"), Some("size"), _) => {
                matches!(found, Err(Refusal::TooLarge { .. })) && too_large(bytes.len() as u64)
            }
            (Some("reject"), Some("dimensions"), _) => match (side("w"), side("h")) {
                (Some(width @ ..=0x7FFF_FFFF), Some(height @ ..=0x7FFF_FFFF)) => {
                    found == Err(Refusal::TooManyPixels { width, height })
                }
                // The manifest leaves out a side of zero.
                _ => found == Err(Refusal::Damaged),
            },
            (Some("reject"), Some("corrupt"), Err(refusal)) => *refusal == Refusal::Damaged,
            (Some("reject"), Some("corrupt"), Ok(_)) => true,
            (Some("either"), _, _) => true,
            other => panic!("unknown entry {other:?}"),
        };
        if !is_right || reads > 4 {
            faults.push(format!("{name}: {found:?} after {reads} reads"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_prefix_of_a_collected_file_gets_another_answer() {
    for (name, bytes, _) in corpora() {
        let size = bytes.len() as u64;
        let whole = inspect(&bytes, size);
        for length in (0..bytes.len().min(1_000)).chain([4_095, 4_096, 5_000, HEAD_BYTES]) {
            let Some(head) = bytes.get(..length) else { break };
            match inspect(head, size) {
                Ok(Inspection::NeedsMore { bytes }) => assert!(bytes as u64 <= size, "{name}"),
                answer => assert_eq!(answer, whole, "{name} at {length}"),
            }
        }
    }
}
