//! What is said about a change of many contacts.

use crate::domain::bulk::Action;
use crate::state::locale::number;

pub(super) fn doing(action: &Action) -> String {
    match action {
        Action::AddTag(tag) => format!("Adding the tag “{tag}”"),
        Action::RemoveTag(tag) => format!("Removing the tag “{tag}”"),
        Action::Write(..) | Action::Put(..) | Action::InsertTags(_) => {
            "Setting the field".to_owned()
        }
        Action::Delete(_) => "Moving to Trash".to_owned(),
        Action::Restore => "Restoring".to_owned(),
    }
}

pub(super) fn finished(action: &Action, count: usize) -> String {
    let contacts = match count {
        1 => "1 contact".to_owned(),
        _ => format!("{} contacts", number(count)),
    };
    match action {
        Action::AddTag(tag) => format!("Tag “{tag}” added to {contacts}."),
        Action::RemoveTag(tag) => format!("Tag “{tag}” removed from {contacts}."),
        Action::Write(..) | Action::Put(..) | Action::InsertTags(_) => {
            format!("Field set for {contacts}.")
        }
        Action::Delete(_) => format!("{contacts} moved to Trash."),
        Action::Restore => format!("{contacts} restored."),
    }
}

pub(super) fn nothing_to_do(action: &Action) -> String {
    match action {
        Action::AddTag(tag) => format!("All of them have the tag “{tag}” already."),
        Action::RemoveTag(tag) => format!("None of them has the tag “{tag}”."),
        _ => "All of them are so already.".to_owned(),
    }
}
