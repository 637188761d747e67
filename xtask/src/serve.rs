//! A small static server for the release build: the production headers, precompressed files,
//! the page for routes of the app, and 404 for a missing file. Tests and measurements use the same one.

use crate::{
    Options,
    backend::{self, Backend},
    dist,
    headers::{self, cache_control, media_type},
    http::{Request, Response, listen},
    page, preset,
    process::{command, run},
    setup, workspace,
};
use anyhow::{Context, Result, bail};
use std::{collections::BTreeMap, fs, net::TcpListener, path::PathBuf, thread};

/// Builds unless told not to, and serves until interrupted.
pub(crate) fn release(options: &Options) -> Result<()> {
    if options.backend {
        return beside_backend(options);
    }
    let address = start(options, options.port)?;
    println!("serve: {address}");
    loop {
        thread::park();
    }
}

/// The same with a backend, which the page tells the app about.
fn beside_backend(options: &Options) -> Result<()> {
    if !options.no_build {
        dist::build(&options.mount)?;
    }
    let mut site = Site::new(options)?;
    site.instead = preset::files(&site.root, &backend::preset(options))?;
    let (address, port) = site.open(options.port)?;
    let backend = Backend::start(options, port)?;
    println!("serve: {address}");
    backend.wait()
}

/// Trunk's own server: debug build, reload at every change.
pub(crate) fn dev(options: &Options) -> Result<()> {
    let tools = setup::build_tools()?;
    println!(
        "serve: debug build with live reload at http://127.0.0.1:{}{}",
        options.port, options.mount
    );
    let mut trunk = command("trunk", &tools)?;
    trunk.args(["serve", "--skip-version-check", "--address", "127.0.0.1", "--port"]);
    trunk.env("VISAGE_MOUNT", options.mount.trim_end_matches('/'));
    trunk.arg(options.port.to_string()).args(["--public-url", &options.mount, "--dist"]);
    run(trunk.arg(workspace::target().join("dev")))
}

/// Builds unless told not to, and serves in the background; port 0 takes a free one. The address.
pub(crate) fn start(options: &Options, port: u16) -> Result<String> {
    if !options.no_build {
        dist::build(&options.mount)?;
    }
    start_built(options, port)
}

/// Serves `dist/` as it is, in the background.
pub(crate) fn start_built(options: &Options, port: u16) -> Result<String> {
    Ok(Site::new(options)?.open(port)?.0)
}

struct Site {
    root: PathBuf,
    mount: String,
    /// Contents that stand in the place of files.
    instead: BTreeMap<String, Vec<u8>>,
}

/// What a request path means.
#[derive(Debug, PartialEq)]
enum Target {
    File(String),
    Missing,
    /// The mount point without its slash.
    Elsewhere,
}

impl Site {
    fn new(options: &Options) -> Result<Self> {
        let root = workspace::dist();
        if !root.join("index.html").is_file() {
            bail!("there is no dist/ to serve: run `cargo xtask build`, or leave out --no-build");
        }
        Ok(Self { root, mount: options.mount.clone(), instead: BTreeMap::new() })
    }

    /// Serves it in the background: its address and port.
    fn open(self, port: u16) -> Result<(String, u16)> {
        let listener = TcpListener::bind(("127.0.0.1", port))
            .with_context(|| format!("port {port} cannot be used: choose another, `--port N`"))?;
        let port = listener.local_addr()?.port();
        let address = format!("http://127.0.0.1:{port}{}", self.mount);
        listen(listener, move |request| self.answer(request));
        Ok((address, port))
    }

    fn answer(&self, request: &Request) -> Response {
        let mut response = match request.method.as_str() {
            "GET" | "HEAD" => match self.target(&request.url) {
                Target::File(path) => self.file(request, &path),
                Target::Missing => words(404, "There is no such file."),
                Target::Elsewhere => with(words(308, ""), "Location", self.mount.clone()),
            },
            _ => {
                with(words(405, "Only GET and HEAD are answered."), "Allow", "GET, HEAD".to_owned())
            }
        };
        response.headers.extend(headers::security());
        response
    }

