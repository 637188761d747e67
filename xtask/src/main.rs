//! `cargo xtask`: builds, serves, tests and measures Visage.
//! Each command installs the tools it needs into a per-user cache; nothing global is changed.

mod backend;
mod bench;
mod browser;
mod budget;
mod compress;
mod dist;
mod headers;
mod http;
mod page;
mod precache;
mod preset;
mod process;
mod serve;
mod setup;
mod split;
mod test;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  setup                        install the tools that the other commands use
  build [--public-url /x/] [--sync-server URL [--sync-database NAME]]
                               release build in dist/, ready for any static host (also: dist);
                               with a server, the app offers to sync with it
  serve [--port N] [--no-build] [--public-url /x/]
                               release build at http://127.0.0.1:8080 with production headers
  serve --backend [--demo] [--backend-port N]
                               the same, beside a CouchDB-compatible server in memory at
                               http://127.0.0.1:5984 to which the app is connected;
                               --demo adds a gateway that delivers and answers messages
  serve --dev [--port N]       debug build with live reload
  backend init URL [--database NAME]… [--member NAME]…
                               sets up a CouchDB: database, who may use it, rules (--help: more)
  test [unit|server|contract|browser|e2e] [--no-build] [-- ARGS]
                               everything, or one part; ARGS go to Playwright or Node's test runner
  test contract --url URL      what the app asks of a server, at a CouchDB of yours
  bench [NAME]                  run tests/bench/NAME.mjs on the release build
  shots                        run tests/e2e/shots.mjs on the release build
";

/// What the command line asks for.
pub(crate) struct Options {
    /// Words that are not options: the command's own arguments.
    pub(crate) words: Vec<String>,
    /// Port to serve on.
    pub(crate) port: u16,
    /// Path below which the app is mounted; begins and ends with a slash.
    pub(crate) mount: String,
    /// Debug build with live reload.
    pub(crate) dev: bool,
    /// A backend beside the app.
    pub(crate) backend: bool,
    /// A gateway beside the backend.
    pub(crate) demo: bool,
    /// Port of the backend.
    pub(crate) backend_port: u16,
    /// The server that the app is built for, if any, and its database.
    pub(crate) sync_server: Option<String>,
    pub(crate) sync_database: String,
    /// The server that the contract is checked at, in place of the test server.
    pub(crate) url: Option<String>,
    /// Use the `dist/` that is there.
    pub(crate) no_build: bool,
    /// What stands after `--`.
    pub(crate) rest: Vec<String>,
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let done = if command == "backend" {
        // Its script reads its options by itself.
        backend::main(&arguments.collect::<Vec<_>>())
    } else {
        parse(arguments).and_then(|options| run(&command, &options))
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, options: &Options) -> Result<()> {
    match command {
        "setup" => setup::everything(),
        "build" | "dist" => build(options),
        "serve" if options.dev && options.backend => {
            bail!("--backend goes with the release build: leave out --dev")
        }
        "serve" if options.dev => serve::dev(options),
        "serve" => serve::release(options),
        "test" => test::run(options),
        "bench" => bench::run(options),
        "shots" => bench::shots(options),
        "" | "help" | "-h" | "--help" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}

fn build(options: &Options) -> Result<()> {
    dist::build(&options.mount)?;
    if let Some(server) = &options.sync_server {
        let json = serde_json::json!({ "server": server, "database": options.sync_database });
        preset::write(&workspace::dist(), &json.to_string())?;
    }
    Ok(())
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options> {
    let mut options = Options {
        words: Vec::new(),
        port: 8080,
        mount: "/".to_owned(),
        dev: false,
        backend: false,
        demo: false,
        backend_port: 5984,
        sync_server: None,
        sync_database: "team".to_owned(),
        url: None,
        no_build: false,
        rest: Vec::new(),
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--dev" => options.dev = true,
            "--no-build" => options.no_build = true,
            "--backend" => options.backend = true,
            "--demo" => options.demo = true,
            "--port" => options.port = port(&argument, arguments.next())?,
            "--backend-port" => options.backend_port = port(&argument, arguments.next())?,
            "--url" => match arguments.next() {
                Some(url) => options.url = Some(url),
                None => bail!("--url needs the address of a server"),
            },
            "--sync-server" => options.sync_server = Some(server(arguments.next())?),
            "--sync-database" => match arguments.next() {
                Some(name) => options.sync_database = name,
                None => bail!("--sync-database needs a name, such as `--sync-database team`"),
            },
            "--public-url" => options.mount = mount(&arguments.next().unwrap_or_default())?,
            "--" => options.rest.extend(arguments.by_ref()),
            flag if flag.starts_with('-') => {
                bail!("there is no option `{flag}`; `cargo xtask help` lists them")
            }
            _ => options.words.push(argument),
        }
    }
    Ok(options)
}

fn port(option: &str, value: Option<String>) -> Result<u16> {
    match value.and_then(|port| port.parse().ok()) {
        Some(port) => Ok(port),
        None => bail!("{option} needs a number up to 65535, such as `{option} 8081`"),
    }
}

/// Checks a server's address, which everybody will read in the page.
fn server(address: Option<String>) -> Result<String> {
    let address = address.unwrap_or_default();
    let is_address = address.starts_with("https://") || address.starts_with("http://");
    if !is_address || address.contains(['@', '?', '#']) {
        bail!(
            "--sync-server needs an address without a password, such as `--sync-server https://couch.example.org`"
        );
    }
    Ok(address.trim_end_matches('/').to_owned())
}

/// Checks a mount point and gives it its trailing slash.
fn mount(path: &str) -> Result<String> {
    if !path.starts_with('/') || path.contains(['?', '#', ' ', '"', '\'', '\\']) {
        bail!("--public-url needs a path that begins with a slash, such as `--public-url /crm/`");
    }
    Ok(if path.ends_with('/') { path.to_owned() } else { format!("{path}/") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mount_point_gets_its_trailing_slash() {
        assert_eq!(mount("/crm").unwrap(), "/crm/");
        assert_eq!(mount("/").unwrap(), "/");
        assert!(mount("crm/").is_err());
        assert!(mount("").is_err());
    }

    #[test]
    fn what_stands_after_two_dashes_is_passed_on() {
        let words = ["e2e", "--no-build", "--", "--grep", "smoke"].map(str::to_owned);
        let options = parse(words.into_iter()).unwrap();
        assert_eq!(options.words, ["e2e"]);
        assert!(options.no_build);
        assert_eq!(options.rest, ["--grep", "smoke"]);
    }
}
