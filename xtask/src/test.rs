//! `cargo xtask test`: every check in order, from the cheapest to the dearest, with the time of each.
//! The first failure ends it.

use crate::{
    Options, browser, budget, dist,
    process::{cargo, command, node, run as finish},
    serve, setup, workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    process::Command,
    time::{Duration, Instant},
};

const WASM: [&str; 2] = ["--target", "wasm32-unknown-unknown"];

/// A stage: its heading, the part it belongs to, and what it does.
struct Stage {
    part: &'static str,
    heading: &'static str,
    work: fn(&Options) -> Result<Outcome>,
}

enum Outcome {
    Passed,
    /// Nothing was there to run; the summary says so.
    Empty(&'static str),
}

const STAGES: [Stage; 10] = [
    Stage { part: "unit", heading: "formatting", work: formatting },
    Stage { part: "unit", heading: "clippy, host", work: clippy_host },
    Stage { part: "unit", heading: "clippy, wasm", work: clippy_wasm },
    Stage { part: "unit", heading: "native tests", work: native },
    Stage { part: "server", heading: "server tests", work: server },
    Stage { part: "contract", heading: "contract", work: contract },
    Stage { part: "browser", heading: "browser tests", work: in_browser },
    Stage { part: "e2e", heading: "release build", work: build },
    Stage { part: "e2e", heading: "size budget", work: size },
    Stage { part: "e2e", heading: "end-to-end tests", work: end_to_end },
];

/// Runs all stages, or those of one part.
pub(crate) fn run(options: &Options) -> Result<()> {
    let part = options.words.first().map(String::as_str);
    if let Some(part) = part.filter(|part| !STAGES.iter().any(|stage| stage.part == *part)) {
        bail!("there is no part `{part}`; the parts are unit, server, contract, browser and e2e");
    }
    let mut lines: Vec<String> = Vec::new();
    let start = Instant::now();
    for stage in STAGES.iter().filter(|stage| part.is_none_or(|part| part == stage.part)) {
        println!("\n=== {} ===", stage.heading);
        let begun = Instant::now();
        let outcome = (stage.work)(options);
        let said = match &outcome {
            Ok(Outcome::Passed) => "passed",
            Ok(Outcome::Empty(reason)) => reason,
            Err(_) => "FAILED",
        };
        lines.push(format!("{:<18} {:>8}  {said}", stage.heading, seconds(begun.elapsed())));
        println!("--- {} {said}, {}", stage.heading, seconds(begun.elapsed()));
        if outcome.is_err() {
            summary(&lines, start.elapsed());
        }
        outcome.with_context(|| format!("test stage `{}`", stage.heading))?;
    }
    summary(&lines, start.elapsed());
    Ok(())
}

fn summary(lines: &[String], elapsed: Duration) {
    println!("\n=== summary ===");
    lines.iter().for_each(|line| println!("{line}"));
    println!("{:<18} {:>8}", "in all", seconds(elapsed));
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn formatting(_: &Options) -> Result<Outcome> {
    passed(cargo_command(&["fmt", "--all", "--check"])?)
        .context("some files are not formatted: run `cargo fmt --all`")
}

fn clippy_host(_: &Options) -> Result<Outcome> {
    let mut clippy = cargo_command(&["clippy", "--workspace", "--all-targets", "--locked"])?;
    clippy.args(["--", "-D", "warnings"]);
    passed(clippy)
}

fn clippy_wasm(_: &Options) -> Result<Outcome> {
    setup::build_tools()?;
    let mut clippy = cargo_command(&["clippy", "--lib", "--bins", "--locked"])?;
    // As it is released; the other checks see it in one piece.
    clippy.args(["--features", "split"]);
    // The other tests are native; some of what they use does not compile for the browser.
    if has_browser_tests() {
        clippy.args(["--test", "browser"]);
    }
    clippy.args(WASM).args(["--", "-D", "warnings"]);
    passed(clippy)
}

fn native(_: &Options) -> Result<Outcome> {
    passed(cargo_command(&["test", "--workspace", "--locked"])?)
}

/// The test server and the example gateway, in Node.
fn server(options: &Options) -> Result<Outcome> {
    setup::npm_packages("tests/server")?;
    let mut test = command(node()?, &[])?;
    test.current_dir(workspace::root().join("tests/server"));
    test.args(["--test", "--test-reporter=spec"]);
    // In a whole run they are for Playwright, whose words Node does not know.
    if !options.words.is_empty() {
        test.args(&options.rest);
    }
    passed(test)
}

/// What the app asks of a server, at the test server or at one that an address names.
fn contract(options: &Options) -> Result<Outcome> {
    setup::npm_packages("tests/server")?;
    let mut script = command(node()?, &[])?;
    script.arg(workspace::root().join("tests/server/contract.mjs"));
    if !options.words.is_empty() {
        script.args(&options.rest);
    }
    let Some(url) = &options.url else { return passed(script) };
    // Its sentences say what failed; the command would say the password in the address.
    finish(script.args(["--url", url])).map_err(|_| anyhow::anyhow!("see above"))?;
    Ok(Outcome::Passed)
}

fn in_browser(options: &Options) -> Result<Outcome> {
    if !has_browser_tests() {
        return Ok(Outcome::Empty("has no tests: tests/browser.rs is absent"));
    }
    let runner = setup::test_runner()?;
    let settings = browser::webdriver_settings(&browser::chrome()?)?;
    let mut test = cargo_command(&["test", "--locked", "--test", "browser"])?;
    test.args(WASM).arg("--").args(&options.rest);
    test.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
        .env("CHROMEDRIVER", browser::driver()?)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", settings)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    passed(test)
}

fn has_browser_tests() -> bool {
    workspace::root().join("tests/browser.rs").is_file()
}

fn build(options: &Options) -> Result<Outcome> {
    if options.no_build {
        return Ok(Outcome::Empty("left out: --no-build"));
    }
    dist::build(&options.mount).map(|()| Outcome::Passed)
}

fn size(options: &Options) -> Result<Outcome> {
    budget::hold(&options.mount).map(|()| Outcome::Passed)
}

fn end_to_end(options: &Options) -> Result<Outcome> {
    browser::playwright()?;
    // Tests of sync start the test server.
    setup::npm_packages("tests/server")?;
    let chrome = browser::chrome()?;
    let address = serve::start_built(options, 0)?;
    let mut test = command(node()?, &[])?;
    test.current_dir(workspace::root().join("tests/e2e"));
    test.args(["node_modules/@playwright/test/cli.js", "test"]).args(&options.rest);
    test.env("BASE_URL", address).env("CHROME", chrome);
    test.env("VISAGE_CORPORA", workspace::corpora());
    passed(test)
}

fn cargo_command(arguments: &[&str]) -> Result<Command> {
    let mut cargo = command(cargo(), &[])?;
    cargo.args(arguments).env("VISAGE_CORPORA", workspace::corpora());
    Ok(cargo)
}

fn passed(mut command: Command) -> Result<Outcome> {
    finish(&mut command).map(|()| Outcome::Passed)
}
