//! The kinds of custom fields.

use crate::domain::by_key::by_key;
use crate::domain::filter::field::Kind;

/// What a custom field holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum CustomKind {
    /// A text on one line.
    #[default]
    Text,
    /// A text of several lines.
    LongText,
    /// A number.
    Number,
    /// An amount in the field's currency.
    Money,
    /// A day.
    Date,
    /// One of its choices.
    Choice,
    /// Several of its choices.
    Choices,
    /// Yes or no.
    Checkbox,
    /// A web address.
    Url,
    /// A phone number.
    Phone,
    /// An email address.
    Email,
    /// What a later version calls so; shown as text and not to be typed into.
    Other(Box<str>),
}

impl CustomKind {
    /// Those that can be chosen, in the order of the form, with their names in documents and for people.
    pub const ALL: [(Self, &'static str, &'static str); 11] = [
        (Self::Text, "text", "Text"),
        (Self::LongText, "long_text", "Long text"),
        (Self::Number, "number", "Number"),
        (Self::Money, "money", "Money"),
        (Self::Date, "date", "Date"),
        (Self::Choice, "choice", "One choice"),
        (Self::Choices, "choices", "Several choices"),
        (Self::Checkbox, "checkbox", "Checkbox"),
        (Self::Url, "url", "Web address"),
        (Self::Phone, "phone", "Phone"),
        (Self::Email, "email", "Email"),
    ];

    /// Its name for people.
    #[must_use]
    pub fn name(&self) -> &str {
        let known = Self::ALL.iter().find(|(kind, ..)| kind == self);
        match (known, self) {
            (Some((.., name)), _) => name,
            (None, Self::Other(key)) => key,
            (None, _) => "",
        }
    }

    /// What filters and columns know it as.
    #[must_use]
    pub const fn compared_as(&self) -> Kind {
        match self {
            Self::Number | Self::Money => Kind::Number,
            Self::Date => Kind::Date,
            Self::Choice | Self::Choices => Kind::Choice,
            Self::Checkbox => Kind::Flag,
            Self::Text
            | Self::LongText
            | Self::Url
            | Self::Phone
            | Self::Email
            | Self::Other(_) => Kind::Text,
        }
    }

    /// Whether its values are chosen from a list.
    #[must_use]
    pub const fn has_choices(&self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }
}

by_key!(CustomKind by ALL);
