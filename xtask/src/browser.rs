//! The browser for tests: Chromium, its driver, and Playwright from npm.

use crate::{
    process::{command, on_path, output, run},
    setup,
};
use anyhow::{Context, Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Chromium or Chrome: `CHROME`, then the system's, then Debian's package.
pub(crate) fn chrome() -> Result<PathBuf> {
    if let Some(path) = from_environment("CHROME")? {
        return Ok(path);
    }
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    if let Some(path) = on_path(&names).or_else(installed_application) {
        return Ok(path);
    }
    install_debian_packages("Chromium", "CHROME")?;
    on_path(&names).context("Chromium was installed but is not on PATH: set CHROME to its path")
}

/// ChromeDriver: `CHROMEDRIVER`, then `PATH`, then Debian's package.
pub(crate) fn driver() -> Result<PathBuf> {
    if let Some(path) = from_environment("CHROMEDRIVER")? {
        return Ok(path);
    }
    if let Some(path) = on_path(&["chromedriver"]) {
        return Ok(path);
    }
    install_debian_packages("ChromeDriver", "CHROMEDRIVER")?;
    on_path(&["chromedriver"])
        .context("ChromeDriver was installed but is not on PATH: set CHROMEDRIVER to its path")
}

/// The npm packages of the end-to-end tests. The system's Chromium is used, never one that a package downloads.
pub(crate) fn playwright() -> Result<()> {
    setup::npm_packages("tests/e2e")
}

/// Root in a container has no user namespace for Chromium's sandbox.
pub(crate) fn is_root() -> bool {
    output("id", &["-u"]).is_some_and(|id| id == "0")
}

/// Settings for wasm-bindgen's test runner, written below `target/`; their path.
pub(crate) fn webdriver_settings(chrome: &Path) -> Result<PathBuf> {
    let settings = serde_json::json!({
        "goog:chromeOptions": { "binary": chrome, "args": arguments() }
    });
    let path = crate::workspace::target().join("webdriver.json");
    fs::create_dir_all(crate::workspace::target())
        .and_then(|()| fs::write(&path, settings.to_string()))
        .with_context(|| format!("{} cannot be written", path.display()))?;
    Ok(path)
}

fn arguments() -> Vec<&'static str> {
    let mut arguments = vec![
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        // Without these, Chromium asks its maker's servers at every start.
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ];
    if is_root() {
        arguments.push("--no-sandbox");
    }
    arguments
}

fn from_environment(name: &str) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(name).filter(|path| !path.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!("{name} is set to {}, which is not a file: correct it or unset it", path.display());
    }
    Ok(Some(path))
}

fn installed_application() -> Option<PathBuf> {
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
        r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
    ];
    places.iter().map(PathBuf::from).find(|path| path.is_file())
}

fn install_debian_packages(what: &str, variable: &str) -> Result<()> {
    if !Path::new("/etc/debian_version").is_file() || !is_root() || on_path(&["apt-get"]).is_none()
    {
        bail!(
            "{what} is not installed: install it (on Debian, `apt-get install chromium chromium-driver`) \
             or set {variable} to its path"
        );
    }
    println!("setup: installing Chromium and ChromeDriver from Debian's packages");
    let quiet = |arguments: &[&str]| -> Result<()> {
        let mut apt = command("apt-get", &[])?;
        run(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    quiet(&["update", "-q"])?;
    quiet(&["install", "-y", "-q", "chromium", "chromium-driver"]).with_context(|| {
        format!("{what} could not be installed: set {variable} to its path instead")
    })
}
