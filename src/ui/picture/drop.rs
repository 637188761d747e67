//! Files that come in by drop, by paste or by choice, and a place to drop them on.

use leptos::ev;
use leptos::prelude::*;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File, FileList, HtmlInputElement};

use crate::state::stage::{Incoming, Stage};

/// A place that takes a dropped picture, and shows it while one hovers over it.
#[component]
pub fn DropTarget(
    /// Whether it is as wide as what is around it; else as large as the face in it.
    #[prop(default = false)]
    wide: bool,
    /// Takes what was dropped.
    on_drop: impl Fn(Incoming) + 'static,
    /// What is shown there.
    children: Children,
) -> impl IntoView {
    let is_over = RwSignal::new(false);
    let hover = move |event: DragEvent| {
        if carries_files(&event) {
            event.prevent_default();
            is_over.set(true);
        }
    };
    let drop = move |event: DragEvent| {
        is_over.set(false);
        if let Some(incoming) = from_drop(&event) {
            on_drop(incoming);
        }
    };

    view! {
        <span
            class="drop-target"
            class:wide=wide
            class:over=is_over
            on:dragenter=hover
            on:dragover=hover
            on:dragleave=move |_| is_over.set(false)
            on:drop=drop
        >
            {children()}
        </span>
    }
}

/// Whether something is being dragged that may be a picture.
pub fn carries_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|transfer| transfer.types());
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}

/// What was dropped; the browser is kept from opening it as a page.
pub fn from_drop(event: &DragEvent) -> Option<Incoming> {
    if !carries_files(event) {
        return None;
    }
    event.prevent_default();
    event.stop_propagation();
    let transfer = event.data_transfer()?;
    Some(if is_folder(&transfer) { Incoming::Folder } else { files(transfer.files().as_ref()) })
}

/// What was chosen. The input is emptied, so that choosing the same file again is noticed.
pub fn from_input(input: &HtmlInputElement) -> Incoming {
    let incoming = files(input.files().as_ref());
    input.set_value("");
    incoming
}

/// Lets pictures be pasted as long as the component that called this is shown. Pasted text goes where it always goes.
pub fn take_pasted(stage: Stage) {
    let handle = window_event_listener(ev::paste, move |event: ClipboardEvent| {
        let list = event.clipboard_data().and_then(|data| data.files());
        let pasted = files(list.as_ref());
        if matches!(&pasted, Incoming::Files(files) if !files.is_empty()) {
            event.prevent_default();
            stage.take(pasted);
        }
    });
    on_cleanup(move || handle.remove());
}

fn is_folder(transfer: &DataTransfer) -> bool {
    let entry = transfer.items().get(0).and_then(|item| item.webkit_get_as_entry().ok().flatten());
    entry.is_some_and(|entry| entry.is_directory())
}

fn files(list: Option<&FileList>) -> Incoming {
    Incoming::Files(listed(list))
}

/// The files of a list.
pub fn listed(list: Option<&FileList>) -> Vec<File> {
    let count = list.map_or(0, FileList::length);
    (0..count).filter_map(|at| list?.item(at)).collect()
}

/// The files of a drop; the browser is kept from opening them as a page.
pub fn dropped(event: &DragEvent) -> Vec<File> {
    match from_drop(event) {
        Some(Incoming::Files(files)) => files,
        Some(Incoming::Folder) | None => Vec::new(),
    }
}
