//! What people type as a server and a database, and how it is kept.

use proptest::prelude::*;
use visage::domain::connection::{Connection, ConnectionError, SignIn};

/// What is typed as the server with the database `team`, and the address of the server that comes of it.
fn check(typed: &str, expect: &str) {
    check_both(typed, "team", expect);
}

fn check_both(typed: &str, database: &str, expect: &str) {
    let connection =
        Connection::typed(typed, database).map_err(|error| format!("{typed}: {error}"));
    let expect = Connection {
        server: expect.to_owned(),
        database: database.trim().to_owned(),
        ..Connection::default()
    };
    assert_eq!(connection, Ok(expect), "{typed}");
}

fn check_refused(typed: &str, database: &str, expect: ConnectionError) {
    assert_eq!(Connection::typed(typed, database), Err(expect), "{typed:?} {database:?}");
}

#[test]
fn an_address_is_taken_with_and_without_a_scheme() {
    check("https://couch.example.com", "https://couch.example.com");
    check("couch.example.com", "https://couch.example.com");
    check("couch.example.com:6984", "https://couch.example.com:6984");
    check("192.168.1.20", "https://192.168.1.20");
    check("  https://couch.example.com\n", "https://couch.example.com");
    check("bücher.example", "https://bücher.example");
    check("team", "https://team");
    for typed in ["https://", "https:", "https:///", "https:/x.com", "//x.com", "://x.com"] {
        check_refused(typed, "team", ConnectionError::Server);
    }
    for typed in ["ftp://x.com", "javascript:alert(1)", "javascript://x.com", "https://https://x"] {
        check_refused(typed, "team", ConnectionError::Server);
    }
    for typed in ["", "  ", "/", " // "] {
        check_refused(typed, "team", ConnectionError::NoServer);
    }
}

#[test]
fn one_server_comes_to_one_address_however_it_is_spelled() {
    check("HTTPS://couch.example.com", "https://couch.example.com");
    check("Https://Couch.Example.COM/Path", "https://couch.example.com/Path");
    check("https://couch.example.com/", "https://couch.example.com");
    check("https://couch.example.com///", "https://couch.example.com");
    check("https://couch.example.com:443", "https://couch.example.com");
    check("https://couch.example.com:80", "https://couch.example.com:80");
    check("https://couch.example.com:06984", "https://couch.example.com:6984");
    check("http://localhost:80", "http://localhost");
    check("localhost:443", "http://localhost:443");
}

#[test]
fn an_address_that_ends_with_the_name_of_the_database_is_taken_apart() {
    check("https://x.com/couch", "https://x.com/couch");
    check("https://x.com/team", "https://x.com");
    check("x.com/team/", "https://x.com");
    check("x.com//team//", "https://x.com");
    check("https://x.com/couch/team", "https://x.com/couch");
    check("https://x.com/team/team", "https://x.com/team");
    check("https://x.com/ateam", "https://x.com/ateam");
    check("https://x.com/team/couch", "https://x.com/team/couch");
    check("https://team", "https://team");
    check("https://x.team", "https://x.team");
    check_both("https://x.com/a/b", "a/b", "https://x.com");
    check_both("https://x.com/a%2Fb", "a/b", "https://x.com");
    check_both("https://x.com/y/a%2fb%2Bc%24", "a/b+c$", "https://x.com/y");
}

#[test]
fn http_is_for_this_machine_only() {
    check("http://localhost:5984", "http://localhost:5984");
    check("HTTP://LOCALHOST:5984/team", "http://localhost:5984");
    check("localhost:5984", "http://localhost:5984");
    check("127.0.0.1:5984", "http://127.0.0.1:5984");
    check("localhost", "http://localhost");
    check("https://localhost:6984", "https://localhost:6984");
    // What only looks like this machine is reached over https.
    check("localhost.example.com", "https://localhost.example.com");
    check("127.0.0.1.example.com", "https://127.0.0.1.example.com");
    for typed in [
        "http://couch.example.com",
        "http://192.168.1.20:5984",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://example.com/localhost",
        "http://[::1]:5984",
    ] {
        check_refused(typed, "team", ConnectionError::Plain);
    }
}

#[test]
fn user_names_and_passwords_are_no_part_of_an_address() {
    for typed in [
        "https://ada:secret@x.com",
        "ada:secret@x.com",
        "https://ada@x.com",
        "http://localhost@x.com",
        "http://localhost:5984@x.com",
        "https://x.com/ada@home",
    ] {
        check_refused(typed, "team", ConnectionError::Server);
    }
}

