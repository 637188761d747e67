//! The contacts of a list that are in view, drawn place by place.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use crate::domain::id::ContactId;
use crate::domain::listed::Listed;
use crate::ui::kit::focus;
use crate::ui::kit::live::{part, watch};
use crate::ui::kit::virtual_rows::VirtualRows;

/// How long the list has to stay as it is before places out of sight follow.
const PAUSE: Duration = Duration::from_millis(150);

/// Draws the contact at a place of the list; none for a moment while the place is going away.
pub type Draw = Box<dyn Fn(usize, Memo<Option<ContactId>>) -> AnyView + Send + Sync>;

/// The places in view. A place stays drawn as long as it is in view, whoever comes to stand there: as one types, rows
/// change their texts, which is quicker than making new ones.
pub fn in_view(visible: Memo<Listed>, rows: VirtualRows, draw: Draw) -> AnyView {
    let drawn = move || {
        focus::keep();
        let (first, last) = rows.range.get();
        let count = visible.with(Listed::len);
        (first.min(count)..last.min(count)).collect::<Vec<_>>()
    };
    let draw = StoredValue::new(draw);
    let settled = settled(visible);
    let place = move |index: usize| {
        let id = Memo::new(move |_| match rows.is_in_sight(index) {
            true => visible.with(|ids| ids.get(index)),
            false => settled.with(|ids| ids.get(index)),
        });
        draw.with_value(|draw| draw(index, id))
    };

    view! {
        <For each=drawn key=|index| *index let(index)>
            {place(index)}
        </For>
    }
    .into_any()
}

/// The contacts of the list once it has not changed for a moment: who comes to stand out of sight can wait until the
/// typing pauses.
fn settled(visible: Memo<Listed>) -> RwSignal<Listed> {
    let settled = RwSignal::new(visible.get_untracked());
    let mut settle = debounce(PAUSE, move |ids: Listed| {
        settled.try_set(ids);
    });
    watch(move || settle(visible.get()));
    settled
}

/// For what is drawn for one contact and made anew for the next.
pub fn each(draw: impl Fn(usize, ContactId) -> AnyView + Clone + Send + Sync + 'static) -> Draw {
    Box::new(move |index, id| {
        let draw = draw.clone();
        part(move || id.get().map(|id| draw(index, id))).into_any()
    })
}
