//! Do not disturb: the channels on which a contact does not want to hear from the team. A document holds their names
//! as texts, so that a channel of a later version is kept.

use super::Contact;

/// A channel that can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DndChannel {
    /// Text messages.
    Sms,
    /// Emails.
    Email,
    /// Calls and voicemails.
    Call,
    /// WhatsApp.
    Whatsapp,
    /// What the contact sends by itself.
    Inbound,
}

impl DndChannel {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 5] = [Self::Sms, Self::Email, Self::Call, Self::Whatsapp, Self::Inbound];

    /// Its name in documents.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Email => "email",
            Self::Call => "call",
            Self::Whatsapp => "whatsapp",
            Self::Inbound => "inbound",
        }
    }
}

impl Contact {
    /// Whether the contact must not be disturbed on this channel.
    #[must_use]
    pub fn is_dnd(&self, channel: DndChannel) -> bool {
        self.dnd.iter().any(|key| key == channel.key())
    }
}