#[test]
fn an_address_of_ip_version_6_stands_in_brackets() {
    check("https://[2001:db8::1]", "https://[2001:db8::1]");
    check("[2001:DB8:0:0::1]:6984/team", "https://[2001:db8::1]:6984");
    check("https://[2001:db8::1]:443/couch/", "https://[2001:db8::1]/couch");
    check("[::1]", "https://[::1]");
    for typed in ["::1", "2001:db8::1", "[::1", "::1]", "[x]", "[]", "[::1]6984", "[fe80::1%25en0]"]
    {
        check_refused(typed, "team", ConnectionError::Server);
    }
}

#[test]
fn what_is_no_address_is_refused() {
    for typed in [
        "my server",
        "https://x .com",
        "https://x.com/a b",
        "https://x.com?y=1",
        "https://x.com/_utils/#login",
        "https:\\\\x.com",
        "http://localhost\\@x.com",
        "https://x.com\u{0}",
        "https://x%2Fy.com",
        "https://x.com|y",
        "<x.com>",
        "x.com:",
        "x.com:port",
        "x.com:+443",
        "x.com:65536",
        "x.com:1:2",
        ":5984",
    ] {
        check_refused(typed, "team", ConnectionError::Server);
    }
}

#[test]
fn a_database_is_named_as_couchdb_takes_it() {
    let check_name = |name: &str| check_both("https://x.com", name, "https://x.com");
    for name in ["a", "team", " team ", "team-2_x$(y)+z/w", "a1", &"a".repeat(238)] {
        check_name(name);
    }
    for name in [
        "",
        " ",
        "Team",
        "1team",
        "_users",
        "-a",
        "/team",
        "te am",
        "team?",
        "team.old",
        "teám",
        "..",
        &"a".repeat(239),
    ] {
        check_refused("https://x.com", name, ConnectionError::Database);
    }
}

#[test]
fn a_connection_is_kept_as_json() {
    let typed = Connection::typed("x.com", "team").unwrap();
    let kept = Connection {
        user: "Ada \"the first\" \u{1f600}".to_owned(),
        sign_in: SignIn::Session,
        keeps_pictures: true,
        ..typed.clone()
    };
    assert_eq!(Connection::from_json(&kept.to_json()), Some(kept.clone()));
    assert!(kept.is_same_database(&typed));
    assert!(!kept.is_same_database(&Connection { database: "teams".to_owned(), ..typed.clone() }));
    // What an older version kept, or whoever runs the site has set, may leave out the rest.
    let least = r#"{"server":"https://x.com","database":"team","more":1}"#;
    assert_eq!(Connection::from_json(least), Some(typed));
    for text in
        ["", "null", "[]", "7", r#"{"server":"https://x.com"}"#, r#"{"server":7,"database":""}"#]
    {
        assert_eq!(Connection::from_json(text), None, "{text}");
    }
}

/// Texts made of what addresses are made of.
fn hostile() -> impl Strategy<Value = String> {
    let parts = proptest::sample::select(vec![
        "https",
        "HTTP",
        "http",
        "://",
        ":",
        "/",
        "//",
        "localhost",
        "127.0.0.1",
        "x.com",
        "team",
        "[::1]",
        "[",
        "]",
        "@",
        "%2F",
        "%",
        "5984",
        "443",
        " ",
        "\u{0}",
        "\u{202e}",
        "é",
        "..",
        "?",
        "#",
        "\\",
        "İ",
        "+",
    ]);
    let made = proptest::collection::vec(parts, 0..8).prop_map(|parts| parts.concat());
    prop_oneof![made, any::<String>()]
}

proptest! {
    #[test]
    fn whatever_is_typed_comes_to_a_safe_address_or_none(server in hostile(), database in "team|\\PC{0,4}|[a-z][a-z0-9/+$]{0,4}") {
        let Ok(connection) = Connection::typed(&server, &database) else { return Ok(()) };
        let address = &connection.server;
        let is_here = ["http://localhost", "http://127.0.0.1"].into_iter().any(|here| {
            address.strip_prefix(here).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
        });
        prop_assert!(is_here || address.starts_with("https://"), "{}", address);
        prop_assert!(!address.ends_with('/') && !address.contains(['@', '?', '#', '\\', ' ']), "{}", address);
        prop_assert_eq!(Connection::from_json(&connection.to_json()), Some(connection.clone()));
        // The address of the database itself leads to the same.
        for name in [database.trim().to_owned(), database.trim().replace('/', "%2F").replace('+', "%2B")] {
            let again = Connection::typed(&format!("{address}/{name}/"), &database);
            prop_assert_eq!(again.as_ref(), Ok(&connection));
        }
    }

    #[test]
    fn whatever_is_kept_is_read_or_not(json in hostile()) {
        let _ = Connection::from_json(&json);
    }
}
