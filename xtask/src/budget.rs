//! The size budget: what a first visit downloads decides how long a field phone waits.

use crate::{page, workspace};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

const KIB: u64 = 1024;
/// The program alone, brotli.
const WASM: u64 = 300 * KIB;
/// Page, scripts, style and program together, brotli.
const FIRST_DOWNLOAD: u64 = 360 * KIB;

/// Prints the sizes of the build in `dist/`; too large is an error.
pub(crate) fn hold(mount: &str) -> Result<()> {
    let dist = workspace::dist();
    let text = fs::read_to_string(dist.join("index.html"))
        .context("there is no dist/ to weigh: leave out --no-build")?;
    let mut files = page::first_download(&text, mount);
    files.insert(0, "index.html".to_owned());
    let (mut wasm, mut total) = (0, 0);
    for path in &files {
        let size = fs::metadata(dist.join(format!("{path}.br")))
            .with_context(|| format!("dist/{path}.br is missing: build again"))?
            .len();
        println!("  {:>7.1} KB  {path}", kilobytes(size));
        total += size;
        if path.ends_with(".wasm") {
            wasm += size;
        }
    }
    for (path, size) in later(&dist)? {
        println!("  {:>7.1} KB  {path}, later", kilobytes(size));
    }
    let held =
        [line("wasm, brotli", wasm, WASM), line("first download, brotli", total, FIRST_DOWNLOAD)];
    if held.contains(&false) {
        bail!(
            "the build is over its size budget: look for a new dependency or feature (`cargo tree -e features`)"
        );
    }
    Ok(())
}

/// Parts of the program that are downloaded when they are needed, with what is sent of them.
fn later(dist: &Path) -> Result<Vec<(String, u64)>> {
    let mut parts = Vec::new();
    for entry in fs::read_dir(dist).context("there is no dist/ to weigh: leave out --no-build")? {
        let entry = entry.context("dist/ cannot be listed")?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(path) = name.strip_suffix(".br").filter(|path| is_later(path)) {
            parts.push((path.to_owned(), entry.metadata()?.len()));
        }
    }
    parts.sort();
    Ok(parts)
}

/// The main program is the one that wasm-bindgen wrote.
fn is_later(path: &str) -> bool {
    path.ends_with(".bin") || path.ends_with(".wasm") && !path.ends_with("_bg.wasm")
}

fn line(name: &str, size: u64, bar: u64) -> bool {
    let holds = size <= bar;
    let verdict = if holds { "holds" } else { "TOO LARGE" };
    println!("{name}: {:.1} KB of {} KB, {verdict}", kilobytes(size), bar / KIB);
    holds
}

fn kilobytes(size: u64) -> f64 {
    size as f64 / KIB as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_parts_of_the_program_come_later() {
        assert!(is_later("contact-0123456789abcdef.wasm"));
        assert!(is_later("shared-0123456789abcdef.bin"));
        for path in ["visage-0123456789abcdef_bg.wasm", "chunks-0123456789abcdef.js", "sw.js"] {
            assert!(!is_later(path), "{path}");
        }
    }
}
