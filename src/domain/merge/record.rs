//! What a merge did, in a document `merge:<uuid>`: the contacts as they were and the survivor as it became, by which it
//! is undone field by field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{MergeError, Plan};
use crate::domain::contact::Contact;
use crate::domain::contact::carry::carry;
use crate::domain::contact::email::Email;
use crate::domain::contact::phone::Phone;
use crate::domain::doc;
use crate::domain::id::ContactId;
use crate::domain::id::merge::MergeId;
use crate::domain::time::{DAY, Timestamp};

/// For how long a merge can be undone, in days.
pub const KEPT_DAYS: i64 = 60;

/// The names of the document fields that [`Merge`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &["at", "by", "survivor", "contacts", "merged", "left", "undone_at"];

/// What found no room in the survivor.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Left {
    /// Emails above the eleventh.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub emails: Vec<Email>,
    /// Phones above the eleventh.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Phone>,
}

impl Left {
    /// Whether everything found room.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.emails.is_empty() && self.phones.is_empty()
    }
}

/// What a merge did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip, default = "nothing")]
    pub id: MergeId,
    /// When it was done.
    pub at: Timestamp,
    /// Who did it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    /// Who stayed.
    pub survivor: ContactId,
    /// All of them as they were, the survivor among them.
    pub contacts: BTreeMap<ContactId, Contact>,
    /// The survivor as it became.
    pub merged: Contact,
    /// What found no room.
    #[serde(default, skip_serializing_if = "Left::is_empty")]
    pub left: Left,
    /// When it was undone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone_at: Option<Timestamp>,
}

impl Merge {
    /// What merging as planned does `now`.
    #[must_use]
    pub fn of(plan: &Plan, id: MergeId, by: &str, now: Timestamp) -> Option<Self> {
        let (merged, left) = plan.result(now)?;
        let contacts = plan.contacts().iter();
        let contacts = contacts.map(|contact| (contact.id, Contact::clone(contact))).collect();
        let (survivor, by) = (merged.id, by.to_owned());
        Some(Self { id, at: now, by, survivor, contacts, merged, left, undone_at: None })
    }

    /// The merge in a document's body; none when the body is none. A `null` counts as absent.
    #[must_use]
    pub fn from_json(id: MergeId, json: &str) -> Option<Self> {
        let mut merge: Self = doc::read(json)?;
        merge.id = id;
        merge.merged.id = merge.survivor;
        merge.contacts.iter_mut().for_each(|(id, contact)| contact.id = *id);
        Some(merge)
    }

    /// Whether it can be undone `now`.
    ///
    /// # Errors
    /// When it was undone already, is too old, or the survivor, as it is now, was merged into another contact since.
    pub fn check_undo(&self, survivor: Option<&Contact>, now: Timestamp) -> Result<(), MergeError> {
        if self.undone_at.is_some() || !is_kept(self.at, now) {
            return Err(MergeError::Undone);
        }
        match survivor {
            Some(survivor) if survivor.merged_into.is_some() => Err(MergeError::Merged),
            _ => Ok(()),
        }
    }

    /// Merges one of the contacts, as it is now; what was edited since the merge was planned stays.
    pub fn apply(&self, contact: &mut Contact) {
        if contact.id != self.survivor {
            contact.merged_into = Some(self.survivor);
        } else if let Some(before) = self.contacts.get(&contact.id) {
            carry(contact, before, &self.merged);
            contact.updated_at = self.at;
        }
    }

    /// Takes one of the contacts back to what it was, `now`. A field of the survivor that was edited since the merge stays
    /// as it is. Whether one was.
    pub fn undo(&self, contact: &mut Contact, now: Timestamp) -> bool {
        if contact.id != self.survivor {
            // Whoever merged it elsewhere since has to undo that.
            contact.merged_into.take_if(|into| *into == self.survivor);
            return false;
        }
        let Some(before) = self.contacts.get(&contact.id) else { return false };
        let is_untouched = contact.updated_at == self.merged.updated_at;
        let is_edited = carry(contact, &self.merged, before);
        contact.updated_at = if is_untouched { before.updated_at } else { now };
        is_edited
    }

    /// What the others are called.
    #[must_use]
    pub fn names(&self) -> String {
        let others = self.contacts.values().filter(|contact| contact.id != self.survivor);
        others.map(Contact::name).collect::<Vec<_>>().join(", ")
    }
}

/// Whether a merge of this time can still be undone.
#[must_use]
pub const fn is_kept(at: Timestamp, now: Timestamp) -> bool {
    now.millis() - at.millis() < KEPT_DAYS * DAY
}

const fn nothing() -> MergeId {
    MergeId::from_random(0)
}
