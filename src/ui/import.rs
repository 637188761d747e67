//! The Import page: what was dropped, chosen or pasted there decides what it goes on with. A table or a file of cards
//! becomes contacts; pictures find the contacts that their names speak of.

pub mod cards;
pub mod choose;
pub mod done;
pub mod options;
pub mod past;
pub mod pictures;
pub mod running;
pub mod table;
pub mod target;

use leptos::prelude::*;
use web_sys::File;

use self::cards::cards_preview;
use self::choose::Choose;
use self::done::done;
use self::past::Past;
use self::pictures::PicturesReview;
use self::running::Running;
use self::table::table_preview;
use crate::state::chunk::chunk;
use crate::state::import::{Import, Step};
use crate::state::use_app;
use crate::ui::kit::live::{part, watch};
use crate::ui::kit::note::Alert;
use crate::ui::later::{Draw, Later};

/// The page, which is fetched when it is first opened.
pub static PAGE: Later<Draw> = Later::new(|| Box::pin(page()));

chunk! { fn page() -> Draw as import { || view! { <ImportPage/> }.into_any() } }

/// What came in.
#[derive(Clone)]
pub enum Brought {
    /// A table or a file of cards.
    Contacts(File),
    /// Pictures, and how many other files of their folder were left aside.
    Pictures(Vec<File>, usize),
}

/// One thing at a time.
#[component]
fn ImportPage() -> impl IntoView {
    let import = Import::of(use_app());
    import.set_in_view(true);
    on_cleanup(move || import.set_in_view(false));
    let brought = RwSignal::new_local(None::<Brought>);
    watch(move || {
        if let Some(Brought::Contacts(file)) = brought.get() {
            brought.set(None);
            import.look(file, None);
        }
    });

    view! {
        <main class="page settings import">
            <h1>"Import"</h1>
            {part(move || Some(match brought.get() {
                Some(Brought::Pictures(files, aside)) => view! { <PicturesReview files aside brought/> }.into_any(),
                Some(Brought::Contacts(_)) | None => view! { <Contacts import brought/> }.into_any(),
            }))}
        </main>
    }
}

/// Contacts from a file, step by step.
#[component]
fn Contacts(import: Import, brought: RwSignal<Option<Brought>, LocalStorage>) -> impl IntoView {
    // How far a running one has come changes within its own view.
    let step = import.step();
    let kind = Memo::new(move |_| step.with(std::mem::discriminant));
    part(move || {
        kind.get();
        Some(match step.get_untracked() {
            Step::Idle => view! { <Choose brought/><Past/> }.into_any(),
            Step::Looking => {
                view! { <p class="muted" role="status">"Reading the file…"</p> }.into_any()
            }
            Step::Table(_) => part(move || match step.get() {
                Step::Table(table) => Some(table_preview(import, &table)),
                _ => None,
            })
            .into_any(),
            Step::Cards(cards) => cards_preview(import, &cards),
            Step::Running(_) => view! { <Running import/> }.into_any(),
            Step::Done(outcome) => done(import, &outcome),
            Step::Refused(reason) => view! {
                <Alert text=reason/>
                <Choose brought/>
                <Past/>
            }
            .into_any(),
        })
    })
}
