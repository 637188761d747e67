//! Calling for attention when something new is there: by notifications, a sound and a number in the title, each as far as
//! whoever uses this browser wants it and the browser allows it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::App;
use crate::domain::id::{ContactId, Digest};
use crate::domain::picture::Size;
use crate::io::notify::{self, Notification, Permission};
use crate::io::picture::Blob;

/// The most of a message that a notification shows, in characters: systems cut it sooner.
const MOST: usize = 300;
/// The highest number in the title.
const HIGHEST: usize = 99;

impl App {
    /// Tells of a new message, unless somebody looks at the page: by a notification with the contact's name and face, one
    /// for each contact, and by a sound. `on_press` is what pressing it does, after the window came to the front.
    pub fn tell(self, contact: ContactId, name: String, text: &str, on_press: Callback<()>) {
        if !notify::is_away() {
            return;
        }
        if self.settings.sounds().get_untracked() {
            notify::chime();
        }
        let is_wanted = self.settings.notifies().get_untracked();
        if !is_wanted || permission() != Permission::Granted {
            return;
        }
        let text: String = text.chars().take(MOST).collect();
        let digest = self.book.contacts().with_untracked(|contacts| {
            let picture = contacts.get(contact).and_then(|contact| contact.picture.as_ref());
            picture.map(|picture| picture.digest)
        });
        spawn_local(async move {
            let icon = match digest {
                Some(digest) => self.thumbnail(digest).await,
                None => None,
            };
            let notification = Notification { title: name, text, icon, tag: contact.to_string() };
            // Whoever wanted to hear of it may be gone by then.
            notify::show(notification, move || {
                on_press.try_run(());
            });
        });
    }

    /// The small picture with this digest; none where it cannot be read.
    async fn thumbnail(self, digest: Digest) -> Option<Blob> {
        let read = self.book.db().await.pictures(&[digest], Size::Thumb).await;
        read.ok()?.pop().flatten()
    }
}

/// Whether the browser lets the page show notifications, as far as is known without asking.
#[must_use]
pub fn permission() -> Permission {
    notify::permission()
}

/// Has the browser ask; only ever to be called when somebody has pressed something for it.
pub async fn ask() -> Permission {
    notify::ask().await
}

/// Makes the sound of a new message.
pub fn chime() {
    notify::chime();
}

/// Why no notifications are shown though somebody wants them, and what to do; none where they are.
#[must_use]
pub const fn obstacle(permission: Permission) -> Option<&'static str> {
    match permission {
        Permission::Granted => None,
        Permission::Missing => Some(
            "This browser shows no notifications. Use another browser for them, or keep an eye on the number in the title of the page.",
        ),
        Permission::Undecided => Some(
            "The browser has not been allowed to show notifications. Turn this on again, and choose Allow when it asks.",
        ),
        Permission::Denied => Some(
            "The browser blocks notifications of this site. Allow them in its settings for this site, beside the address, then turn this on again.",
        ),
    }
}

/// Puts a number before the title of the page, or takes it away with 0.
pub fn set_badge(count: usize) {
    notify::retitle(|title| badged(title, count));
}

/// A title with this number before it, and without the one that it had.
#[must_use]
pub fn badged(title: &str, count: usize) -> String {
    let is_number = |text: &str| {
        let digits = text.strip_suffix('+').unwrap_or(text);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    // The browser takes away a space at the end.
    let plain = title.strip_prefix('(').and_then(|title| title.split_once(')')).and_then(
        |(number, plain)| {
            let plain = if plain.is_empty() { Some(plain) } else { plain.strip_prefix(' ') };
            plain.filter(|_| is_number(number))
        },
    );
    let plain = plain.unwrap_or(title);
    match count {
        0 => plain.to_owned(),
        1..=HIGHEST => format!("({count}) {plain}"),
        _ => format!("({HIGHEST}+) {plain}"),
    }
}
