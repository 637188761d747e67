//! Do not disturb: all channels at once, each by itself, and what the contact sends.

use std::sync::Arc;

use leptos::prelude::*;

use crate::domain::contact::Contact;
use crate::domain::contact::dnd::{DndChannel, DndState};
use crate::domain::contact::part::Part;
use crate::domain::id::ContactId;
use crate::state::use_app;
use crate::ui::kit::live::{flag, text};

/// The channels.
#[component]
pub fn Dnd(
    /// Whose.
    id: ContactId,
    /// The contact as it is now.
    contact: Signal<Option<Arc<Contact>>>,
) -> impl IntoView {
    let app = use_app();
    let save = Callback::new(move |(channel, is_closed): (Option<DndChannel>, bool)| {
        let change = move |contact: &mut Contact| {
            match channel {
                Some(channel) => contact.set_dnd(channel, is_closed),
                None => contact.set_dnd_outbound(is_closed),
            }
            Ok(())
        };
        app.run(app.book.change(id, Part::Dnd, change));
    });
    let state = Memo::new(move |_| {
        contact
            .with(|contact| contact.as_ref().map_or(DndState::Off, |contact| contact.dnd_state()))
    });
    let channel = move |channel: DndChannel| {
        let is_closed = flag(move || {
            contact.with(|contact| contact.as_ref().is_some_and(|contact| contact.is_dnd(channel)))
        });
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=is_closed
                    on:change:target=move |event| save.run((Some(channel), event.target().checked()))
                />
                {channel_name(channel)}
            </label>
        }
        .into_any()
    };
    let sentence = text(move || {
        match state.get() {
            DndState::Off => "This contact may be written to and called.",
            DndState::Partial => "Some channels are closed: nothing is sent on them.",
            DndState::On => "Nothing is sent to this contact.",
        }
        .to_owned()
    });

    view! {
        <div class="form dnd">
            <p class="muted" role="status">{sentence}</p>
            <fieldset class="field">
                <legend>"Do not send"</legend>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=flag(move || state.get() == DndState::On)
                        prop:indeterminate=flag(move || state.get() == DndState::Partial)
                        on:change:target=move |event| save.run((None, event.target().checked()))
                    />
                    "All channels"
                </label>
                {DndChannel::OUTBOUND.into_iter().map(channel).collect_view()}
            </fieldset>
            <fieldset class="field">
                <legend>"Do not take in"</legend>
                {channel(DndChannel::Inbound)}
            </fieldset>
        </div>
    }
}

/// What a channel is called.
pub const fn channel_name(channel: DndChannel) -> &'static str {
    match channel {
        DndChannel::Sms => "SMS",
        DndChannel::Email => "Email",
        DndChannel::Call => "Calls and voicemails",
        DndChannel::Whatsapp => "WhatsApp",
        DndChannel::Inbound => "Messages from this contact",
    }
}
