//! What is typed into the form for a new contact, and the contact that it makes.

use leptos::prelude::*;

use super::lines::Lines;
use crate::domain::contact::Contact;
use crate::domain::contact::dnd::DndChannel;
use crate::domain::contact::draft::{Field, tags};
use crate::domain::custom_field::CustomField;
use crate::domain::id::ContactId;
use crate::domain::workspace::form::FormEntry;
use crate::state::App;
use crate::state::error::{AppError, missing};
use crate::state::locale::now;
use crate::state::stage::Stage;

/// What a box of the form is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// A field that every workspace has.
    Own(Field),
    /// A custom field.
    Custom(CustomField),
    /// Who follows the contact.
    Followers,
    /// On which channels the contact does not want to hear from the team; what is chosen is [`Form::dnd`].
    Dnd,
}

/// A box of the form; emails and phones have their lines instead.
#[derive(Debug, Clone)]
pub struct Slot {
    /// Its key in a layout.
    key: String,
    /// What it is for.
    pub what: What,
    /// Whether a new contact needs it.
    pub required: bool,
    /// What is typed.
    pub value: RwSignal<String>,
    /// What is wrong with it.
    pub error: RwSignal<Option<String>>,
}

/// The whole form.
#[derive(Clone, Copy)]
pub struct Form {
    /// What it shows, as the workspace has laid it out.
    pub shown: StoredValue<Vec<Slot>>,
    /// What stands below, under **More fields**.
    pub more: StoredValue<Vec<Slot>>,
    /// The emails.
    pub emails: Lines,
    /// The phones.
    pub phones: Lines,
    /// On which channels the contact does not want to hear from the team.
    pub dnd: RwSignal<Vec<DndChannel>>,
    /// Whether the rest is to be seen.
    pub is_open: RwSignal<bool>,
    /// Where the picture is on its way.
    pub stage: Stage,
    /// Whether it is being saved.
    pub is_saving: RwSignal<bool>,
    /// Why the last save did nothing, where no box is to blame.
    pub refused: RwSignal<Option<String>>,
    /// Whom the last save has added.
    pub added: RwSignal<Option<String>>,
}

impl Slot {
    fn of(entry: &FormEntry<'_>, required: bool) -> Self {
        let what = match entry {
            FormEntry::Own(field) => What::Own(*field),
            FormEntry::Custom(field) => What::Custom((*field).clone()),
            FormEntry::Followers => What::Followers,
            FormEntry::Dnd => What::Dnd,
        };
        Self {
            key: entry.key(),
            what,
            required,
            value: RwSignal::default(),
            error: RwSignal::default(),
        }
    }
}

impl Form {
    /// The form as the workspace has laid it out now.
    pub fn new(app: App) -> Self {
        let (shown, more) = app.workspace.fields().with_untracked(|fields| slots(app, fields));
        Self {
            shown: StoredValue::new(shown),
            more: StoredValue::new(more),
            emails: Lines::default(),
            phones: Lines::default(),
            dnd: RwSignal::default(),
            is_open: RwSignal::new(false),
            stage: Stage::default(),
            is_saving: RwSignal::new(false),
            refused: RwSignal::new(None),
            added: RwSignal::new(None),
        }
    }

    /// Whether anything would be lost, beside what is typed into `except`.
    pub fn is_touched(self, except: Option<RwSignal<String>>) -> bool {
        let has_text = |slot: &Slot| slot.value.with_untracked(|text| !text.trim().is_empty());
        self.any(has_text)
            || self.emails.is_touched(except)
            || self.phones.is_touched(except)
            || self.dnd.with_untracked(|dnd| !dnd.is_empty())
            || untrack(|| self.stage.ready()).is_some()
    }

    /// Empties it, for the next contact.
    pub fn clear(self) {
        self.any(|slot| {
            slot.value.set(String::new());
            slot.error.set(None);
            false
        });
        self.emails.clear();
        self.phones.clear();
        self.dnd.set(Vec::new());
        self.refused.set(None);
        self.stage.clear();
    }

    /// The contact that is typed; none where something cannot be kept or is missing, which is then said beside its box.
    pub fn contact(self, app: App) -> Option<Contact> {
        let mut contact = Contact::new(ContactId::from_random(0), now());
        let home = app.workspace.home();
        let mut is_fine = self.emails.put_emails(&mut contact);
        is_fine &= self.phones.put_phones(&mut contact, home);
        self.any(|slot| {
            let refusal = slot.value.with_untracked(|typed| put(&slot.what, &mut contact, typed));
            is_fine &= refusal.is_ok();
            slot.error.set(refusal.err().map(|error| error.sentence()));
            false
        });
        for channel in self.dnd.get_untracked() {
            contact.set_dnd(channel, true);
        }
        let is_complete = self.miss(app, &contact);
        (is_fine && is_complete).then_some(contact)
    }

    /// Says beside each box that is required and empty that it is; whether there is none.
    fn miss(self, app: App, contact: &Contact) -> bool {
        app.workspace.fields().with_untracked(|fields| {
            app.workspace.settings().with_untracked(|settings| {
                let missed = settings.missing(contact, fields);
                for entry in &missed {
                    self.complain(&entry.key(), missing(entry.label()));
                }
                missed.is_empty()
            })
        })
    }

    fn complain(self, key: &str, sentence: String) {
        match key {
            _ if key == Field::Email.key() => self.emails.complain(sentence),
            _ if key == Field::Phone.key() => self.phones.complain(sentence),
            _ => drop(self.any(|slot| {
                let is_it = slot.key == key;
                if is_it && slot.error.with_untracked(Option::is_none) {
                    slot.error.set(Some(sentence.clone()));
                }
                is_it
            })),
        }
    }

    /// Whether something below **More fields** is wrong, which must be seen.
    pub fn is_more_wrong(self) -> bool {
        let is_wrong = |slot: &Slot| slot.error.with_untracked(Option::is_some);
        self.more.with_value(|more| more.iter().any(is_wrong))
    }

    fn any(self, mut is_it: impl FnMut(&Slot) -> bool) -> bool {
        self.shown.with_value(|slots| slots.iter().any(&mut is_it))
            || self.more.with_value(|slots| slots.iter().any(&mut is_it))
    }
}

/// What the form shows, and the rest.
fn slots(app: App, fields: &[CustomField]) -> (Vec<Slot>, Vec<Slot>) {
    let laid_out = app.workspace.settings().with_untracked(|settings| {
        let form = settings.form(fields).into_iter();
        form.map(|(entry, required)| Slot::of(&entry, required)).collect::<Vec<_>>()
    });
    let all = FormEntry::all(fields).map(|entry| Slot::of(&entry, false));
    let is_left = |slot: &Slot| laid_out.iter().all(|shown| shown.what != slot.what);
    let rest = all.filter(is_left).collect();
    (laid_out, rest)
}

/// Puts what is typed into a box into the contact.
fn put(what: &What, contact: &mut Contact, typed: &str) -> Result<(), AppError> {
    match what {
        What::Own(Field::Email | Field::Phone) | What::Dnd => Ok(()),
        What::Own(field) => Ok(field.write(contact, typed)?),
        What::Custom(field) => Ok(field.write(contact, typed)?),
        What::Followers => Ok(tags(typed).iter().try_for_each(|who| contact.follow(who))?),
    }
}
