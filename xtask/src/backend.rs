//! `cargo xtask backend`: sets up a CouchDB for Visage; and the backend that `serve --backend` runs beside the app.
//! Both are scripts for Node without packages of their own, in `backend/`.

use crate::{
    Options,
    process::{command, node, run},
    setup, workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    io::{BufRead, BufReader, Lines},
    path::PathBuf,
    process::{Child, ChildStdout, Stdio},
};

/// The database of the backend beside the app, and the one user who may use it, with the same password.
const DATABASE: &str = "team";
const USER: &str = "demo";

/// Runs `backend init …`, whose arguments the script reads by itself.
pub(crate) fn main(arguments: &[String]) -> Result<()> {
    match arguments.split_first() {
        Some((word, rest)) if word == "init" => {
            run(command(node()?, &[])?.arg(script("init.mjs")).args(rest))
                .map_err(|_| anyhow::anyhow!("the backend was not set up; see above"))
        }
        _ => bail!("the command is `cargo xtask backend init URL`; `--help` behind it says more"),
    }
}

/// A backend that runs beside the app; it ends with this.
pub(crate) struct Backend {
    process: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Backend {
    /// Starts it for an app that is served on this port, and waits until it is ready.
    pub(crate) fn start(options: &Options, app: u16) -> Result<Self> {
        setup::npm_packages("tests/server")?;
        let mut node = command(node()?, &[])?;
        node.arg(script("serve.mjs")).args(["--database", DATABASE]);
        node.args(["--user", USER, "--password", USER]);
        node.args(["--port", &options.backend_port.to_string()]);
        for host in ["127.0.0.1", "localhost"] {
            node.args(["--origin", &format!("http://{host}:{app}")]);
        }
        if options.demo {
            node.arg("--demo");
        }
        // It ends when its input does, which is when this process ends, however it ends.
        let mut process = node
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the backend could not be started")?;
        let output = process.stdout.take().context("the backend has no output")?;
        let mut backend = Self { process, lines: BufReader::new(output).lines() };
        while let Some(line) = backend.next_line() {
            if line.starts_with("backend: ready") {
                return Ok(backend);
            }
        }
        bail!("the backend did not start; see above")
    }

    /// Hands its words on until it ends, which it does when it is told to.
    pub(crate) fn wait(mut self) -> Result<()> {
        while self.next_line().is_some() {}
        let status = self.process.wait().context("the backend cannot be watched")?;
        if status.success() { Ok(()) } else { bail!("the backend has ended ({status})") }
    }

    fn next_line(&mut self) -> Option<String> {
        let line = self.lines.next()?.ok()?;
        println!("{line}");
        Some(line)
    }
}

/// What the page tells the app: where to sync, and as whom.
pub(crate) fn preset(options: &Options) -> String {
    serde_json::json!({
        "server": format!("http://127.0.0.1:{}", options.backend_port),
        "database": DATABASE, "user": USER, "password": USER,
    })
    .to_string()
}

fn script(name: &str) -> PathBuf {
    workspace::root().join("xtask/src/backend").join(name)
}
