//! The boxes of the form, two side by side where they are short.

use leptos::prelude::*;

use super::Ways;
use super::form::{Form, Slot, What};
use super::reach::{emails, phones};
use crate::domain::contact::dnd::DndChannel;
use crate::domain::contact::draft::Field;
use crate::domain::custom_field::kind::CustomKind;
use crate::state::use_app;
use crate::ui::contact::dnd::channel_name;
use crate::ui::kit::custom::{Held, custom_box};
use crate::ui::kit::field::TextField;
use crate::ui::kit::live::{flag, maybe, part, text, when};
use crate::ui::kit::offers::{one_more, people};
use crate::ui::kit::own::own_box;
use crate::ui::picture::field::PictureField;

/// Everything between the head and the foot of the form.
#[component]
pub fn Fields(
    /// The form.
    form: Form,
    /// The ways out of it.
    ways: Ways,
) -> impl IntoView {
    view! {
        <div class="form">
            <p class="added" role="status">{maybe(move || form.added.get())}</p>
            <PictureField stage=form.stage/>
            {form.shown.with_value(|slots| grid(form, slots, ways))}
            <More form ways/>
            {part(move || form.refused.get().map(|text| {
                view! { <p class="note bad" role="alert">{text}</p> }.into_any()
            }))}
        </div>
    }
    .into_any()
}

/// What the layout leaves out.
#[component]
fn More(form: Form, ways: Ways) -> impl IntoView {
    let toggle = move |_| form.is_open.update(|is_open| *is_open = !*is_open);
    view! {
        <button
            type="button"
            class="btn quiet more"
            aria-expanded=text(move || form.is_open.get().to_string())
            on:click=toggle
        >
            "More fields"
        </button>
        {when(move || form.is_open.get(), move || form.more.with_value(|slots| grid(form, slots, ways)))}
    }
    .into_any()
}

/// Boxes in order. A short one without a neighbour takes the whole line.
fn grid(form: Form, slots: &[Slot], ways: Ways) -> AnyView {
    let mut is_second = false;
    let boxes: Vec<AnyView> = slots
        .iter()
        .enumerate()
        .map(|(at, slot)| {
            let is_alone = !is_second && slots.get(at + 1).is_none_or(is_wide);
            let wide = is_wide(slot) || is_alone;
            is_second = !wide && !is_second;
            view! { <div class:wide=wide>{draw(form, slot, ways)}</div> }.into_any()
        })
        .collect();
    view! { <div class="fields">{boxes}</div> }.into_any()
}

fn is_wide(slot: &Slot) -> bool {
    match &slot.what {
        What::Own(field) => {
            matches!(field, Field::Email | Field::Phone | Field::Street)
        }
        What::Custom(field) => matches!(field.kind, CustomKind::LongText | CustomKind::Choices),
        What::Followers | What::Dnd => true,
    }
}

fn draw(form: Form, slot: &Slot, ways: Ways) -> AnyView {
    let Slot { what, required, value, error, .. } = slot.clone();
    let held = Held { value, error, on_leave: Callback::new(|()| ()) };
    match what {
        What::Own(Field::Email) => emails(form, required, ways),
        What::Own(Field::Phone) => phones(form, required, ways),
        What::Own(field) => own_box(field, held, required, None),
        What::Custom(field) => custom_box(&field, held, required),
        What::Followers => {
            let workspace = use_app().workspace;
            let people = Signal::derive(move || people(workspace));
            let suggested = Some(one_more(value, people));
            let hint = "with commas between them";
            view! { <TextField label="Followers" value error required hint suggested/> }.into_any()
        }
        What::Dnd => view! { <Dnd form/> }.into_any(),
    }
}

/// The channels on which the contact does not want to hear from the team.
#[component]
fn Dnd(form: Form) -> impl IntoView {
    let channel = move |channel: DndChannel| {
        let set = move |is_closed: bool| {
            form.dnd.update(|closed| {
                closed.retain(|known| *known != channel);
                closed.extend(is_closed.then_some(channel));
            });
        };
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=flag(move || form.dnd.with(|closed| closed.contains(&channel)))
                    on:change:target=move |event| set(event.target().checked())
                />
                {channel_name(channel)}
            </label>
        }
        .into_any()
    };
    view! {
        <fieldset class="field choices">
            <legend>"Do not disturb"</legend>
            {DndChannel::ALL.map(channel).into_iter().collect_view()}
        </fieldset>
    }
    .into_any()
}
