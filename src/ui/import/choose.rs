//! The first step: where files are dropped, chosen or pasted.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, DragEvent, File, HtmlInputElement};

use super::Brought;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::picture::drop::{carries_files, dropped, listed};

/// The files that the chooser offers; what a file is, its content decides.
const ACCEPT: &str = ".csv,.tsv,.txt,.vcf,.vcard,text/csv,text/vcard,image/jpeg,image/png";

/// A place to drop files on, which can be pressed too.
#[component]
pub fn Choose(
    /// What came in.
    brought: RwSignal<Option<Brought>, LocalStorage>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let take = move |files: Vec<File>| {
        if let Some(what) = sorted(files) {
            brought.set(Some(what));
        }
    };
    let hover = move |event: DragEvent| {
        if carries_files(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: DragEvent| {
        is_over.set(false);
        take(dropped(&event));
    };
    let chosen = move |input: HtmlInputElement| {
        let files = listed(input.files().as_ref());
        // So that choosing the same file again is noticed.
        input.set_value("");
        take(files);
    };
    let handle = window_event_listener(ev::paste, move |event: ClipboardEvent| {
        let pasted = event.clipboard_data().map(|data| listed(data.files().as_ref()));
        take(pasted.unwrap_or_default());
    });
    on_cleanup(move || handle.remove());

    view! {
        <p class="intro">
            "Bring contacts in from a spreadsheet or another program, or give many contacts their pictures at once. Nothing changes before you have seen what will."
        </p>
        <button
            type="button"
            class="drop wide"
            class:over=is_over
            on:dragenter=hover
            on:dragover=hover
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
            on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        >
            <Icon glyph=Glyph::Plus/>
            <span class="words">
                <b>"Drop files here, paste them, or browse"</b>
                <span class="faint">"CSV · vCard (.vcf) · pictures, named like their contacts"</span>
            </span>
        </button>
        <input
            type="file"
            hidden
            multiple
            aria-label="Choose files"
            accept=ACCEPT
            node_ref=input
            on:change:target=move |event| chosen(event.target())
        />
    }
}

/// What the files are; none for none.
fn sorted(files: Vec<File>) -> Option<Brought> {
    let is_picture = |file: &File| file.type_().starts_with("image/");
    if files.iter().any(is_picture) {
        return Some(Brought::Pictures(files));
    }
    files.into_iter().next().map(Brought::Contacts)
}
