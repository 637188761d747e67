//! The contacts of a list that are in view, drawn place by place.

use leptos::prelude::*;

use crate::domain::id::ContactId;
use crate::state::list::Ids;
use crate::ui::kit::live::part;
use crate::ui::kit::virtual_rows::VirtualRows;

/// Draws the contact at a place of the list; none for a moment while the place is going away.
pub type Draw = Box<dyn Fn(usize, Memo<Option<ContactId>>) -> AnyView + Send + Sync>;

/// The places in view. A place stays drawn as long as it is in view, whoever comes to stand there: as one types, rows
/// change their texts, which is quicker than making new ones.
pub fn in_view(visible: Memo<Ids>, rows: VirtualRows, draw: Draw) -> AnyView {
    let drawn = move || {
        let (first, last) = rows.range.get();
        let count = visible.with(|ids| ids.len());
        (first.min(count)..last.min(count)).collect::<Vec<_>>()
    };
    let draw = StoredValue::new(draw);
    let place = move |index: usize| {
        let id = Memo::new(move |_| visible.with(|ids| ids.get(index).copied()));
        draw.with_value(|draw| draw(index, id))
    };

    view! {
        <For each=drawn key=|index| *index let(index)>
            {place(index)}
        </For>
    }
    .into_any()
}

/// For what is drawn for one contact and made anew for the next.
pub fn each(draw: impl Fn(usize, ContactId) -> AnyView + Clone + Send + Sync + 'static) -> Draw {
    Box::new(move |index, id| {
        let draw = draw.clone();
        part(move || id.get().map(|id| draw(index, id))).into_any()
    })
}
