//! The journal: changes of many contacts that are saved at once, and written into the documents one by one later.
//!
//! A change is cut into parts, each of which is written into its documents in one transaction, after those before it. Until
//! then whoever reads one of the documents applies the part to what was read, and whoever changes one applies it first
//! and leaves the document out of the part: so a change is never lost, never made twice, and never made over a later one.

use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::bulk::{Action, Step};
use super::contact::Contact;
use super::id::ContactId;
use super::time::Timestamp;

/// The most contacts in a part: few enough that an edit hardly waits while a part is written.
pub const PART: usize = 500;

/// The version of both texts. A later version that means something else by them has another number.
const VERSION: u8 = 1;

/// What is done to some contacts, the same to all of them, or each taken back. It never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    version: u8,
    at: Timestamp,
    /// Ascending.
    ids: Vec<ContactId>,
    deed: Deed,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Deed {
    Do(Action),
    /// Takes back what was done at a time; a step for each of the ids.
    Undo {
        of: Timestamp,
        steps: Vec<Step>,
    },
}

impl Part {
    /// An action on contacts, in ascending order, at a time.
    #[must_use]
    pub const fn change(ids: Vec<ContactId>, action: Action, at: Timestamp) -> Self {
        Self { version: VERSION, at, ids, deed: Deed::Do(action) }
    }

    /// Takes back what was done to contacts, in ascending order, at the time `of`.
    #[must_use]
    pub fn undo(done: &[(ContactId, Step)], of: Timestamp, at: Timestamp) -> Self {
        let (ids, steps) = done.iter().cloned().unzip();
        Self { version: VERSION, at, ids, deed: Deed::Undo { of, steps } }
    }

    /// The part in a text; none in a damaged one, and in one of another version.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let part: Self = read(text)?;
        let has_steps = match &part.deed {
            Deed::Do(_) => true,
            Deed::Undo { steps, .. } => steps.len() == part.ids.len(),
        };
        (part.version == VERSION && has_steps && part.ids.is_sorted()).then_some(part)
    }

    /// The text that keeps it.
    #[must_use]
    pub fn write(&self) -> String {
        write(self)
    }

    /// Whose change it is, in ascending order.
    #[must_use]
    pub fn ids(&self) -> &[ContactId] {
        &self.ids
    }

    /// Changes a contact if it is one of the part's, and says whether that made a difference.
    pub fn apply(&self, contact: &mut Contact) -> bool {
        let Some(place) = self.place(contact.id) else { return false };
        match &self.deed {
            Deed::Do(action) => action.apply(contact, self.at).is_some(),
            Deed::Undo { of, steps } => {
                steps.get(place).is_some_and(|step| step.undo(contact, *of, self.at))
            }
        }
    }

    fn place(&self, id: ContactId) -> Option<usize> {
        // Most parts have neither it nor its neighbours.
        let (first, last) = (self.ids.first()?, self.ids.last()?);
        if id < *first || *last < id { None } else { self.ids.binary_search(&id).ok() }
    }
}

/// What is saved and still to be written into documents, for whoever reads or writes some of them. What reads journals is
/// no part of the first download; by this those who meet one do without knowing it.
pub trait Pending {
    /// Makes a contact as it was read what it is.
    fn settle(&self, contact: &mut Contact);
    /// Leaves a contact out, whose document is written as it is, and says whether it was in.
    fn leave_out(&mut self, id: ContactId) -> bool;
    /// The text that keeps it, without its parts; none when nothing is left to be written.
    fn write(&self) -> Option<String>;
}

/// Which parts are still to be written into their documents, in the order in which they were done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    version: u8,
    open: Vec<Open>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Open {
    name: String,
    /// Contacts whose documents have it already.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    except: Vec<ContactId>,
    /// None until it was read, and for one that cannot be.
    #[serde(skip)]
    part: Option<Rc<Part>>,
}

impl Default for Journal {
    fn default() -> Self {
        Self { version: VERSION, open: Vec::new() }
    }
}

impl Journal {
    /// The journal in a text; none in a damaged one, and in one of another version.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        read(text).filter(|journal: &Self| journal.version == VERSION)
    }

    /// The names of its parts.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.open.iter().map(|open| &*open.name)
    }

    /// Takes its parts over; one that is not among them is left as it is.
    pub fn take(&mut self, part: impl Fn(&str) -> Option<Rc<Part>>) {
        for open in &mut self.open {
            open.part = part(&open.name);
        }
    }

    /// Adds a part behind the others.
    pub fn push(&mut self, name: String, part: Rc<Part>) {
        self.open.push(Open { name, except: Vec::new(), part: Some(part) });
    }

    /// The first part that can be read, with its name and the contacts whose documents do not have it.
    #[must_use]
    pub fn first(&self) -> Option<(String, Rc<Part>, Vec<ContactId>)> {
        let (open, part) = self.open.iter().find_map(|open| Some((open, open.part.as_ref()?)))?;
        let is_left = |id: &&ContactId| !open.except.contains(id);
        let left = part.ids.iter().filter(is_left).copied().collect();
        Some((open.name.clone(), Rc::clone(part), left))
    }

    /// Takes a part out, whose documents have it.
    pub fn close(&mut self, name: &str) {
        self.open.retain(|open| open.name != name);
    }

    /// Takes parts out that shall not be done after all, from the last one back to one that some document has, and says
    /// how many of them stay.
    pub fn cut(&mut self, names: &[String]) -> usize {
        let is_untouched = |name: &String| {
            self.open.iter().any(|open| open.name == *name && open.except.is_empty())
        };
        let stay = names.len() - names.iter().rev().take_while(|name| is_untouched(name)).count();
        let cut = names.get(stay..).unwrap_or_default();
        self.open.retain(|open| !cut.contains(&open.name));
        stay
    }
}

impl Pending for Journal {
    fn settle(&self, contact: &mut Contact) {
        for open in &self.open {
            if let Some(part) = open.of(contact.id) {
                part.apply(contact);
            }
        }
    }

    fn leave_out(&mut self, id: ContactId) -> bool {
        let mut was_in = false;
        for open in &mut self.open {
            if open.of(id).is_some() {
                open.except.push(id);
                was_in = true;
            }
        }
        was_in
    }

    fn write(&self) -> Option<String> {
        let is_open = !self.open.is_empty();
        is_open.then(|| write(self))
    }
}

impl Open {
    /// The part, if it is still to be written into the document of this contact.
    fn of(&self, id: ContactId) -> Option<&Part> {
        let part = self.part.as_deref()?;
        part.place(id)?;
        (!self.except.contains(&id)).then_some(part)
    }
}

fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}

fn write(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("there is nothing in it that JSON cannot hold")
}
