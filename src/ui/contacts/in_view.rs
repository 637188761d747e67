//! The contacts of a list that are in view, drawn one by one.

use leptos::prelude::*;

use crate::domain::id::ContactId;
use crate::state::list::Ids;
use crate::ui::kit::virtual_rows::VirtualRows;

/// Draws one contact at its place in the list.
pub type Draw = Box<dyn Fn(usize, ContactId) -> AnyView + Send + Sync>;

/// The contacts in view. One that stays at its place stays drawn.
pub fn in_view(visible: Memo<Ids>, rows: VirtualRows, draw: Draw) -> AnyView {
    let drawn = move || {
        let (first, last) = rows.range.get();
        visible.with(|ids| {
            let ids = ids.get(first..last.min(ids.len())).unwrap_or_default();
            (first..).zip(ids.iter().copied()).collect::<Vec<_>>()
        })
    };
    let draw = StoredValue::new(draw);

    view! {
        <For each=drawn key=|item| *item let((index, id))>
            {draw.with_value(|draw| draw(index, id))}
        </For>
    }
    .into_any()
}
