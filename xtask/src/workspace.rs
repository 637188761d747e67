//! Where things are: the workspace, the tool cache, and the versions that `Cargo.lock` pins.

use anyhow::{Context, Result};
use std::{env, fs, path::PathBuf};

/// The folder with the top-level `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// Build output that is not for the host: `target/`.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// The finished site.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Sample files from outside that the tests use where they are present.
pub(crate) fn corpora() -> PathBuf {
    env::var_os("VISAGE_CORPORA")
        .map_or_else(|| root().join("../shared/corpora"), |dir| root().join(dir))
}

/// The folder that all clones of one user share; each tool has its own folder with its version.
pub(crate) fn tools() -> Result<PathBuf> {
    let cache = env::var_os("XDG_CACHE_HOME")
        .filter(|dir| !dir.is_empty())
        .map(PathBuf::from)
        .or_else(|| cfg!(windows).then(|| env::var_os("LOCALAPPDATA")).flatten().map(PathBuf::from))
        .or_else(|| env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .context("no place for the tools: set HOME or XDG_CACHE_HOME")?;
    Ok(cache.join("visage").join("tools"))
}

/// The version of a package that `Cargo.lock` pins.
pub(crate) fn locked_version(package: &str) -> Result<String> {
    let path = root().join("Cargo.lock");
    let lock = fs::read_to_string(&path)
        .with_context(|| format!("{} cannot be read; run `cargo fetch`", path.display()))?;
    version_in(&lock, package).with_context(|| {
        format!("Cargo.lock does not name {package}; run `cargo update {package}`")
    })
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name).skip(1);
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Some(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_version_is_found_by_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"9.9.9\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }

    #[test]
    fn this_workspace_pins_wasm_bindgen() {
        assert!(locked_version("wasm-bindgen").unwrap().starts_with("0.2."));
    }
}
