//! The build tools: found on `PATH` in the right version, found in the cache, or installed there.

use crate::{
    browser,
    process::{command, npm, on_path, output, program_in, run},
    workspace::{locked_version, root, tools},
};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf};

/// 0.22 needs a newer compiler than the pinned one.
const TRUNK: &str = "0.21.14";
/// The npm package that makes programs small: wasm-opt, as a library.
const BINARYEN: &str = "132.0.0";
const WASM: &str = "wasm32-unknown-unknown";

/// Everything that any command needs.
pub(crate) fn everything() -> Result<()> {
    build_tools()?;
    optimiser()?;
    test_runner()?;
    browser::chrome()?;
    browser::driver()?;
    browser::playwright()?;
    npm_packages("tests/server")?;
    println!("setup: complete");
    Ok(())
}

/// What a build needs; the folders to put at the front of `PATH`.
pub(crate) fn build_tools() -> Result<Vec<PathBuf>> {
    wasm_target()?;
    let folders = [trunk()?, wasm_bindgen()?];
    Ok(folders.into_iter().flatten().collect())
}

/// The program that runs wasm tests; it comes with wasm-bindgen.
pub(crate) fn test_runner() -> Result<PathBuf> {
    wasm_target()?;
    let name = "wasm-bindgen-test-runner";
    let found = match wasm_bindgen()? {
        Some(folder) => program_in(&folder, name),
        None => on_path(&[name]),
    };
    found.context(
        "wasm-bindgen-test-runner is missing beside wasm-bindgen: reinstall wasm-bindgen-cli",
    )
}

fn wasm_target() -> Result<()> {
    let sysroot = output("rustc", &["--print", "sysroot"])
        .context("rustc cannot be run: install Rust with rustup")?;
    if PathBuf::from(sysroot).join("lib/rustlib").join(WASM).is_dir() {
        say_found("target", WASM);
        return Ok(());
    }
    println!("setup: adding the target {WASM}");
    run(command("rustup", &[])?.args(["target", "add", WASM])).with_context(|| {
        format!("the compiler has no {WASM}: add it by hand, `rustup target add {WASM}`")
    })
}

fn trunk() -> Result<Option<PathBuf>> {
    // Released as one application, so its own lock file is what was tested.
    cargo_tool("trunk", "trunk", TRUNK, &["--locked"])
}

fn wasm_bindgen() -> Result<Option<PathBuf>> {
    // Without --locked: its lock file may name crates that a lagging mirror does not have yet.
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &locked_version("wasm-bindgen")?, &[])
}

fn cargo_tool(
    program: &str,
    package: &str,
    version: &str,
    flags: &[&str],
) -> Result<Option<PathBuf>> {
    if is_version(on_path(&[program]), version) {
        say_found(program, version);
        return Ok(None);
    }
    let home = tools()?.join(format!("{program}-{version}"));
    let bin = home.join("bin");
    if is_version(program_in(&bin, program), version) {
        say_found(program, version);
        return Ok(Some(bin));
    }
    println!("setup: installing {program} {version} (some minutes, once)");
    let mut install = command(crate::process::cargo(), &[])?;
    install.args(["install", package, "--version", version]).args(flags);
    install.arg("--root").arg(&home);
    // These tools run for seconds: a quick build of them is worth more than the last percent of their speed.
    for (setting, value) in [("LTO", "off"), ("CODEGEN_UNITS", "16"), ("OPT_LEVEL", "1")] {
        install.env(format!("CARGO_PROFILE_RELEASE_{setting}"), value);
    }
    // The pinned vector instructions and a shared target folder are the app's, not the tool's.
    install.env_remove("RUSTFLAGS").env_remove("CARGO_TARGET_DIR").current_dir(root_of(&home)?);
    run(&mut install).with_context(|| format!("{program} {version} could not be installed from crates.io: check the network and try again"))?;
    Ok(Some(bin))
}

/// The module for Node that makes programs small.
pub(crate) fn optimiser() -> Result<PathBuf> {
    let home = tools()?.join(format!("binaryen-{BINARYEN}"));
    let module = home.join("node_modules/binaryen/index.js");
    if module.is_file() {
        say_found("binaryen", BINARYEN);
        return Ok(module);
    }
    println!("setup: installing binaryen {BINARYEN}");
    let mut install = command(npm()?, &[])?;
    install.current_dir(root_of(&home)?).args(["install", "--no-save", "--no-package-lock"]);
    install.args(["--no-fund", "--no-audit", "--prefix"]).arg(&home);
    run(install.arg(format!("binaryen@{BINARYEN}")))
        .context("binaryen could not be installed from npm: check the network and try again")?;
    Ok(module)
}

/// Installs the npm packages of a folder when its lock file changed since the last time.
pub(crate) fn npm_packages(folder: &str) -> Result<()> {
    let home = root().join(folder);
    let lock = fs::read(home.join("package-lock.json")).with_context(|| {
        format!("{folder}/package-lock.json cannot be read: restore it from git")
    })?;
    let installed = home.join("node_modules/.visage-lock");
    if fs::read(&installed).is_ok_and(|done| done == lock) {
        println!("setup: npm packages of {folder} are there");
        return Ok(());
    }
    println!("setup: installing the npm packages of {folder}");
    let mut install = command(npm()?, &[])?;
    // No package needs to run anything of its own, so none may.
    install.current_dir(&home).args(["ci", "--ignore-scripts", "--no-fund", "--no-audit"]);
    run(&mut install).with_context(|| {
        format!(
            "the npm packages of {folder} could not be installed: check the network and try again"
        )
    })?;
    fs::write(&installed, lock)
        .with_context(|| format!("{} cannot be written", installed.display()))
}

/// Makes the folder and returns it, so that an install does not read this workspace's settings.
fn root_of(home: &PathBuf) -> Result<&PathBuf> {
    fs::create_dir_all(home).with_context(|| {
        format!("{} cannot be created: set XDG_CACHE_HOME to a folder you own", home.display())
    })?;
    Ok(home)
}

fn is_version(program: Option<PathBuf>, version: &str) -> bool {
    let said = program.and_then(|program| output(program, &["--version"]));
    said.is_some_and(|said| names_version(&said, version))
}

fn names_version(said: &str, version: &str) -> bool {
    said.split_whitespace().any(|word| word == version)
}

fn say_found(what: &str, version: &str) {
    println!("setup: {what} {version} is there");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(names_version("trunk 0.21.14", "0.21.14"));
        assert!(names_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!names_version("trunk 0.21.140", "0.21.14"));
        assert!(!names_version("", "132"));
    }
}
