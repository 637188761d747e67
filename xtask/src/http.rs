//! Just enough HTTP/1.1 to serve files to a browser: GET and HEAD, connections that stay open, a thread for each.
//! A pool of threads is not enough: a browser holds six connections open for each page, and one that waits for a free
//! thread waits until another page is closed.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// The longest request head that is read, in bytes.
const MAX_HEAD: usize = 32 * 1024;

/// What a browser asks for.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// Path and query as sent.
    pub(crate) url: String,
    /// Names in lower case.
    headers: Vec<(String, String)>,
}

impl Request {
    /// The value of a header, by its name in lower case; empty when absent.
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }
}

/// What it gets.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Vec<u8>,
}

/// Answers every connection, each in its own thread, until the process ends.
pub(crate) fn listen(
    listener: TcpListener,
    answer: impl Fn(&Request) -> Response + Send + Sync + 'static,
) {
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = Arc::clone(&answer);
            // A browser that goes away ends its connection, and is no error of the server.
            thread::spawn(move || drop(converse(stream, &*answer)));
        }
    });
}

fn converse(stream: TcpStream, answer: &dyn Fn(&Request) -> Response) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    while let Some(request) = read(&mut reader)? {
        let response = answer(&request);
        let mut head = format!("HTTP/1.1 {} \r\n", response.status);
        for (name, value) in &response.headers {
            // Writing to a string does not fail.
            let _ = write!(head, "{name}: {value}\r\n");
        }
        let _ = write!(head, "Content-Length: {}\r\n\r\n", response.body.len());
        let mut bytes = head.into_bytes();
        if request.method != "HEAD" {
            bytes.extend(response.body);
        }
        stream.write_all(&bytes)?;
    }
    Ok(())
}

/// The next request; none when the browser has closed the connection or speaks something else.
fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let mut request = Request::default();
    let mut length = 0;
    loop {
        let mut line = String::new();
        length += reader.read_line(&mut line)?;
        if line.is_empty() || length > MAX_HEAD {
            return Ok(None);
        }
        let line = line.trim_end();
        if line.is_empty() {
            return Ok((!request.method.is_empty()).then_some(request));
        }
        if request.method.is_empty() {
            let mut parts = line.split(' ').map(str::to_owned);
            request.method = parts.next().unwrap_or_default();
            request.url = parts.next().unwrap_or_default();
        } else if let Some((name, value)) = line.split_once(':') {
            request.headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_and_the_next_one_after_it() {
        let mut sent =
            "GET /a?b HTTP/1.1\r\nAccept-Encoding:  br \r\n\r\nHEAD / HTTP/1.1\r\n\r\n".as_bytes();
        let first = read(&mut sent).unwrap().unwrap();
        assert_eq!((first.method.as_str(), first.url.as_str()), ("GET", "/a?b"));
        assert_eq!(first.header("accept-encoding"), "br");
        assert_eq!(read(&mut sent).unwrap().unwrap().method, "HEAD");
        assert_eq!(read(&mut sent).unwrap(), None);
    }

    #[test]
    fn an_endless_head_is_not_read_to_its_end() {
        let sent = format!("GET / HTTP/1.1\r\n{}", "x: y\r\n".repeat(MAX_HEAD));
        assert_eq!(read(&mut sent.as_bytes()).unwrap(), None);
    }
}
