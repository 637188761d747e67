//! The first step: where files are dropped, chosen or pasted.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{ClipboardEvent, DragEvent, File, HtmlInputElement};

use super::Brought;
use crate::domain::picture::named::is_picture;
use crate::state::pictures::folder::{self, Folder};
use crate::state::use_app;
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
    let app = use_app();
    let (input, folder_input) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
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
    let take_folder = move |Folder { pictures, others }: Folder| {
        if pictures.is_empty() {
            return app
                .notices
                .refused("There are no pictures in this folder. Choose another one.");
        }
        // The page may have been left while the folder was read.
        brought.try_set(Some(Brought::Pictures(pictures, others)));
    };
    let drop = move |event: DragEvent| {
        is_over.set(false);
        let folder = event.data_transfer().and_then(|transfer| folder::dropped(&transfer));
        let files = dropped(&event);
        match folder {
            Some(folder) => spawn_local(async move { take_folder(folder.await) }),
            None => take(files),
        }
    };
    let chosen = move |input: HtmlInputElement| {
        let files = listed(input.files().as_ref());
        // So that choosing the same file again is noticed.
        input.set_value("");
        take(files);
    };
    let chosen_folder = move |input: HtmlInputElement| {
        let files = listed(input.files().as_ref());
        input.set_value("");
        take_folder(folder::chosen(files));
    };
    let press = |input: NodeRef<html::Input>| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
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
            on:click=move |_| press(input)
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
        <p class="actions">
            <button type="button" class="btn" on:click=move |_| press(folder_input)>
                <Icon glyph=Glyph::Picture/>"Choose a folder"
            </button>
            <span class="muted">"with pictures that are named after contacts: by name, email, phone or id"</span>
        </p>
        <input
            type="file"
            hidden
            multiple
            aria-label="Choose folder"
            prop:webkitdirectory=true
            node_ref=folder_input
            on:change:target=move |event| chosen_folder(event.target())
        />
    }
}

/// What the files are; none for none.
fn sorted(files: Vec<File>) -> Option<Brought> {
    if files.iter().any(|file| is_picture(&file.name(), &file.type_())) {
        return Some(Brought::Pictures(files, 0));
    }
    files.into_iter().next().map(Brought::Contacts)
}
