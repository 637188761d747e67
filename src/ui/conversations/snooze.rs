//! Putting a conversation out of the way for a while.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::domain::conversation::snooze::Preset;
use crate::domain::id::ContactId;
use crate::domain::task::due::Due;
use crate::domain::time::Timestamp;
use crate::state::App;
use crate::state::conversations::commands::Step;
use crate::state::locale::{calendar, date_at, moment, now};
use crate::state::use_app;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::icon::Glyph;
use crate::ui::kit::live::{memo, when};
use crate::ui::kit::menu::{Item, Menu};

/// The button **Snooze** with the times behind it.
#[component]
pub fn Snooze(
    /// Whose conversation.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let is_picking = RwSignal::new(false);
    let is_snoozed = memo(move || {
        app.book.contact(id).is_some_and(|contact| {
            app.inbox.with(&contact, |own| app.inbox.is_snoozed(own)).unwrap_or_default()
        })
    });
    let items = Signal::derive(move || {
        let mut items = presets(app, id);
        let pick = Callback::new(move |()| is_picking.set(true));
        items.push(Item { name: "Pick a date and time".into(), action: pick });
        if is_snoozed.get() {
            let end = Callback::new(move |()| app.step(id, Step::Snooze(None)));
            items.push(Item { name: "End snooze".into(), action: end });
        }
        items
    });

    view! {
        <Menu name="Snooze" items glyph=Glyph::Clock/>
        {when(move || is_picking.get(), move || view! { <Pick id open=is_picking/> }.into_any())}
    }
}

fn presets(app: App, id: ContactId) -> Vec<Item> {
    let now = now();
    let preset = |preset: Preset| {
        let until = calendar(date_at(now), |calendar| preset.time(now, calendar))?;
        let name = match preset {
            Preset::LaterToday => "Later today",
            Preset::Tomorrow => "Tomorrow",
            Preset::NextWeek => "Next week",
        };
        let action = Callback::new(move |()| app.step(id, Step::Snooze(Some(until))));
        Some(Item { name: format!("{name} ({})", moment(until)).into(), action })
    };
    Preset::ALL.into_iter().filter_map(preset).collect()
}

/// A day and a time.
#[component]
fn Pick(id: ContactId, open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let (day, time) = (RwSignal::new(String::new()), RwSignal::new("09:00".to_owned()));
    let error = RwSignal::new(None);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        match picked(&day.get_untracked(), &time.get_untracked()) {
            Some(until) if until > now() => {
                open.set(false);
                app.step(id, Step::Snooze(Some(until)));
            }
            Some(_) => error.set(Some("Pick a time that is still to come.".to_owned())),
            None => error.set(Some("Pick a day and a time.".to_owned())),
        }
    };

    view! {
        <Dialog name="Snooze until" class="small" on_cancel=move || open.set(false)>
            <form on:submit=save novalidate>
                <h2>"Snooze until"</h2>
                <TextField label="Day" value=day error kind=Kind::Date/>
                <TextField label="Time" value=time error=RwSignal::new(None) kind=Kind::Time/>
                <footer>
                    <button type="button" class="btn" on:click=move |_| open.set(false)>"Cancel"</button>
                    <button class="btn primary">"Snooze conversation"</button>
                </footer>
            </form>
        </Dialog>
    }
}

/// The point in time of a day and a time of day in the reader's zone.
fn picked(day: &str, time: &str) -> Option<Timestamp> {
    let due: Due = format!("{day}T{time}").parse().ok()?;
    let minute = due.minute?;
    Some(calendar(date_at(now()), |calendar| calendar.time_at(due.day, minute)))
}
