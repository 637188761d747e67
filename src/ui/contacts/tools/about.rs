//! Who made a list, who sees it, and who changed it last.

use leptos::prelude::*;

use crate::domain::id::ListId;
use crate::domain::time::Timestamp;
use crate::state::locale::moment;
use crate::state::{App, use_app};
use crate::ui::kit::dialog::Dialog;

/// What is known of a list besides what it shows.
#[component]
pub fn About(
    /// The list.
    id: ListId,
) -> impl IntoView {
    let app = use_app();
    let close = move || app.list.tool.set(None);
    let list = untrack(|| app.lists.get(id));
    let name = list.as_ref().map(|list| list.name.clone()).unwrap_or_default();
    let facts = list.map(|list| {
        let has_name = untrack(|| !app.workspace.my_name().is_empty());
        let seen = if list.shared {
            "Everybody"
        } else if has_name && list.made_by == app.workspace.me() {
            "You only"
        } else {
            // See `SmartList::is_of`.
            "Everybody, as its maker has no name in Settings"
        };
        let shared = by(app, &list.made_by, None).filter(|_| list.shared);
        [
            ("Made by", by(app, &list.made_by, list.made_at)),
            ("Seen by", Some(seen.to_owned())),
            ("Shared by", shared),
            ("Last changed by", by(app, &list.updated_by, list.updated_at)),
        ]
    });
    let facts = facts.into_iter().flatten().filter_map(|(name, text)| Some((name, text?)));
    let facts = facts.map(|(name, text)| {
        view! { <dt>{name}</dt><dd><bdi>{text}</bdi></dd> }
    });

    view! {
        <Dialog name="About this list" class="confirm" on_cancel=close>
            <h2><bdi>{name}</bdi></h2>
            <dl class="facts">{facts.collect_view()}</dl>
            <footer>
                <button type="button" class="btn" autofocus on:click=move |_| close()>"Close"</button>
            </footer>
        </Dialog>
    }
}

/// What somebody is called, and when that was; as much of it as was noted.
fn by(app: App, id: &str, at: Option<Timestamp>) -> Option<String> {
    let name = (!id.is_empty()).then(|| untrack(|| app.workspace.name_of(id)));
    let known = name.into_iter().chain(at.map(moment)).collect::<Vec<_>>();
    (!known.is_empty()).then(|| known.join(", "))
}
