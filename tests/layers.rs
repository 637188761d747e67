//! Keeps the house rules that the compiler does not know: which layer may name what, where the clock and the drivers
//! are, and how long a file may be. Reads the sources as text.

#![expect(
    clippy::unwrap_used,
    reason = "a test may panic; the exemption for tests does not reach their helpers"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// The longest source file, in lines.
const MAX_LINES: usize = 300;

/// What a layer must not name, and the files that are the exception.
struct Rule {
    /// Path prefix of the files that it holds for.
    within: &'static str,
    /// What must not be named there.
    forbidden: &'static [&'static str],
    /// The files that may.
    except: &'static [&'static str],
}

const RULES: &[Rule] = &[
    Rule {
        within: "src/domain",
        forbidden: &[
            "leptos",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo",
            "reqwasm",
            "indexed_db_futures",
            "crate::io",
            "crate::state",
            "crate::ui",
            "SystemTime",
            "Instant",
            "rand::",
            "new_v4",
        ],
        except: &[],
    },
    Rule { within: "src/io", forbidden: &["leptos", "crate::state", "crate::ui"], except: &[] },
    Rule { within: "src/io", forbidden: &["reqwasm"], except: &["src/io/http.rs"] },
    Rule { within: "src/io", forbidden: &["indexed_db_futures"], except: &["src/io/db"] },
    Rule {
        within: "src/io",
        forbidden: &["Date::now", "performance()", "new_v4", "Math::random"],
        except: &["src/io/clock.rs"],
    },
    Rule {
        within: "src/state",
        forbidden: &["reqwasm", "indexed_db_futures", "crate::ui", "view!"],
        except: &[],
    },
    Rule {
        within: "src/ui",
        forbidden: &["crate::io", "reqwasm", "indexed_db_futures"],
        except: &[],
    },
    Rule {
        within: "src",
        forbidden: &["inner_html", "Function::new", "js_sys::eval", "eval("],
        except: &[],
    },
];

#[test]
fn layers_import_in_one_direction() {
    let offences: Vec<String> = sources().iter().flat_map(offences).collect();
    assert!(offences.is_empty(), "\n{}", offences.join("\n"));
}

#[test]
fn no_file_is_longer_than_it_can_be_read() {
    let long = sources().into_iter().filter(|source| source.text.lines().count() > MAX_LINES);
    let long: Vec<String> = long
        .map(|source| {
            format!("{}:{}: over {MAX_LINES} lines", source.path, source.text.lines().count())
        })
        .collect();
    assert!(long.is_empty(), "\n{}", long.join("\n"));
}

#[test]
fn a_forbidden_import_is_found() {
    let text = "use leptos::prelude::*;\n// leptos in a comment\n".to_owned();
    let source = Source { path: "src/domain/contact.rs".to_owned(), text };
    assert_eq!(offences(&source).len(), 1);
    let source =
        Source { path: "src/io/http.rs".to_owned(), text: "use reqwasm::http;".to_owned() };
    assert!(offences(&source).is_empty());
}

struct Source {
    path: String,
    text: String,
}

fn offences(source: &Source) -> Vec<String> {
    let applies = |rule: &&Rule| {
        source.path.starts_with(rule.within)
            && !rule.except.iter().any(|file| source.path.starts_with(file))
    };
    let rules: Vec<&Rule> = RULES.iter().filter(applies).collect();
    let mut found = Vec::new();
    for (number, line) in (1..).zip(source.text.lines()) {
        let code = line.split("//").next().unwrap_or_default();
        for name in rules.iter().flat_map(|rule| rule.forbidden) {
            if code.contains(name) {
                found.push(format!("{}:{number}: `{name}` does not belong here", source.path));
            }
        }
    }
    found
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src")];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if entry.extension().is_some_and(|extension| extension == "rs") {
                found.push(read(root, &entry));
            }
        }
    }
    found
}

fn read(root: &Path, file: &PathBuf) -> Source {
    let path = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    Source { path, text: fs::read_to_string(file).unwrap() }
}
