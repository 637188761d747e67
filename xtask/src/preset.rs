//! What a page tells the app about its server: a `<meta name="visage-sync">` in a finished `dist/`. The page then has
//! another digest, so the list in the service worker follows, or the worker would refuse to keep the page.

use crate::{compress, page, precache};
use anyhow::{Context, Result};
use std::{collections::BTreeMap, fs, path::Path};

/// The files of `dist/` that differ when the page carries this JSON, by their paths.
pub(crate) fn files(dist: &Path, json: &str) -> Result<BTreeMap<String, Vec<u8>>> {
    let read = |name: &str| {
        fs::read_to_string(dist.join(name)).with_context(|| {
            format!("dist/ has no {name}: run `cargo xtask build`, or leave out --no-build")
        })
    };
    let before = read("index.html")?;
    let after = page::with_meta(&before, "visage-sync", json)?;
    let worker = precache::with_page(&read("sw.js")?, before.as_bytes(), after.as_bytes())?;
    let files = [("index.html", after), ("sw.js", worker)];
    Ok(files.map(|(name, text)| (name.to_owned(), text.into_bytes())).into())
}

/// Puts the JSON into the page of `dist/` for good.
pub(crate) fn write(dist: &Path, json: &str) -> Result<()> {
    for (name, contents) in files(dist, json)? {
        let path = dist.join(name);
        fs::write(&path, contents)
            .with_context(|| format!("{} cannot be written", path.display()))?;
        compress::beside(&path)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finished_site_is_told_of_its_server() {
        let dist = std::env::temp_dir().join(format!("visage-preset-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        let before = r#"<head><meta charset="utf-8"></head>"#;
        let list = format!(r#"[["","{}",false]]"#, page::integrity(before.as_bytes()));
        fs::write(dist.join("index.html"), before).unwrap();
        let worker = format!("const VERSION = \"0123456789abcdef\";\nconst FILES = {list};\n");
        fs::write(dist.join("sw.js"), worker).unwrap();
        for server in ["https://one.example", "https://two.example"] {
            write(&dist, server).unwrap();
            let page = fs::read_to_string(dist.join("index.html")).unwrap();
            assert!(page.contains(&format!(r#"name="visage-sync" content="{server}""#)));
            let worker = fs::read_to_string(dist.join("sw.js")).unwrap();
            assert!(worker.contains(&page::integrity(page.as_bytes())));
            assert!(dist.join("index.html.br").is_file());
        }
        fs::remove_dir_all(&dist).unwrap();
    }
}