    fn target(&self, url: &str) -> Target {
        let path = url.split(['?', '#']).next().unwrap_or(url);
        let Some(path) = path.strip_prefix(&self.mount) else {
            let slashed = format!("{path}/") == self.mount;
            return if slashed { Target::Elsewhere } else { Target::Missing };
        };
        let odd = path.contains(['\\', ':']) || path.split('/').any(|part| part == "..");
        if !odd && self.root.join(path).is_file() && !path.starts_with('_') {
            return Target::File(path.to_owned());
        }
        // A route of the app has no file ending; a missing file must never be answered with the page.
        let last = path.rsplit('/').next().unwrap_or(path);
        if odd || last.contains('.') {
            Target::Missing
        } else {
            Target::File("index.html".to_owned())
        }
    }

    fn file(&self, request: &Request, path: &str) -> Response {
        let (encoding, body) = match self.contents(path, request.header("accept-encoding")) {
            Ok(found) => found,
            Err(error) => return words(500, &error.to_string()),
        };
        let tag = format!("\"{}\"", page::short_hash(&body));
        let is_unchanged = request.header("if-none-match") == tag;
        let mut headers = vec![
            ("Cache-Control", cache_control(path).to_owned()),
            ("Content-Type", media_type(path).to_owned()),
            ("ETag", tag),
            ("Vary", "Accept-Encoding".to_owned()),
        ];
        if is_unchanged {
            return Response { status: 304, headers, body: Vec::new() };
        }
        headers.extend(encoding.map(|encoding| ("Content-Encoding", encoding.to_owned())));
        Response { status: 200, headers, body }
    }

    fn contents(
        &self,
        path: &str,
        accepted: &str,
    ) -> std::io::Result<(Option<&'static str>, Vec<u8>)> {
        if let Some(contents) = self.instead.get(path) {
            return Ok((None, contents.clone()));
        }
        for (encoding, suffix) in [("br", ".br"), ("gzip", ".gz")] {
            let compressed = self.root.join(format!("{path}{suffix}"));
            if accepts(accepted, encoding) && compressed.is_file() {
                return Ok((Some(encoding), fs::read(compressed)?));
            }
        }
        Ok((None, fs::read(self.root.join(path))?))
    }
}

fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        parts.next() == Some(encoding) && parts.next() != Some("q=0")
    })
}

fn words(status: u16, text: &str) -> Response {
    let headers = vec![("Content-Type", "text/plain; charset=utf-8".to_owned())];
    Response { status, headers, body: text.as_bytes().to_vec() }
}

fn with(mut response: Response, name: &'static str, value: String) -> Response {
    response.headers.push((name, value));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(mount: &str) -> Site {
        Site { root: workspace::root(), mount: mount.to_owned(), instead: BTreeMap::new() }
    }

    #[test]
    fn routes_get_the_page_and_missing_files_do_not() {
        let page = Target::File("index.html".to_owned());
        assert_eq!(site("/").target("/"), page);
        assert_eq!(site("/").target("/contacts/42?tab=notes"), page);
        assert_eq!(site("/").target("/Trunk.toml"), Target::File("Trunk.toml".to_owned()));
        assert_eq!(site("/").target("/visage-0.js"), Target::Missing);
        assert_eq!(site("/").target("/../Cargo.toml"), Target::Missing);
        assert_eq!(site("/").target("/xtask/../../secret"), Target::Missing);
    }

    #[test]
    fn another_mount_point_is_kept_apart() {
        assert_eq!(site("/x/").target("/x/contacts"), Target::File("index.html".to_owned()));
        assert_eq!(site("/x/").target("/x"), Target::Elsewhere);
        assert_eq!(site("/x/").target("/contacts"), Target::Missing);
    }

    #[test]
    fn an_encoding_is_used_only_where_it_is_accepted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=1.0", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("", "gzip"));
    }
}
