//! Files that other programs wrote.

use std::path::{Path, PathBuf};
use std::{env, fs};

/// The files in a folder of the collections and below it whose names end so, with their contents; empty when the
/// collections are absent.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<(String, Vec<u8>)> {
    let root = env::var_os("VISAGE_CORPORA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora"),
        PathBuf::from,
    );
    let mut found = Vec::new();
    collect(&root.join(folder), ending, &mut found);
    found.sort();
    if found.is_empty() {
        eprintln!("skipped: no files in {}", root.join(folder).display());
    }
    found
}

fn collect(folder: &Path, ending: &str, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            collect(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push((name, fs::read(&path).unwrap()));
        }
    }
}
