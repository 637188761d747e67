//! Notifications against a browser's `Notification` that says what it was given, since a browser without a screen shows
//! none; and that nothing fails where there is none.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::{Array, Function, Reflect};
use visage::domain::picture::Format;
use visage::io::notify::{self, Notification, Permission};
use visage::io::picture::Blob;
use visage::state::notify::set_badge;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// A class that keeps what it was made with in `made`, and is allowed or not by its first answer.
const CLASS: &str = "
    const made = [];
    const Notification = class {
        static permission = 'default';
        static requestPermission = async () => { Notification.permission = answer; return answer; };
        constructor(title, options) {
            if (!allowed) throw new TypeError('Illegal constructor');
            made.push(this);
            Object.assign(this, { title, options, closed: false });
        }
        close() { this.closed = true; }
    };
    globalThis.Notification = Notification;
    return made;
";

fn browser(answer: &str, allowed: bool) -> Array {
    let class = Function::new_with_args("answer, allowed", CLASS);
    class.call2(&JsValue::NULL, &answer.into(), &allowed.into()).unwrap().into()
}

fn message(icon: Option<Blob>) -> Notification {
    Notification { title: "Amara".into(), text: "<b>Hi</b>".into(), icon, tag: "1".into() }
}

fn read(from: &JsValue, key: &str) -> JsValue {
    Reflect::get(from, &key.into()).unwrap()
}

// One test, since there is one `Notification` in the page.
#[wasm_bindgen_test]
async fn notifications_are_shown_where_they_may_be() {
    let made = browser("granted", true);
    assert_eq!(notify::permission(), Permission::Undecided);
    assert!(!notify::show(message(None), || {}));
    assert_eq!(made.length(), 0);
    assert_eq!(notify::ask().await, Permission::Granted);

    let pressed = Rc::new(Cell::new(0));
    let press = pressed.clone();
    let face = Blob::from_bytes(&[1, 2, 3], Format::Png).unwrap();
    assert!(notify::show(message(Some(face)), move || press.set(press.get() + 1)));
    let shown = made.get(0);
    assert_eq!(read(&shown, "title"), "Amara");
    let options = read(&shown, "options");
    assert_eq!(read(&options, "body"), "<b>Hi</b>");
    assert_eq!(read(&options, "tag"), "1");
    assert_eq!(read(&options, "renotify"), true);
    assert!(read(&options, "icon").as_string().unwrap().starts_with("blob:"));
    let onclick: Function = read(&shown, "onclick").into();
    onclick.call0(&shown).unwrap();
    assert_eq!((pressed.get(), read(&shown, "closed")), (1, JsValue::TRUE));
    assert!(notify::show(message(None), || {}));
    assert!(read(&read(&made.get(1), "options"), "icon").is_undefined());

    browser("denied", true);
    assert_eq!(notify::ask().await, Permission::Denied);
    assert!(!notify::show(message(None), || {}));

    // As on phones, which want them from a service worker.
    browser("granted", false);
    notify::ask().await;
    assert!(!notify::show(message(None), || {}));

    Reflect::delete_property(&js_sys::global(), &"Notification".into()).unwrap();
    assert_eq!(notify::ask().await, Permission::Missing);
    assert!(!notify::show(message(None), || {}));
}

#[wasm_bindgen_test]
fn a_sound_is_made_or_not_and_nothing_fails() {
    notify::chime();
    let context = read(&js_sys::global(), "AudioContext");
    Reflect::delete_property(&js_sys::global(), &"AudioContext".into()).unwrap();
    notify::chime();
    Reflect::set(&js_sys::global(), &"AudioContext".into(), &context).unwrap();
    let _ = notify::is_away();
}

#[wasm_bindgen_test]
fn the_title_has_the_number() {
    let title = || web_sys::window().unwrap().document().unwrap().title();
    let before = title();
    set_badge(2);
    set_badge(3);
    assert_eq!(title(), format!("(3) {before}").trim());
    set_badge(0);
    assert_eq!(title(), before);
}
