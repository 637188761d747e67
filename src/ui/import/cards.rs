//! Cards before they are imported: who is in the file.

use leptos::prelude::*;

use super::options::questions;
use crate::domain::vcard::Card;
use crate::state::import::Import;

/// The first cards.
pub fn cards_preview(import: Import, cards: &[Card]) -> AnyView {
    let rows = cards.iter().map(|card| {
        let incoming = &card.incoming;
        let email = incoming.emails.first().cloned().unwrap_or_default();
        let phone = incoming.phones.first().map(|phone| phone.number.clone()).unwrap_or_default();
        view! {
            <tr>
                <td dir="auto">{card.title.clone()}</td>
                <td dir="auto">{email}</td>
                <td dir="auto">{phone}</td>
                <td>{if card.photos.is_empty() { "" } else { "Yes" }}</td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect_view();

    view! {
        <p class="intro">
            "The first contacts of "<b dir="auto">{import.file_name()}</b>". Pictures inside the file come along; a picture that is elsewhere on the web is never fetched."
        </p>
        <div class="preview" tabindex="0" role="region" aria-label="First contacts">
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Name"</th>
                        <th scope="col">"Email"</th>
                        <th scope="col">"Phone"</th>
                        <th scope="col">"Picture"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {questions(import, Vec::new)}
    }
    .into_any()
}
