//! Taking a change back, or doing it again, field by field: what was edited since stays.

use std::collections::BTreeSet;

use super::Contact;

/// Brings every field that is as in `from` to what it is in `to`. Whether a field that differs between them is as in
/// neither, and so stays.
pub(in crate::domain) fn carry(contact: &mut Contact, from: &Contact, to: &Contact) -> bool {
    let mut is_edited = false;
    macro_rules! carry {
        ($($field:ident),*) => {$(
            if contact.$field == from.$field {
                contact.$field.clone_from(&to.$field);
            } else {
                is_edited |= from.$field != to.$field && contact.$field != to.$field;
            }
        )*};
    }
    carry!(
        first_name,
        last_name,
        company,
        job_title,
        emails,
        phones,
        contact_type,
        tags,
        street,
        city,
        region,
        postal_code,
        country,
        timezone,
        website,
        source,
        owner,
        followers,
        birthday,
        dnd,
        picture,
        created_at,
        sample
    );
    // That something happened since is no edit.
    if contact.last_activity_at == from.last_activity_at {
        contact.last_activity_at = to.last_activity_at;
    }
    let keys: BTreeSet<&str> = from.custom.keys().chain(to.custom.keys()).collect();
    for key in keys {
        if contact.custom.is_same(key, &from.custom) {
            contact.custom.copy(key, &to.custom);
        } else {
            is_edited |=
                !from.custom.is_same(key, &to.custom) && !contact.custom.is_same(key, &to.custom);
        }
    }
    // Other merges have theirs.
    contact.aliases.retain(|alias| !from.aliases.contains(alias) || to.aliases.contains(alias));
    for alias in to.aliases.iter().filter(|alias| !from.aliases.contains(alias)) {
        if !contact.aliases.contains(alias) {
            contact.aliases.push(*alias);
        }
    }
    is_edited
}
