//! Runs the measurements in `tests/bench` and the picture script on the release build.
//! What they measure, and against which bar, is in the scripts.

use crate::{
    Options, browser,
    process::{command, node, run as finish},
    serve, setup, workspace,
};
use anyhow::{Context, Result, bail};
use std::{fs, path::Path};

/// Runs one measurement, or, without a name, lists them.
pub(crate) fn run(options: &Options) -> Result<()> {
    match options.words.first().map(String::as_str) {
        None => {
            names()?.iter().for_each(|name| println!("{name}"));
            Ok(())
        }
        Some(name) if names()?.iter().any(|known| known == name) => {
            script(options, &format!("tests/bench/{name}.mjs"), &workspace::target().join("bench"))
        }
        Some(name) => bail!("there is no bench `{name}`; `cargo xtask bench` names them"),
    }
}

/// Takes the pictures of the app for its documentation and for review.
pub(crate) fn shots(options: &Options) -> Result<()> {
    let path = "tests/e2e/shots.mjs";
    if !workspace::root().join(path).is_file() {
        bail!("{path} is absent: it says which pictures to take");
    }
    script(options, path, &workspace::target().join("shots"))
}

/// Scripts in `tests/bench` but for what they share.
fn names() -> Result<Vec<String>> {
    let folder = workspace::root().join("tests/bench");
    let entries =
        fs::read_dir(&folder).with_context(|| format!("{} is absent", folder.display()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".mjs").map(str::to_owned))
        .filter(|name| name != "harness")
        .collect();
    names.sort();
    Ok(names)
}

fn script(options: &Options, path: &str, out: &Path) -> Result<()> {
    browser::playwright()?;
    setup::npm_packages("tests/server")?;
    let chrome = browser::chrome()?;
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", out.display()))?;
    let address = serve::start(options, 0)?;
    let mut node = command(node()?, &[])?;
    node.arg(workspace::root().join(path)).args(&options.rest);
    node.env("BASE_URL", address).env("CHROME", chrome).env("OUT", out);
    node.env("VISAGE_CORPORA", workspace::corpora());
    finish(&mut node)
}
