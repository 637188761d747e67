//! Fills the service worker with the list of files that make up this version.

use crate::{headers::is_hashed, page};
use anyhow::{Result, bail};

const VERSION: &str = "\"@version@\"";
const FILES: &str = "\"@files@\"";

/// One file of the site: its path below the mount point, and its contents.
pub(crate) type File = (String, Vec<u8>);

/// Whether a file belongs to the app itself. The worker is not kept by the worker,
/// and what a host page loads is no part of the app.
pub(crate) fn belongs(path: &str) -> bool {
    !matches!(path, "sw.js" | "embed.js" | "_headers" | "_redirects" | "robots.txt")
        && ![".br", ".gz", ".map", ".d.ts"].iter().any(|ending| path.ends_with(ending))
}

/// The service worker's text with the version and the list in it.
/// The list has `[path, digest, whether the name carries a hash]`; the page itself has the path "".
pub(crate) fn fill(worker: &str, files: &[File]) -> Result<String> {
    if worker.matches(VERSION).count() != 1 || worker.matches(FILES).count() != 1 {
        bail!("public/sw.js must name {VERSION} and {FILES} once each; restore them");
    }
    let list: Vec<serde_json::Value> = files
        .iter()
        .filter(|(path, _)| belongs(path))
        .map(|(path, contents)| {
            let name = if path == "index.html" { "" } else { path };
            serde_json::json!([name, page::integrity(contents), is_hashed(path)])
        })
        .collect();
    let list = serde_json::Value::from(list).to_string();
    // The worker's own text counts, so that two versions never share a cache.
    let version = page::short_hash(format!("{worker}{list}").as_bytes());
    Ok(worker.replace(VERSION, &format!("\"{version}\"")).replace(FILES, &list))
}

/// A filled worker for a site whose page alone is another one: its digest in the list, and a version of its own.
pub(crate) fn with_page(worker: &str, before: &[u8], after: &[u8]) -> Result<String> {
    let digest = page::integrity(before);
    let start = "const VERSION = \"";
    let version = worker.split_once(start).and_then(|(_, rest)| rest.split('"').next());
    let Some(version) = version.filter(|_| worker.matches(&*digest).count() == 1) else {
        bail!("sw.js does not belong to index.html: build both anew");
    };
    let worker = worker.replace(&digest, &page::integrity(after));
    let next = page::short_hash(worker.as_bytes());
    Ok(worker.replace(&format!("{start}{version}\""), &format!("{start}{next}\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORKER: &str = "const VERSION = \"@version@\";\nconst FILES = \"@files@\";\n";

    fn site(page: &[u8]) -> Vec<File> {
        let names = [
            "_headers",
            "a-0123456789abcdef.js",
            "a-0123456789abcdef.js.br",
            "index.html",
            "sw.js",
        ];
        names.map(|name| (name.to_owned(), page.to_vec())).into()
    }

    #[test]
    fn the_list_has_each_file_of_the_app() {
        let filled = fill(WORKER, &site(b"x")).unwrap();
        let digest = page::integrity(b"x");
        assert!(filled.contains(&format!(
            "[[\"a-0123456789abcdef.js\",\"{digest}\",true],[\"\",\"{digest}\",false]]"
        )));
        assert!(!filled.contains('@'));
    }

    #[test]
    fn the_version_follows_the_contents() {
        assert_eq!(fill(WORKER, &site(b"x")).unwrap(), fill(WORKER, &site(b"x")).unwrap());
        let version =
            |page: &[u8]| fill(WORKER, &site(page)).unwrap().lines().next().map(str::to_owned);
        assert_ne!(version(b"x"), version(b"y"));
    }

    #[test]
    fn a_worker_without_the_places_is_refused() {
        assert!(fill("const VERSION = 1;", &[]).is_err());
    }

    #[test]
    fn a_worker_follows_another_page() {
        let filled = fill(WORKER, &site(b"x")[3..4]).unwrap();
        let expect = fill(WORKER, &site(b"y")[3..4]).unwrap();
        let followed = with_page(&filled, b"x", b"y").unwrap();
        let list = |worker: &str| worker.lines().nth(1).map(str::to_owned);
        let version = |worker: &str| worker.lines().next().map(str::to_owned);
        assert_eq!(list(&followed), list(&expect));
        assert_ne!(version(&followed), version(&filled));
        assert_eq!(version(&followed).unwrap().len(), version(&filled).unwrap().len());
        assert!(with_page(&followed, b"x", b"z").is_err());
    }

    #[test]
    fn the_worker_in_the_repository_can_be_filled() {
        let path = crate::workspace::root().join("public/sw.js");
        fill(&std::fs::read_to_string(path).unwrap(), &site(b"x")).unwrap();
    }
}
