//! Rewrites the page that Trunk wrote: no inline code, and names that follow the contents.
//! Works on text; reading and writing files is left to `dist`.

use anyhow::{Context, Result, bail};
use base64::{Engine, engine::general_purpose::STANDARD};
use sha2::{Digest, Sha256, Sha384};
use std::ops::Range;

/// The inline module with which Trunk starts the app, and where its element stands in the page.
#[derive(Debug, PartialEq)]
pub(crate) struct Loader {
    /// The module's code.
    pub(crate) code: String,
    /// The whole element, from `<script` to `</script>`.
    pub(crate) element: Range<usize>,
}

/// Finds the one inline script. Any further one is an error, since the policy would refuse it.
pub(crate) fn loader(page: &str) -> Result<Loader> {
    let mut found = None;
    for (start, tag) in tags(page, "script") {
        if attribute(tag, "src").is_some() {
            continue;
        }
        let code_start = start + tag.len();
        let length = page
            .get(code_start..)
            .and_then(|rest| rest.find("</script>"))
            .context("index.html has a <script> without its end")?;
        let code_end = code_start + length;
        let code = page.get(code_start..code_end).unwrap_or_default().trim();
        if found.is_some() || attribute(tag, "type") != Some("module") {
            bail!(
                "index.html has an inline script, which the content policy refuses: move it to a file"
            );
        }
        found = Some(Loader {
            code: format!("{code}\n"),
            element: start..code_end + "</script>".len(),
        });
    }
    found.context(
        "Trunk wrote no loader into index.html: is there a <link data-trunk rel=\"rust\">?",
    )
}

/// The element that loads an external module, with its digest.
pub(crate) fn module(address: &str, code: &[u8]) -> String {
    let integrity = integrity(code);
    format!(
        r#"<script type="module" src="{address}" crossorigin integrity="{integrity}"></script>"#
    )
}

/// The page without digests on preloaded data: Chromium cannot check these yet and says so on the console
/// (crbug.com/981419). Scripts and style sheets keep theirs.
pub(crate) fn without_unchecked_digests(page: &str) -> String {
    let mut text = page.to_owned();
    for (_, tag) in tags(page, "link") {
        let digest = attribute(tag, "integrity").filter(|_| attribute(tag, "as") == Some("fetch"));
        if let Some(digest) = digest {
            let bare = tag.replace(&format!(r#" integrity="{digest}""#), "");
            text = text.replace(tag, &bare);
        }
    }
    text
}

/// Own files that the page names in `href` and `src`, without the mount point, in order.
pub(crate) fn references(page: &str, mount: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (element, name) in [("script", "src"), ("link", "href"), ("img", "src")] {
        for (_, tag) in tags(page, element) {
            let path = attribute(tag, name).and_then(|value| value.strip_prefix(mount));
            // With the mount point "/", `//host/…` is somebody else's.
            let Some(path) = path.filter(|path| !path.is_empty() && !path.starts_with('/')) else {
                continue;
            };
            if !found.iter().any(|known| known == path) {
                found.push(path.to_owned());
            }
        }
    }
    found
}

/// What the first visit downloads: scripts, style sheets and preloaded files, not icons.
pub(crate) fn first_download(page: &str, mount: &str) -> Vec<String> {
    let mut files = references(page, mount);
    files.retain(|path| [".js", ".css", ".wasm"].iter().any(|ending| path.ends_with(ending)));
    files
}

/// A digest as the `integrity` attribute takes it.
pub(crate) fn integrity(contents: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(contents)))
}

