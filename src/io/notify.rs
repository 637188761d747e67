//! How the browser calls for attention: notifications of the system, a short sound, and the title of the page. Where it
//! has one of them not, that one does nothing.

use js_sys::{Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AudioContext, NotificationOptions, NotificationPermission, Url};

use super::clock;
use super::picture::Blob;

/// How long the address of a face is kept, in milliseconds: systems read it as they show the notification.
const ICON_STAYS: u32 = 60_000;
/// The two tones of the sound, in hertz, and when each begins, in seconds.
const TONES: [(f32, f64); 2] = [(659.25, 0.0), (880.0, 0.12)];
/// How long a tone fades, in seconds.
const FADE: f64 = 0.4;
/// How loud it is at most: a quarter of what a voice would be.
const LOUDNESS: f32 = 0.08;
/// When the sound is over, in milliseconds.
const SOUNDED: u32 = 1_000;

/// Whether notifications may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    /// The browser has none.
    Missing,
    /// Nobody was asked yet, or no answer was given.
    Undecided,
    /// They may.
    Granted,
    /// They may not, and asking again does nothing.
    Denied,
}

impl Permission {
    /// Whether they may be shown.
    #[must_use]
    pub const fn is_granted(self) -> bool {
        matches!(self, Self::Granted)
    }

    /// Whether the browser has none.
    #[must_use]
    pub const fn is_missing(self) -> bool {
        matches!(self, Self::Missing)
    }
}

/// What a notification shows.
#[derive(Debug, Clone)]
pub struct Notification {
    /// Its first line.
    pub title: String,
    /// What stands under it.
    pub text: String,
    /// The picture beside it.
    pub icon: Option<Blob>,
    /// What it is about: a later notification about the same takes its place.
    pub tag: String,
}

/// Whether notifications may be shown, as far as is known without asking.
#[must_use]
pub fn permission() -> Permission {
    let has = |window: &web_sys::Window| Reflect::has(window, &JsValue::from_str("Notification"));
    if web_sys::window().is_none_or(|window| has(&window) != Ok(true)) {
        return Permission::Missing;
    }
    match web_sys::Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Denied => Permission::Denied,
        _ => Permission::Undecided,
    }
}

/// Has the browser ask whether they may be shown; only ever to be called when somebody has pressed something for it.
pub async fn ask() -> Permission {
    if permission() == Permission::Undecided
        && let Ok(answer) = web_sys::Notification::request_permission()
    {
        // What was answered is read from the permission; an answer that cannot be had leaves it as it was.
        let _ = JsFuture::from(Promise::resolve(&answer)).await;
    }
    permission()
}

/// Shows a notification. When it is pressed the window comes to the front, then `on_press` is called. Says whether the
/// browser took it: on phones some do not, though they are allowed to.
pub fn show(notification: Notification, on_press: impl FnOnce() + 'static) -> bool {
    if permission() != Permission::Granted {
        return false;
    }
    let Notification { title, text, icon, tag } = notification;
    let options = NotificationOptions::new();
    options.set_body(&text);
    if !tag.is_empty() {
        options.set_tag(&tag);
        // Without this a notification that takes the place of another one does so in silence. Not every browser knows
        // it, and a plain object takes it.
        let _ = Reflect::set(&options, &JsValue::from_str("renotify"), &JsValue::TRUE);
    }
    let icon = icon.and_then(|icon| icon.url());
    if let Some(icon) = &icon {
        options.set_icon(icon);
    }
    let shown = web_sys::Notification::new_with_options(&title, &options);
    if let Some(icon) = icon {
        spawn_local(async move {
            clock::sleep(ICON_STAYS).await;
            let _ = Url::revoke_object_url(&icon);
        });
    }
    let Ok(shown) = shown else { return false };
    let own = shown.clone();
    let pressed = Closure::once_into_js(move || {
        if let Some(window) = web_sys::window() {
            let _ = window.focus();
        }
        own.close();
        on_press();
    });
    shown.set_onclick(Some(pressed.unchecked_ref()));
    true
}

/// Whether nobody looks at the page: it is hidden, or another window has the focus.
#[must_use]
pub fn is_away() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.hidden() || document.has_focus() == Ok(false))
}

/// Makes a short, soft sound. Before anybody has pressed something on the page browsers allow none.
pub fn chime() {
    if !was_touched() {
        return;
    }
    // Without a sound nothing is lost.
    if let Ok(context) = AudioContext::new() {
        let _ = sound(&context);
        spawn_local(async move {
            clock::sleep(SOUNDED).await;
            let _ = context.close();
        });
    }
}

fn sound(context: &AudioContext) -> Result<(), JsValue> {
    let now = context.current_time();
    for (tone, after) in TONES {
        let (oscillator, gain) = (context.create_oscillator()?, context.create_gain()?);
        oscillator.frequency().set_value(tone);
        let begins = now + after;
        let loudness = gain.gain();
        loudness.set_value_at_time(0.0, now)?;
        loudness.set_value_at_time(0.0, begins)?;
        loudness.linear_ramp_to_value_at_time(LOUDNESS, begins + 0.02)?;
        loudness.exponential_ramp_to_value_at_time(0.000_1, begins + FADE)?;
        oscillator.connect_with_audio_node(&gain)?;
        gain.connect_with_audio_node(&context.destination())?;
        oscillator.start_with_when(begins)?;
        oscillator.stop_with_when(begins + FADE)?;
    }
    Ok(())
}

/// Whether somebody has pressed something on this page; a browser that does not say may try.
fn was_touched() -> bool {
    let Some(window) = web_sys::window() else { return false };
    let read = |from: &JsValue, key: &str| Reflect::get(from, &JsValue::from_str(key));
    let activation = read(&window.navigator(), "userActivation");
    let touched = activation.and_then(|activation| read(&activation, "hasBeenActive"));
    touched.ok().and_then(|touched| touched.as_bool()).unwrap_or(true)
}

/// Gives the page another title, made of the one that it has.
pub fn retitle(title: impl FnOnce(&str) -> String) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let before = document.title();
    let after = title(&before);
    if after != before {
        document.set_title(&after);
    }
}
