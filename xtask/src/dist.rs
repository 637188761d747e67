//! Makes `dist/`: Trunk builds into a folder below `target/`, the page is rewritten for the strict
//! content policy, the service worker is filled, files are compressed, and the whole replaces `dist/`.

use crate::{
    compress, headers, page,
    precache::{self, File},
    process::{command, run},
    setup, split, workspace,
};
use anyhow::{Context, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Only the release has it: a debug build must not be answered from a cache.
const REGISTER: &str = include_str!("register.js");

/// What `.cargo/config.toml` asks for the program; flags in the environment replace those of the file.
const FLAGS: [&str; 2] = ["-Ctarget-feature=+simd128", "--cfg=erase_components"];

/// Builds the release for a mount point into `dist/`.
pub(crate) fn build(mount: &str) -> Result<()> {
    let tools = setup::build_tools()?;
    let stage = workspace::target().join("site");
    println!("build: release, mounted at {mount}");
    let mut trunk = command("trunk", &tools)?;
    trunk.args(["build", "--release", "--skip-version-check", "--public-url", mount]);
    trunk.args(["--features", "split", "--dist"]);
    trunk.env("VISAGE_MOUNT", mount.trim_end_matches('/'));
    trunk.env("CARGO_ENCODED_RUSTFLAGS", release_flags().join("\u{1f}"));
    run(trunk.arg(&stage).env("TRUNK_COLOR", "auto"))?;
    finish(&stage, mount, &tools)?;
    replace(&stage, &workspace::dist())?;
    println!("build: dist/ is ready for a static host (docs/hosting.md)");
    Ok(())
}

/// The flags of `.cargo/config.toml`, and with them no folder of this machine in what everybody downloads.
fn release_flags() -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
        Some(PathBuf::from(home).join(".cargo"))
    });
    let hidden = [home, Some(workspace::root())].into_iter().flatten();
    let remap = hidden.map(|folder| format!("--remap-path-prefix={}=", folder.display()));
    let relocations = ["-Clink-args=--emit-relocs".to_owned()];
    FLAGS.iter().map(|flag| (*flag).to_owned()).chain(remap).chain(relocations).collect()
}

/// Everything after Trunk.
fn finish(stage: &Path, mount: &str, tools: &[PathBuf]) -> Result<()> {
    rewrite_page(stage, mount, tools)?;
    let worker = read_text(&stage.join("sw.js"))?;
    write(&stage.join("sw.js"), precache::fill(&worker, &read_all(stage)?)?)?;
    let paths: Vec<String> = read_all(stage)?.into_iter().map(|(path, _)| path).collect();
    for path in &paths {
        compress::beside(&stage.join(path))?;
    }
    write(&stage.join("_headers"), headers::file(mount, &paths))
}

/// Cuts the program apart and moves the loader into a file.
fn rewrite_page(stage: &Path, mount: &str, tools: &[PathBuf]) -> Result<()> {
    let index = stage.join("index.html");
    let text = page::without_unchecked_digests(&read_text(&index)?);
    let mut text = split::program(stage, &text, mount, tools)?;
    let loader = page::loader(&text)?;
    let mount_text = serde_json::Value::from(mount).to_string();
    let code = format!("{}{}", REGISTER.replace("\"@mount@\"", &mount_text), loader.code);
    let name = format!("loader-{}.js", page::short_hash(code.as_bytes()));
    text.replace_range(loader.element, &page::module(&format!("{mount}{name}"), code.as_bytes()));
    write(&stage.join(name), code)?;
    write(&index, text)
}

/// Swaps the finished folder in, so that `dist/` is never half written.
fn replace(stage: &Path, dist: &Path) -> Result<()> {
    if dist.exists() {
        fs::remove_dir_all(dist)
            .with_context(|| format!("{} cannot be replaced", dist.display()))?;
    }
    move_file(stage, dist)
}

/// All files below a folder with their paths, slashes between, in order.
pub(crate) fn read_all(folder: &Path) -> Result<Vec<File>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let entries = fs::read_dir(&folder)
            .with_context(|| format!("{} cannot be listed", folder.display()))?;
        for entry in entries {
            let entry = entry.with_context(|| format!("{} cannot be listed", folder.display()))?;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else {
                files.push((path, read(&entry.path())?));
            }
        }
    }
    files.sort();
    Ok(files)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn read_text(path: &Path) -> Result<String> {
    let name = PathBuf::from(path.file_name().unwrap_or_default());
    fs::read_to_string(path)
        .with_context(|| format!("the build has no {}: does index.html copy it?", name.display()))
}

fn write(path: &Path, contents: impl AsRef<[u8]>) -> Result<()> {
    fs::write(path, contents).with_context(|| format!("{} cannot be written", path.display()))
}

fn move_file(from: &Path, to: &Path) -> Result<()> {
    fs::rename(from, to).with_context(|| format!("{} cannot be moved", from.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_release_is_built_with_the_flags_of_every_other_build() {
        let config = fs::read_to_string(workspace::root().join(".cargo/config.toml")).unwrap();
        let line = config.lines().find(|line| line.starts_with("rustflags")).unwrap();
        let listed: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        assert_eq!(listed, FLAGS);
        assert_eq!(release_flags().get(..FLAGS.len()).unwrap(), FLAGS);
    }
}