/// Sixteen hexadecimal digits that change with the contents.
pub(crate) fn short_hash(contents: &[u8]) -> String {
    Sha256::digest(contents).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The script that the page preloads as a module, without the mount point.
pub(crate) fn preloaded_module(page: &str, mount: &str) -> Option<String> {
    let links = tags(page, "link");
    let (_, tag) = links.iter().find(|(_, tag)| attribute(tag, "rel") == Some("modulepreload"))?;
    Some(attribute(tag, "href")?.strip_prefix(mount)?.to_owned())
}

/// The element that has a module fetched before anything imports it, with its digest.
pub(crate) fn module_preload(address: &str, code: &[u8]) -> String {
    let integrity = integrity(code);
    format!(
        r#"<link rel="modulepreload" href="{address}" crossorigin="anonymous" integrity="{integrity}">"#
    )
}

/// The page with other elements in the place of the one that preloads this module.
pub(crate) fn with_preloads(page: &str, address: &str, elements: &str) -> String {
    let links = tags(page, "link");
    let old = links.iter().find(|(_, tag)| {
        attribute(tag, "rel") == Some("modulepreload") && attribute(tag, "href") == Some(address)
    });
    old.map_or_else(|| page.to_owned(), |(_, tag)| page.replace(tag, elements))
}

/// The page with a `<meta>` at the beginning of its head, or another content of the one that is there.
pub(crate) fn with_meta(page: &str, name: &str, content: &str) -> Result<String> {
    let meta = format!(r#"<meta name="{name}" content="{}">"#, escaped(content));
    let all = tags(page, "meta");
    if let Some((_, tag)) = all.iter().find(|(_, tag)| attribute(tag, "name") == Some(name)) {
        return Ok(page.replace(tag, &meta));
    }
    // Behind the encoding, which browsers look for in the first kilobyte.
    let encoding = all.iter().find(|(_, tag)| attribute(tag, "charset").is_some());
    let (start, tag) = encoding.context("index.html does not say its encoding: restore it")?;
    let (before, after) = page.split_at(start + tag.len());
    Ok(format!("{before}\n    {meta}{after}"))
}

/// A text as it stands in an attribute, whichever quotes are around it.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Start tags of one kind, with their places.
fn tags<'page>(page: &'page str, element: &str) -> Vec<(usize, &'page str)> {
    let open = format!("<{element}");
    page.match_indices(&open)
        .filter_map(|(start, _)| {
            let rest = page.get(start..)?;
            let next = rest.get(open.len()..)?.chars().next()?;
            let end = rest.find('>')?;
            (next.is_whitespace() || next == '>').then_some((start, rest.get(..=end)?))
        })
        .collect()
}

/// The value of an attribute, quoted or not; an empty one for an attribute without value.
fn attribute<'tag>(tag: &'tag str, name: &str) -> Option<&'tag str> {
    let mut rest = tag;
    loop {
        let (before, after) = rest.split_once(name)?;
        let starts = before.ends_with(char::is_whitespace);
        rest = after;
        if !starts || after.starts_with(|next: char| next.is_alphanumeric() || next == '-') {
            continue;
        }
        let Some(value) = after.strip_prefix('=') else { return Some("") };
        return match value.chars().next()? {
            quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
            _ => value.split(|next: char| next.is_whitespace() || next == '>').next(),
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<html><head><script src="/boot-0123456789abcdef.js"></script>
<link rel="stylesheet" href="/base-0123456789abcdef.css"><link rel="icon" href="/icons/a.svg">
<script type="module">
import init from '/visage-1.js';
</script>
<link rel="modulepreload" href="/visage-1.js"><link rel="preload" href="/visage-1_bg.wasm"></head></html>"#;

    #[test]
    fn the_loader_is_taken_out_whole() {
        let loader = loader(PAGE).unwrap();
        assert_eq!(loader.code, "import init from '/visage-1.js';\n");
        let element = &PAGE[loader.element];
        assert!(element.starts_with("<script type=") && element.ends_with("</script>"));
    }

    #[test]
    fn a_meta_element_carries_any_text_and_is_replaced() {
        let page = r#"<head><meta charset="utf-8"><title>Visage</title></head>"#;
        let with = with_meta(page, "own", r#"{"a":"<'&"}"#).unwrap();
        let meta = r#"<meta name="own" content="{&quot;a&quot;:&quot;&lt;&#39;&amp;&quot;}">"#;
        assert!(with.starts_with(&format!("<head><meta charset=\"utf-8\">\n    {meta}<title>")));
        let again = with_meta(&with, "own", "b").unwrap();
        assert!(again.contains(r#"<meta name="own" content="b"><title>"#));
        assert_eq!(again.matches("own").count(), 1);
        assert!(with_meta("<head></head>", "own", "").is_err());
    }

    #[test]
    fn a_second_inline_script_is_refused() {
        let page = PAGE.replace("</head>", "<script>alert(1)</script></head>");
        assert!(loader(&page).unwrap_err().to_string().contains("inline script"));
        assert!(loader("<html></html>").is_err());
    }

    #[test]
    fn the_first_download_is_code_and_style() {
        assert_eq!(
            first_download(PAGE, "/"),
            [
                "boot-0123456789abcdef.js",
                "base-0123456789abcdef.css",
                "visage-1.js",
                "visage-1_bg.wasm"
            ]
        );
    }

    #[test]
    fn only_preloaded_data_loses_its_digest() {
        let script = r#"<link rel="modulepreload" href="/a.js" integrity="sha384-a">"#;
        let data = r#"<link rel="preload" href="/a.wasm" integrity="sha384-b" as="fetch">"#;
        assert_eq!(
            without_unchecked_digests(&format!("{script}{data}")),
            format!(r#"{script}<link rel="preload" href="/a.wasm" as="fetch">"#)
        );
    }

    #[test]
    fn attributes_are_read_with_and_without_quotes() {
        let tag = "<link data-href=x crossorigin href=/a.js rel='modulepreload'>";
        assert_eq!(attribute(tag, "href"), Some("/a.js"));
        assert_eq!(attribute(tag, "rel"), Some("modulepreload"));
        assert_eq!(attribute(tag, "crossorigin"), Some(""));
        assert_eq!(attribute(tag, "src"), None);
    }

    #[test]
    fn a_module_is_preloaded_under_its_own_digest() {
        assert_eq!(preloaded_module(PAGE, "/").as_deref(), Some("visage-1.js"));
        let preload = module_preload("/visage-2.js", b"code");
        assert!(preload.contains(&integrity(b"code")));
        let page = with_preloads(PAGE, "/visage-1.js", &preload);
        assert_eq!(preloaded_module(&page, "/").as_deref(), Some("visage-2.js"));
        assert_eq!(page.matches("modulepreload").count(), 1);
    }
}
