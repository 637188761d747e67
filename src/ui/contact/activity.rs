//! What happened with a contact, by day, the latest first, of the kinds that are wanted.

use leptos::prelude::*;

use super::happening::happening;
use super::lost::lost;
use crate::domain::activity::{ActivityKind, Day, Sources, by_day};
use crate::domain::date::Date;
use crate::state::locale::{calendar, date, date_at, now};
use crate::state::record::Record;
use crate::ui::kit::live::{part, text};

/// The days, and what to choose from.
#[component]
pub fn Activity(
    /// Whose.
    record: Record,
) -> impl IntoView {
    let kinds = RwSignal::new(None::<ActivityKind>);
    let days = part(move || {
        let wanted: Vec<ActivityKind> = kinds.get().into_iter().collect();
        let draw = |sources: Sources<'_>| {
            let (days, others) = calendar(date_at(now()), |calendar| {
                by_day(sources, &wanted, record.most().get(), calendar)
            });
            drawn(record, &days, others)
        };
        let (tasks, events) = (record.tasks(), record.events());
        Some(record.with_notes(|notes| {
            record.messages().with(|messages| {
                tasks.with(|tasks| {
                    events.with(|events| draw(Sources { messages, notes, tasks, events }))
                })
            })
        }))
    });
    let option = |(at, kind): (usize, ActivityKind)| {
        view! { <option value=at.to_string()>{name(kind)}</option> }.into_any()
    };
    let choose = move |value: String| {
        record.show_latest();
        kinds.set(value.parse::<usize>().ok().and_then(|at| ActivityKind::ALL.get(at).copied()));
    };

    view! {
        <div class="activity" aria-busy=text(move || (!record.is_known()).to_string())>
            <div class="bar">
                <select aria-label="Show" on:change:target=move |event| choose(event.target().value())>
                    <option value="">"Everything"</option>
                    {ActivityKind::ALL.into_iter().enumerate().map(option).collect_view()}
                </select>
            </div>
            {part(move || {
                matches!(kinds.get(), None | Some(ActivityKind::Conflict)).then(|| lost(record))
            })}
            {days}
        </div>
    }
}

fn drawn(record: Record, days: &[Day<'_>], others: usize) -> AnyView {
    if days.is_empty() {
        let sentence = if record.is_known() { "Nothing has happened yet." } else { "Opening…" };
        return view! { <p class="muted" role="status">{sentence}</p> }.into_any();
    }
    let day = |(day, items): &Day<'_>| {
        let items = items.iter().map(|item| happening(record, *item)).collect_view();
        view! {
            <h2 class="day">{day_name(*day)}</h2>
            <ol role="list">{items}</ol>
        }
        .into_any()
    };
    let more = (others > 0).then(|| {
        view! {
            <button class="btn" on:click=move |_| record.show_earlier()>"Show earlier"</button>
        }
        .into_any()
    });
    view! { {days.iter().map(day).collect_view()}{more} }.into_any()
}

fn day_name(day: Date) -> String {
    match date_at(now()).days() - day.days() {
        0 => "Today".to_owned(),
        1 => "Yesterday".to_owned(),
        _ => date(day),
    }
}

/// What a kind is called in the menu.
const fn name(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Message => "Messages",
        ActivityKind::Note => "Notes",
        ActivityKind::Task => "Tasks",
        ActivityKind::Change => "Changes",
        ActivityKind::Picture => "Pictures",
        ActivityKind::Merge => "Merges",
        ActivityKind::Import => "Imports",
        ActivityKind::Conflict => "Conflicts",
    }
}
