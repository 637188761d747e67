//! The middle of the page: what happened, the conversation, the notes and the tasks, each behind its tab.

use leptos::prelude::*;

use super::activity::Activity;
use super::notes::Notes;
use super::tasks::Tasks;
use crate::domain::task::Task;
use crate::state::panels::Panels;
use crate::state::record::Record;
use crate::ui::conversations::head::Actions;
use crate::ui::conversations::messages::Conversation;
use crate::ui::kit::live::{part, text};
use crate::ui::kit::tab_bar::{Tab, TabBar};

/// The tabs of the middle.
pub const HISTORY: [&str; 4] = ["Activity", "Conversation", "Notes", "Tasks"];
/// The id of what they open.
const PANEL: &str = "history-panel";

/// Which tabs are open. On a phone there is one bar for all of them.
#[derive(Clone, Copy)]
pub struct Open {
    panels: Panels,
    is_narrow: Signal<bool>,
    /// On a phone, whether the open tab is one of the middle.
    is_middle: RwSignal<bool>,
}

impl Open {
    /// As they were left; a phone begins with the fields.
    pub fn new(panels: Panels, is_narrow: Signal<bool>) -> Self {
        Self { panels, is_narrow, is_middle: RwSignal::new(false) }
    }

    /// Whether one bar has all tabs.
    pub fn is_narrow(self) -> bool {
        self.is_narrow.get()
    }

    /// The open tab beside the face.
    pub fn profile(self) -> &'static str {
        if self.is_narrow() && self.is_middle.get() {
            return self.history();
        }
        match self.panels.profile_tab().get().as_str() {
            "DND" => "DND",
            _ => "All fields",
        }
    }

    /// The open tab in the middle.
    pub fn history(self) -> &'static str {
        let open = self.panels.history_tab().get();
        let [first, ..] = HISTORY;
        HISTORY.into_iter().find(|name| *name == open).unwrap_or(first)
    }

    /// Opens a tab.
    pub fn choose(self, name: &'static str) {
        let is_middle = HISTORY.contains(&name);
        self.is_middle.set(is_middle);
        if is_middle {
            self.panels.open_history_tab(name);
        } else {
            self.panels.open_profile_tab(name);
        }
    }
}

/// The tabs, tasks with the number of those to be done.
pub fn tabs(record: Record) -> Vec<Tab> {
    let open = Signal::derive(move || {
        record.tasks().with(|tasks| tasks.iter().filter(|task| Task::is_open(task)).count())
    });
    let tab = |name| Tab { name, count: (name == "Tasks").then_some(open) };
    HISTORY.map(tab).to_vec()
}

/// What a tab opens.
pub fn panel(record: Record, tab: &str) -> AnyView {
    match tab {
        "Conversation" => {
            let id = record.id();
            // The days under it are headings of the level below.
            view! {
                <div class="talk">
                    <header><h2 class="unseen">"Conversation"</h2><Actions id/></header>
                    <Conversation id at=None/>
                </div>
            }
            .into_any()
        }
        "Notes" => view! { <Notes record/> }.into_any(),
        "Tasks" => view! { <Tasks record/> }.into_any(),
        _ => view! { <Activity record/> }.into_any(),
    }
}

/// The middle panel.
#[component]
pub fn History(
    /// What there is to show.
    record: Record,
    /// Which tab is open.
    open: Open,
) -> impl IntoView {
    let shown = Memo::new(move |_| open.history());

    view! {
        <section class="history" aria-label="History">
            <TabBar
                label="History"
                tabs=tabs(record)
                open=Signal::derive(move || open.history())
                choose=Callback::new(move |name| open.choose(name))
                panel=PANEL
            />
            <div class="panel" id=PANEL role="tabpanel" aria-label=text(move || shown.get().to_owned())>
                {part(move || Some(panel(record, shown.get())))}
            </div>
        </section>
    }
}
