//! The sentences about messages that cannot be sent.

use crate::domain::conversation::draft::{MAX_BODY, MAX_SUBJECT, Unsendable};
use crate::domain::conversation::message::Channel;

/// Why something cannot be sent, and what to do.
pub(super) fn sentence(reason: &Unsendable) -> String {
    match reason {
        Unsendable::Empty => "Write something, or attach a file.".to_owned(),
        Unsendable::Long => format!("Shorten the message to {MAX_BODY} characters."),
        Unsendable::LongSubject => format!("Shorten the subject to {MAX_SUBJECT} characters."),
        Unsendable::Dnd(channel) => format!(
            "This contact must not be disturbed by {}. Change that under Do not disturb, or choose another channel.",
            channel.label()
        ),
        Unsendable::NoAddress(Channel::Email) => {
            "This contact has no email address. Add one, or choose another channel.".to_owned()
        }
        Unsendable::NoAddress(_) => {
            "This contact has no phone number. Add one, or choose another channel.".to_owned()
        }
        Unsendable::Large => {
            "The files of a message may have 20 MB in all. Leave some out.".to_owned()
        }
        Unsendable::Channel(channel) => {
            format!("This version cannot send by {}. Choose another channel.", channel.label())
        }
    }
}
