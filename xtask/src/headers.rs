//! The headers that Visage is served with, in one place: xtask's server sends them,
//! and `dist/_headers` carries them to hosts that read such a file.

use std::fmt::Write;

/// Who may show Visage in a frame.
const FRAME_ANCESTORS: &str = "'none'";

/// Everything but `frame-ancestors`: nothing runs or loads that is not our own file;
/// remote databases are reached over https, or on the same machine.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' blob: data:; \
    connect-src 'self' https: http://localhost:* http://127.0.0.1:*; \
    manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; \
    require-trusted-types-for 'script'; trusted-types default";

/// Only what Visage uses: the camera, for a picture of a contact.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), camera=(self), display-capture=(), \
    encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), \
    microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
    screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

/// Asked for again each time; the answer is short when nothing changed.
pub(crate) const REVALIDATE: &str = "no-cache";
/// A file whose name changes with its contents.
const FOREVER: &str = "public, max-age=31536000, immutable";
const WASM: &str = "application/wasm";

/// Headers of every answer.
pub(crate) fn security() -> [(&'static str, String); 5] {
    [
        ("Content-Security-Policy", format!("{POLICY}; frame-ancestors {FRAME_ANCESTORS}")),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Permissions-Policy", PERMISSIONS.to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// How long a file may be kept without asking.
pub(crate) fn cache_control(path: &str) -> &'static str {
    if is_hashed(path) { FOREVER } else { REVALIDATE }
}

/// Whether the file name carries a hash of the contents: `visage-0123456789abcdef_bg.wasm`.
pub(crate) fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    // Trunk writes 64 bits in hexadecimal without leading zeros.
    (12..=16).contains(&hash.len()) && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The media type by file extension.
pub(crate) fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => WASM,
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The text of `_headers`. Hosts join the values of all rules that match,
/// so every path gets its `Cache-Control` from one rule only.
pub(crate) fn file(mount: &str, files: &[String]) -> String {
    let mut text = format!("{mount}*\n");
    for (name, value) in security() {
        let _ = writeln!(text, "  {name}: {value}");
    }
    let _ = write!(text, "{mount}\n  Cache-Control: {REVALIDATE}\n");
    for path in files {
        let _ = write!(text, "{mount}{path}\n  Cache-Control: {}\n", cache_control(path));
        if path.ends_with(".wasm") {
            let _ = writeln!(text, "  Content-Type: {WASM}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        assert!(is_hashed("visage-60236466076b765c_bg.wasm"));
        assert!(is_hashed("visage-60236466076b765c.js"));
        assert!(is_hashed("tokens-236466076b765.css"));
        for name in
            ["sw.js", "index.html", "import-worker.js", "icons/icon-512.png", "", "a-b/sw.js"]
        {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn the_headers_file_names_each_path_once() {
        let files = ["index.html", "sw.js", "visage-60236466076b765c_bg.wasm"].map(str::to_owned);
        let text = file("/crm/", &files);
        assert!(
            text.starts_with("/crm/*\n  Content-Security-Policy: default-src 'none'; script-src")
        );
        assert!(text.contains("frame-ancestors 'none'\n"));
        assert!(text.contains("\n/crm/sw.js\n  Cache-Control: no-cache\n"));
        assert!(text.contains(
            "_bg.wasm\n  Cache-Control: public, max-age=31536000, immutable\n  Content-Type: application/wasm\n"
        ));
        for path in ["\n/crm/\n", "\n/crm/index.html\n"] {
            assert_eq!(text.matches(path).count(), 1, "{path}");
        }
    }

    #[test]
    fn the_policy_allows_no_inline_code() {
        let [(_, policy), ..] = security();
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        assert!(!policy.contains("  "), "{policy}");
    }
}
