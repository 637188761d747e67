//! A row of the comparison: what each contact has there, whose wins, and the result.

use std::sync::Arc;

use leptos::prelude::*;

use super::Choice;
use crate::domain::contact::Contact;
use crate::domain::contact::dnd::DndChannel;
use crate::domain::id::ContactId;
use crate::domain::merge::row::Row;
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::contact::dnd::channel_name;
use crate::ui::kit::avatar::Avatar;
use crate::ui::kit::live::{flag, memo, part};

/// One row; `at` is its place among the rows, and the contacts stand in the order of the columns.
pub fn line(choice: Choice, row: &Row, at: usize, contacts: &[Arc<Contact>]) -> AnyView {
    let name = label(row);
    let cells = contacts.iter().map(|contact| cell(choice, row, at, &name, contact)).collect_view();
    let shown = row.clone();
    let result = part(move || {
        let result = choice.result.with(|result| result.as_ref().map(|(own, _)| own.clone()))?;
        Some(value(&shown, &Arc::new(result), true))
    });
    view! {
        <tr>
            <th scope="row">{name.clone()}</th>
            {cells}
            <td class="result">{result}</td>
        </tr>
    }
    .into_any()
}

fn cell(choice: Choice, row: &Row, at: usize, label: &str, contact: &Arc<Contact>) -> AnyView {
    let id = contact.id;
    let shown = value(row, contact, false);
    if !row.is_choice() || row.is_blank(contact) {
        return view! { <td>{shown}</td> }.into_any();
    }
    let own = row.clone();
    let is_won = memo(move || {
        choice.plan.with(|plan| plan.winner(&own).is_some_and(|winner| winner.id == id))
    });
    let own = row.clone();
    let choose = move |_| choice.plan.update(|plan| plan.choose(&own, id));
    let text = match row {
        Row::Picture => format!("that of {}", contact.name()),
        _ => row.text(contact).replace('\n', ", "),
    };
    view! {
        <td class:won=flag(move || is_won.get())>
            <label>
                <input
                    type="radio"
                    name=format!("merge-row-{at}")
                    aria-label=format!("{label}: {text}")
                    prop:checked=flag(move || is_won.get())
                    on:change=choose
                />
                {shown}
            </label>
        </td>
    }
    .into_any()
}

/// What stands in a cell.
fn value(row: &Row, contact: &Arc<Contact>, is_result: bool) -> AnyView {
    if row.is_blank(contact) {
        return view! { <span class="muted">"none"</span> }.into_any();
    }
    match row {
        Row::Picture => {
            let contact = Signal::stored(Some(Arc::clone(contact)));
            view! { <Avatar contact size="m"/> }.into_any()
        }
        Row::Emails | Row::Phones => {
            let text = row.text(contact);
            let is_several = text.contains('\n');
            let entry = |(at, text): (usize, &str)| {
                let star = (is_result && is_several && at == 0).then_some(" ★");
                view! { <span dir="auto">{text.to_owned()}<span class="star" aria-hidden="true">{star}</span></span> }
                    .into_any()
            };
            view! { <span class="several">{text.lines().enumerate().map(entry).collect_view()}</span> }
                .into_any()
        }
        Row::Dnd => {
            let known = DndChannel::ALL.into_iter().filter(|channel| contact.is_dnd(*channel));
            let names: Vec<&str> = known.map(channel_name).collect();
            view! { <span>{names.join(", ")}</span> }.into_any()
        }
        _ => view! { <span dir="auto">{row.text(contact)}</span> }.into_any(),
    }
}

/// How many messages there are with each, and with all of them.
pub fn messages(contacts: &[Arc<Contact>]) -> AnyView {
    let ids: Vec<ContactId> = contacts.iter().map(|contact| contact.id).collect();
    let counts = use_app().message_counts(ids);
    part(move || {
        let counts = counts.get();
        let all: usize = counts.iter().sum();
        (all > 0).then(|| {
            let cells = counts.iter().map(|count| view! { <td>{number(*count)}</td> }.into_any());
            view! {
                <tr>
                    <th scope="row">"Messages"</th>
                    {cells.collect_view()}
                    <td class="result">{format!("{} in one conversation", number(all))}</td>
                </tr>
            }
            .into_any()
        })
    })
    .into_any()
}

/// What a row is called.
fn label(row: &Row) -> String {
    match row {
        Row::Picture => "Picture".to_owned(),
        Row::Name => "Name".to_owned(),
        Row::Emails => "Email".to_owned(),
        Row::Phones => "Phone".to_owned(),
        Row::Field(field) => field.label().to_owned(),
        Row::Tags => "Tags".to_owned(),
        Row::Followers => "Followers".to_owned(),
        Row::Dnd => "Do not disturb".to_owned(),
        Row::Custom(key) => use_app().workspace.fields().with_untracked(|fields| {
            let field = fields.iter().find(|field| field.key.as_str() == key);
            field.map_or_else(|| "A removed field".to_owned(), |field| field.name.clone())
        }),
    }
}
