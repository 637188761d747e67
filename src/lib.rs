//! Visage: contacts and conversations, faces first, whole in the browser.
//!
//! ```text
//! ui      →  state  →  io  →  domain
//! components  signals,    browser,     plain Rust:
//! and pages   commands    IndexedDB    rules, no I/O
//! ```
//! The same words name the same things in every layer: `domain::contact`, `ui::contact`; `domain::picture`,
//! `io::picture`, `ui::picture`. `main.rs` mounts [`ui::Visage`], which calls [`state::start`]; everything begins there.
//!
//! # Invariants
//! 1. `domain` does no I/O and knows no time of its own: `now` and new ids come in as parameters.
//! 2. IndexedDB is the truth; memory is a cache of it. A change is shown as saved only after its transaction completed.
//! 3. Every change, local edit, remote batch or other tab, reaches the screen by one function:
//!    `state::book::Book::refresh`.
//! 4. A document and its sync mark are written in one transaction, and so are what a server showed and how far it was
//!    read. What the journal has for a document counts as stored:
//!    whoever reads the document applies it, and whoever writes it closes it for that document in the same transaction.
//! 5. What wins and how to merge is decided in `domain`, and carried out in `io`.
//! 6. Nothing panics on user data, remote data or a full disk; start-up never depends on storage being there.
//!
//! # Where to look
//! | for | look in |
//! |---|---|
//! | what a contact is, and what may be typed into it | `domain::contact`, `domain::contact::draft` |
//! | emails and phones, and numbers in their international form | `domain::contact::email`, `domain::contact::phone` |
//! | fields that a workspace defines itself, and its settings | `domain::custom_field`, `domain::workspace` |
//! | what contacts follow when a choice, a type or a person is renamed | `domain::rename`, stored by `state::workspace::rename` |
//! | who else has an email or a phone | `domain::contacts::same`, shown by `ui::kit::known` |
//! | changes of the settings and custom fields, with Undo | `state::workspace::edit` |
//! | templates for messages, and what is put in for their placeholders | `domain::template`, `domain::template::fill`; changed by `state::templates` |
//! | messages, conversations, what the list shows of one, how messages are laid out | `domain::conversation` |
//! | tabs, filters and orders of the inbox | `domain::inbox`, kept up by `state::conversations` |
//! | summaries of conversations, made anew when a message changes | `io::db::conversations`, `io::db::indexed` |
//! | an open conversation, of which some hundred messages are held | `state::conversations::talk`, shown by `ui::conversations::messages` |
//! | writing, drafts, files, sending and taking back | `state::conversations::{composer, send, files}`; for gateways, `docs/gateway.md` |
//! | notifications, the sound and the number in the title | `state::notify`, carried out by `io::notify` |
//! | notes, tasks, what happened to a contact, and links in texts | `domain::{note, task, event, activity, links}` |
//! | search and order of the list | `domain::search`, `domain::contacts` |
//! | filters: fields, operators, their text form, which contacts match | `domain::filter`; its columns in `domain::columns` |
//! | orders of a list, and what a list shows in the end | `domain::sort`, `domain::contacts::select` |
//! | merging contacts, what is kept of it, and its Undo | `domain::merge`, stored by `state::merge`, shown by `ui::merge` |
//! | contacts that may be the same | `domain::duplicates`, looked for by `state::duplicates` |
//! | Smart Lists | `domain::smart_list` |
//! | why a picture is refused, and the sentence for it | `domain::picture::inspect`, `domain::picture::refusal` |
//! | whose picture a file is by its name | `domain::picture::named` |
//! | many pictures at once: read, looked over, set, undone | `state::pictures`, shown by `ui::import::pictures`; folders: `io::folder` |
//! | documents, version vector, fields that survive an edit | `domain::doc`; for readers outside, `docs/data.md` |
//! | sync: version vectors, the merge of copies, values that gave way, and what a round reads, stores and sends | `domain::replication` |
//! | which database a device is in sync with | `domain::connection`, typed in `ui::settings::sync` |
//! | rounds with a server, listening, backing off, who of several tabs does it | `io::sync`, told to the screen by `state::sync` |
//! | the calls of CouchDB, and what its answers mean | `io::couch`; every request ends in time by `io::http` |
//! | the database | `io::db`, what sync needs of it in `io::db::sync`, and its shape in `io::db::schema` |
//! | changes of many at once, and how they are saved before each document has them | `domain::bulk`, `domain::journal`, `state::bulk` |
//! | the clock and new ids | `io::clock`, the only place that has them |
//! | commands, from the screen to the store | `state::book`, `state::commands` |
//! | tables of other programs and for them: bytes, rows, cells that nothing runs | `domain::csv`; what is in an export: `domain::export` |
//! | exports: who hands over, who writes, and the dialog | `state::export`, `state::work::writing`, `ui::export` |
//! | backups: their form, and the way out and back | `domain::backup`, `state::backup`, `state::work::restoring`, `ui::settings::backup` |
//! | jobs of the second thread, and what is said about them | `state::work::job`, and on the page's side `state::work::hand` |
//! | cards (vCard 2.1 to 4.0), with pictures | `domain::vcard` |
//! | what an import makes of a row or a card, and what a column is probably for | `domain::import`, `domain::import::guess` |
//! | an import: read in the second thread, stored in portions, undone as a whole | `state::work::reading`, `state::import`, `ui::import`; what is kept of it: `domain::import::record` |
//! | the second thread, and how files are handed to it | `io::worker`, `public/worker.js` |
//! | the other sentences that people read when something fails | `state::error` |
//! | what is downloaded later, and how a part of the program becomes such | `state::chunk`, `ui::later` |
//! | addresses of pages | `ui::routes` |
//! | keys | `ui::shortcuts` for every page, `ui::contacts::row_keys` for the rows, their table in `ui::key_table` |
//! | the commands (Ctrl or Cmd with K) | `ui::commands`: what is found in `entry`, what can be done in `action` |
//! | what is marked in the rows by a search | `domain::search::marks`, painted by `ui::contacts::marks` |
//! | controls that every page uses | `ui::kit` |
//! | build, cutting the program apart, server, headers, size budget | the package `xtask` |
//!
//! # The way of a picture
//! A file is dropped on a contact's face:
//! 1. `ui::picture::drop` takes it from the event and hands it to `state::stage::Stage::take`.
//!    That fetches the rest of the pipeline, `state::stage::work`, with the first picture.
//! 2. `io::picture::inspect` reads the first 64 KB, and more only for a longer header.
//! 3. `domain::picture::inspect` says what it is by its content, or why it is refused, and whether it ends too early.
//!    Nothing is decoded before that. A refusal's sentence is shown, and the contact keeps the picture it had.
//! 4. `io::picture::decode` has the browser decode it, upright and off the main thread.
//! 5. `ui::picture::position` shows the dialog; which square is chosen is computed by `domain::picture::crop`. A square
//!    picture within 512 × 512 skips the dialog.
//! 6. `io::picture::render` draws the square and its thumbnail, encodes both anew, and names them by SHA-256.
//! 7. `state::book::Book::set_picture` writes contact, mark and picture in one transaction (`io::db::Db::commit`).
//! 8. `Book::refresh` puts the contact as it is stored into memory; only its own faces are drawn again, by
//!    `ui::kit::avatar` from the addresses that `state::faces` keeps.
//!
//! Click, paste and camera enter at step 1; the sample's faces at step 2. Many at once go through the steps 2 to 6 one
//! after the other, with the square that the dialog starts from, and are stored by `state::pictures`, many in one
//! transaction.
//!
//! # Parts that come later
//! The first download has what the Contacts page shows; the other pages, the form, pictures and the sample are chunks,
//! fetched when the browser is idle or when somebody wants them. To make a further component one: an entry with
//! `chunk! { fn page() -> Draw as contact { || view! { <Page/> }.into_any() } }`, which names its chunk (a new name makes
//! a new file), a `static PAGE: Later<Draw>` over it, and `later::page(&PAGE)` (or `later::later`, for what is no page)
//! where the component stood. Whatever else of the program names the component keeps it in the first download.
//! `cargo xtask test` prints what each part weighs. A command becomes part of a chunk in the same way: see
//! `state::commands`.
//!
//! # Tests
//! `cargo xtask test` runs all of them, `unit`, `server`, `browser` or `e2e` after it one part.
//! - `tests/layers.rs`: the import rule above and the size of files.
//! - `tests/domain`, `tests/picture`, `tests/crop`: the rules, natively; many one-line cases for a `check`, and laws by
//!   proptest. Larger picture collections are used where `VISAGE_CORPORA` names their folder.
//! - `tests/replication`: the merge of copies and its laws, and three devices with a server in memory under every fault.
//! - `tests/import`: CSV, vCard, backups, and what an import makes of them.
//! - `tests/server`: a CouchDB-compatible server in memory, a proxy that makes it as strict as Apache CouchDB, and an
//!   example gateway (`docs/gateway.md`), in Node. `node tests/server/server.mjs` starts the server.
//! - `tests/browser.rs`: one contract for the store on disk and in memory, in headless Chromium.
//! - `tests/e2e`: the release build under its production headers, by role and name only, with real reloads and files.
//!
//! # Measuring
//! `cargo xtask bench start` and `bench list` measure the release build and hold it to its bars; what the figures mean
//! is in `docs/performance.md`. The size budget is part of every test run. Measure before and after a change to
//! `domain::contacts`, `domain::search`, the rows of the list, or the dependencies.

pub mod domain;
pub mod io;
pub mod state;
pub mod ui;
