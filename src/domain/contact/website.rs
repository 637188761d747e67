//! Websites of contacts: a text that becomes a link, so nothing but addresses of the web may get there.

use super::email::is_host;
use crate::domain::search::fold::is_unseen;

/// The address in a text, beginning with `https://` or `http://`; `https` where nothing was typed before the host. None
/// for other schemes such as `javascript:`, for names and passwords before the host, and for what is no host.
#[must_use]
pub fn website(text: &str) -> Option<String> {
    let (scheme, rest) = match text.split_once("//") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http:") => ("http://", rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https:") => ("https://", rest),
        Some(("", rest)) => ("https://", rest),
        _ => ("https://", text),
    };
    let is_named = rest.len() < text.len();
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let (host, port) = match authority.split_once(':') {
        Some((host, port)) => (host, Some(port)),
        None => (authority, None),
    };
    let is_port = |port: &str| (1..=5).contains(&port.len()) && port.parse::<u16>().is_ok();
    // Without a scheme one word is a word, and one with a colon behind it a scheme.
    let is_site = (is_named || host.contains('.')) && is_host(&host.replace('_', "-"));
    let is_plain = |letter: char| {
        !letter.is_whitespace()
            && !letter.is_control()
            && !is_unseen(letter)
            && !matches!(letter, '"' | '<' | '>' | '\\' | '`')
    };
    let is_address = is_site && port.is_none_or(is_port) && path.chars().all(is_plain);
    is_address.then(|| format!("{scheme}{rest}"))
}
