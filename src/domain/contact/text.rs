//! A field of a contact as one text, for cells and exports.

use super::Contact;
use super::custom::CustomValue;
use crate::domain::filter::field::Field;

impl Contact {
    /// What stands in a field, as people read it; empty where nothing does. Points in time are in UTC.
    #[must_use]
    pub fn text(&self, field: &Field) -> String {
        let plain = match field {
            Field::FirstName => &self.first_name,
            Field::LastName => &self.last_name,
            Field::Company => &self.company,
            Field::JobTitle => &self.job_title,
            Field::Type => &self.contact_type,
            Field::Owner => &self.owner,
            Field::Street => &self.street,
            Field::City => &self.city,
            Field::Region => &self.region,
            Field::PostalCode => &self.postal_code,
            Field::Country => &self.country,
            Field::Timezone => &self.timezone,
            Field::Source => &self.source,
            Field::Website => &self.website,
            Field::Email => return self.email().to_owned(),
            Field::Phone => return self.phone().to_owned(),
            Field::Name => return self.name(),
            Field::Tag => return self.tags.join(", "),
            Field::Created => return self.created_at.to_string(),
            Field::Updated => return self.updated_at.to_string(),
            Field::LastActivity => return self.last_activity_at.to_string(),
            Field::Birthday => {
                return self.birthday.as_ref().map(ToString::to_string).unwrap_or_default();
            }
            Field::HasPicture => return yes(self.picture.is_some()),
            Field::InTrash => return yes(self.deleted_at.is_some()),
            Field::Dnd(channel) => return yes(self.is_dnd(*channel)),
            // Only the conversations know.
            Field::Unread => return String::new(),
            Field::Custom(definition) => {
                return self.custom.get(definition.key()).map(custom).unwrap_or_default();
            }
        };
        plain.clone()
    }
}

fn yes(holds: bool) -> String {
    if holds { "Yes".to_owned() } else { String::new() }
}

fn custom(value: CustomValue) -> String {
    match value {
        CustomValue::Text(text) => text,
        CustomValue::Number(number) => number,
        CustomValue::Flag(holds) => yes(holds),
        CustomValue::List(texts) => texts.join(", "),
    }
}
