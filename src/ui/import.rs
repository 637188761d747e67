//! The Import page: what was dropped, chosen or pasted there decides what it goes on with. A table or a file of cards
//! becomes contacts; pictures find the contacts that their names speak of.

pub mod choose;
pub mod pictures;

use leptos::prelude::*;
use web_sys::File;

use self::choose::Choose;
use self::pictures::PicturesReview;
use crate::state::chunk::chunk;
use crate::ui::kit::live::part;
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
    let brought = RwSignal::new_local(None::<Brought>);

    view! {
        <main class="page settings import">
            <h1>"Import"</h1>
            {part(move || Some(match brought.get() {
                None => view! { <Choose brought/> }.into_any(),
                Some(Brought::Pictures(files, aside)) => view! { <PicturesReview files aside brought/> }.into_any(),
                Some(Brought::Contacts(_)) => ().into_any(),
            }))}
        </main>
    }
}
