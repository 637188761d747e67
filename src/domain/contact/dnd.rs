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

    /// Those that the team sends on.
    pub const OUTBOUND: [Self; 4] = [Self::Sms, Self::Email, Self::Call, Self::Whatsapp];

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

/// How far a contact is closed to what the team sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DndState {
    /// Every channel is open.
    Off,
    /// Some are closed.
    Partial,
    /// All are.
    On,
}

impl Contact {
    /// Closes or opens a channel; those that this version does not know stay as they are.
    pub fn set_dnd(&mut self, channel: DndChannel, is_closed: bool) {
        if !is_closed {
            self.dnd.retain(|key| key != channel.key());
        } else if !self.is_dnd(channel) {
            self.dnd.push(channel.key().to_owned());
        }
    }

    /// Closes or opens every channel that the team sends on.
    pub fn set_dnd_outbound(&mut self, is_closed: bool) {
        for channel in DndChannel::OUTBOUND {
            self.set_dnd(channel, is_closed);
        }
    }

    /// How far the contact is closed to what the team sends.
    #[must_use]
    pub fn dnd_state(&self) -> DndState {
        let closed = DndChannel::OUTBOUND.iter().filter(|channel| self.is_dnd(**channel)).count();
        match closed {
            0 => DndState::Off,
            _ if closed == DndChannel::OUTBOUND.len() => DndState::On,
            _ => DndState::Partial,
        }
    }

    /// Whether the contact must not be disturbed on this channel.
    #[must_use]
    pub fn is_dnd(&self, channel: DndChannel) -> bool {
        self.dnd.iter().any(|key| key == channel.key())
    }
}
