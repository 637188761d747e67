//! Whose picture a file is, by its name: the id, an email, a phone or the full name of a contact, its words in any order.
//! Case and accents do not matter, nor which of the usual marks stands between words, nor what cameras, browsers and
//! people put around a name: counters, “copy”, “profile photo”. What is left over must be the whole of it: a picture is
//! better given to nobody than to the wrong person.

mod keys;

use std::collections::HashMap;

use self::keys::{of_contact, of_file};
use crate::domain::contact::Contact;
use crate::domain::contact::phone::numbering::Country;
use crate::domain::id::ContactId;
use crate::domain::search::fold::fold;

/// How names of picture files end.
const EXTENSIONS: [&str; 15] = [
    ".jpg", ".jpeg", ".png", ".jpe", ".jfif", ".heic", ".heif", ".webp", ".gif", ".bmp", ".tif",
    ".tiff", ".svg", ".avif", ".apng",
];

/// What a contact was found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Its id, or that of a contact that was merged into it.
    Id,
    /// One of its emails.
    Email,
    /// One of its phones.
    Phone,
    /// Its full name; of a company without a person, that of the company.
    Name,
}

/// Whose picture a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// No contact is called so.
    Nobody,
    /// One contact.
    One(ContactId, By),
    /// Contacts that are called the same.
    Several(Vec<ContactId>),
    /// A contact that another file fits as well or better.
    Taken(ContactId),
}

/// What is looked up: a spelling in the form in which case, accents and marks are gone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key(By, String);

/// The names of files, ready to meet contacts: each contact is looked at once, however many files there are.
#[derive(Debug)]
pub struct Names {
    /// The files that have a key, and its rank among the keys of the file; the least fits best.
    wanted: HashMap<Key, Vec<(usize, usize)>>,
    best: Vec<Best>,
}

/// Who fits a file best so far.
#[derive(Debug, Clone, Default)]
struct Best {
    fit: Option<(usize, By)>,
    contacts: Vec<ContactId>,
}

impl Names {
    /// The names of files; `home` is the country that phone numbers without `+` are dialled in.
    #[must_use]
    pub fn new<'a>(files: impl IntoIterator<Item = &'a str>, home: Option<Country>) -> Self {
        let mut wanted: HashMap<Key, Vec<(usize, usize)>> = HashMap::new();
        let mut count = 0;
        for (file, name) in files.into_iter().enumerate() {
            count = file + 1;
            for (rank, key) in of_file(name, home) {
                wanted.entry(key).or_default().push((file, rank));
            }
        }
        Self { wanted, best: vec![Best::default(); count] }
    }

    /// Takes a contact into account, if lists show it.
    pub fn meet(&mut self, contact: &Contact) {
        if !contact.is_listed() {
            return;
        }
        let Self { wanted, best } = self;
        of_contact(contact, &mut |key| {
            for (file, rank) in wanted.get(&key).into_iter().flatten() {
                let Some(best) = best.get_mut(*file) else { continue };
                let is_better = best.fit.is_none_or(|(known, _)| *rank < known);
                if is_better {
                    *best = Best { fit: Some((*rank, key.0)), contacts: vec![contact.id] };
                } else if best.fit.is_some_and(|(known, _)| known == *rank)
                    && !best.contacts.contains(&contact.id)
                {
                    best.contacts.push(contact.id);
                }
            }
        });
    }

    /// Whose picture each file is, in the order of the files. A contact gets one: of several files that which fits
    /// best, of those the first.
    #[must_use]
    pub fn found(self) -> Vec<Found> {
        let mut owner: HashMap<ContactId, (By, usize, usize)> = HashMap::new();
        for (file, best) in self.best.iter().enumerate() {
            if let (Some((rank, by)), [id]) = (best.fit, best.contacts.as_slice()) {
                let held = owner.entry(*id).or_insert((by, rank, file));
                *held = (*held).min((by, rank, file));
            }
        }
        let found = |(file, best): (usize, Best)| match (best.fit, best.contacts.as_slice()) {
            (Some((_, by)), [id]) => {
                let is_owner = owner.get(id).is_some_and(|(.., held)| *held == file);
                if is_owner { Found::One(*id, by) } else { Found::Taken(*id) }
            }
            (Some(_), [_, _, ..]) => Found::Several(best.contacts),
            _ => Found::Nobody,
        };
        self.best.into_iter().enumerate().map(found).collect()
    }
}

/// Whether a file may be a picture, as far as can be told without reading it: by the media type that the browser gives
/// it, or by its name where the browser knows no type.
#[must_use]
pub fn is_picture(name: &str, media_type: &str) -> bool {
    let name = fold(name);
    media_type.starts_with("image/")
        || media_type.is_empty() && EXTENSIONS.iter().any(|end| name.ends_with(end))
}

/// Whether a file or a folder on the way to it is none that people put there.
#[must_use]
pub fn is_hidden(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part == "__MACOSX")
}
