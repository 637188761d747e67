//! One tab of a browser syncs, and another takes over when it is gone. A lock of the browser's says which; where there
//! are none, a note that is renewed. Two at once would do no harm: each write is told apart from what it follows on.

use std::cell::RefCell;
use std::rc::Rc;

use futures_channel::oneshot;
use futures_util::future::{Either, select};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::io::{clock, local};

/// The name of the lock.
const LOCK: &str = "visage sync";
/// How long a note is good without being renewed, in milliseconds: with two looks more, less than the ten seconds within
/// which another tab takes over.
const LEASE: i64 = 6_000;
/// How often it is renewed, or looked at, in milliseconds.
const LOOK: u32 = 2_000;

/// The lead of one tab, which ends when it is dropped.
pub struct Lead(#[expect(dead_code, reason = "it is kept to be dropped")] Kind);

enum Kind {
    Locked(#[expect(dead_code, reason = "as above")] Release),
    Noted(#[expect(dead_code, reason = "as above")] Rc<Note>),
}

/// Waits until this tab has the lead.
pub async fn take() -> Lead {
    match lock().await {
        Some(release) => Lead(Kind::Locked(release)),
        None => Lead(Kind::Noted(note().await)),
    }
}

/// Settles the promise that the browser keeps the lock for.
struct Release(js_sys::Function);

impl Drop for Release {
    fn drop(&mut self) {
        // It was made to be called, and takes anything.
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// The lock; none where the browser has none, or keeps them from this page.
async fn lock() -> Option<Release> {
    let navigator = web_sys::window()?.navigator();
    let locks = js_sys::Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = js_sys::Reflect::get(&locks, &"request".into()).ok()?;
    let request: js_sys::Function = request.dyn_into().ok()?;
    let (granted, grant) = oneshot::channel();
    let granted = RefCell::new(Some(granted));
    let hold = Closure::<dyn FnMut(JsValue) -> js_sys::Promise>::new(move |_: JsValue| {
        js_sys::Promise::new(&mut |release, _| {
            if let Some(granted) = granted.borrow_mut().take() {
                // Nobody waits any more where the tab has disconnected: the lock goes with the value.
                drop(granted.send(Release(release)));
            }
        })
    });
    // The browser calls it once, and perhaps when nobody waits any more.
    let asked = request.call2(&locks, &LOCK.into(), &hold.into_js_value()).ok()?;
    let asked = wasm_bindgen_futures::JsFuture::from(asked.dyn_into::<js_sys::Promise>().ok()?);
    // In a frame without storage the request fails at once; otherwise it lasts as long as the lead.
    match select(grant, asked).await {
        Either::Left((granted, _)) => granted.ok(),
        Either::Right(_) => None,
    }
}

/// A note that says which tab leads.
struct Note(String);

impl Drop for Note {
    fn drop(&mut self) {
        if read().is_some_and(|(tab, _)| tab == self.0) {
            local::set(local::LEAD, None);
        }
    }
}

async fn note() -> Rc<Note> {
    let tab = format!("{:016x}", clock::random());
    loop {
        let is_free = read().is_none_or(|(own, until)| own == tab || until < clock::now().millis());
        if is_free {
            write(&tab);
            // Another tab may have found it free in the same moment: the later note counts.
            clock::sleep(50).await;
            if read().is_none_or(|(own, _)| own == tab) {
                break;
            }
        }
        clock::sleep(LOOK).await;
    }
    let note = Rc::new(Note(tab));
    let kept = Rc::downgrade(&note);
    wasm_bindgen_futures::spawn_local(async move {
        while let Some(note) = kept.upgrade() {
            write(&note.0);
            drop(note);
            clock::sleep(LOOK).await;
        }
    });
    note
}

fn read() -> Option<(String, i64)> {
    let text = local::get(local::LEAD)?;
    let (tab, until) = text.split_once(' ')?;
    Some((tab.to_owned(), until.parse().ok()?))
}

fn write(tab: &str) {
    local::set(local::LEAD, Some(&format!("{tab} {}", clock::now().millis() + LEASE)));
}
