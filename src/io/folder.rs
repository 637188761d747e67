//! Folders that were dropped on the page or chosen: the files in them, however deep.

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DataTransfer, File, FileSystemDirectoryEntry, FileSystemDirectoryReader, FileSystemEntry,
    FileSystemFileEntry,
};

/// What was dropped. It has to be asked for while the drop is being handled: later the browser has forgotten it.
#[must_use]
pub fn entries(transfer: &DataTransfer) -> Vec<FileSystemEntry> {
    let items = transfer.items();
    let entry = |at: u32| items.get(at)?.webkit_get_as_entry().ok().flatten();
    (0..items.length()).filter_map(entry).collect()
}

/// The files among these entries and in their folders, each with its path. What cannot be read is left out.
pub async fn walk(entries: Vec<FileSystemEntry>) -> Vec<(String, File)> {
    let mut found = Vec::new();
    let mut waiting = entries;
    waiting.reverse();
    while let Some(entry) = waiting.pop() {
        if entry.is_directory() {
            let mut inside = children(entry.unchecked_into()).await;
            inside.sort_by_cached_key(FileSystemEntry::name);
            waiting.extend(inside.into_iter().rev());
        } else if let Some(file) = file(entry.unchecked_ref()).await {
            found.push((entry.full_path(), file));
        }
    }
    found
}

/// The path of a file within the folder that was chosen; its name where it was chosen by itself.
#[must_use]
pub fn path(file: &File) -> String {
    // Not in web-sys.
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok();
    let path = path.and_then(|path| path.as_string()).filter(|path| !path.is_empty());
    path.unwrap_or_else(|| file.name())
}

async fn children(folder: FileSystemDirectoryEntry) -> Vec<FileSystemEntry> {
    let reader: FileSystemDirectoryReader = folder.create_reader();
    let mut found = Vec::new();
    loop {
        let page = answer(&mut |resolve, reject| {
            reader.read_entries_with_callback_and_callback(resolve, reject)
        });
        // A page at a time, and an empty one at the end.
        let page = page.await.ok().map(|page| Array::from(&page));
        let Some(page) = page.filter(|page| page.length() > 0) else { return found };
        found.extend(page.iter().map(JsCast::unchecked_into::<FileSystemEntry>));
    }
}

async fn file(entry: &FileSystemFileEntry) -> Option<File> {
    let file = answer(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(resolve, reject);
        Ok(())
    });
    file.await.ok()?.dyn_into().ok()
}

/// What is given to the first of two functions that the browser calls back; an error where it is the second one.
fn answer(ask: &mut dyn FnMut(&Function, &Function) -> Result<(), JsValue>) -> JsFuture {
    JsFuture::from(Promise::new(&mut |resolve, reject| {
        if let Err(error) = ask(&resolve, &reject) {
            // Fails only where there is nobody to hear it.
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    }))
}
