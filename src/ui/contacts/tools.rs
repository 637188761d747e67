//! The dialogs about a list: its filter, its columns, its name; and those about everything: the commands and the keys.
//! They are fetched when one is first wanted.

pub mod about;
pub mod columns;
pub mod filter;
pub mod line;
pub mod name;

use leptos::prelude::*;

use self::about::About;
use self::columns::ChooseColumns;
use self::filter::EditFilter;
use self::name::{Create, Rename};
use crate::state::chunk::chunk;
use crate::state::list::Tool;
use crate::state::use_app;
use crate::ui::commands::Commands;
use crate::ui::export;
use crate::ui::key_table::KeyTable;
use crate::ui::kit::live::{part, when};
use crate::ui::later::{Draw, Later, drawn};

/// The dialog that is wanted, if one is.
#[component]
pub fn Tools() -> impl IntoView {
    let app = use_app();
    let absent = move || {
        app.list.tool.set(None);
        app.notices
            .refused("This dialog could not be loaded. Check the connection, then open it again.");
    };
    when(move || app.list.tool.with(Option::is_some), move || drawn(&TOOLS, absent))
}

/// The dialogs themselves.
pub static TOOLS: Later<Draw> = Later::new(|| Box::pin(tools()));

chunk! { fn tools() -> Draw as lists { || view! { <Open/> }.into_any() } }

#[component]
fn Open() -> impl IntoView {
    let app = use_app();
    let tool = app.list.tool;
    part(move || {
        tool.get().map(|tool| match tool {
            Tool::Commands => view! { <Commands/> }.into_any(),
            Tool::Keys => view! { <KeyTable/> }.into_any(),
            Tool::Filter => view! { <EditFilter/> }.into_any(),
            Tool::Columns => view! { <ChooseColumns/> }.into_any(),
            Tool::Export(_) => export::draw(app),
            Tool::Create => view! { <Create/> }.into_any(),
            Tool::Rename(id) => view! { <Rename id/> }.into_any(),
            Tool::About(id) => view! { <About id/> }.into_any(),
        })
    })
}
