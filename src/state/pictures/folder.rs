//! A folder of pictures: which of its files are taken, and how many are left aside.

use std::pin::Pin;

use web_sys::{DataTransfer, File};

use crate::domain::picture::named::{is_hidden, is_picture};
use crate::io::folder;

/// What a folder has.
#[derive(Debug, Clone, Default)]
pub struct Folder {
    /// Its pictures, in the folders of it too.
    pub pictures: Vec<File>,
    /// How many other files it has; hidden ones do not count.
    pub others: usize,
}

/// What was dropped, if there is a folder in it. It has to be asked for while the drop is being handled.
#[must_use]
pub fn dropped(transfer: &DataTransfer) -> Option<Pin<Box<dyn Future<Output = Folder>>>> {
    let entries = folder::entries(transfer);
    let has_folder = entries.iter().any(|entry| entry.is_directory());
    has_folder.then(|| Box::pin(async move { sorted(folder::walk(entries).await) }) as _)
}

/// A folder that was chosen, by all its files.
#[must_use]
pub fn chosen(files: Vec<File>) -> Folder {
    sorted(files.into_iter().map(|file| (folder::path(&file), file)).collect())
}

fn sorted(files: Vec<(String, File)>) -> Folder {
    let seen = files.into_iter().filter(|(path, _)| !is_hidden(path)).map(|(_, file)| file);
    let (pictures, others): (Vec<File>, Vec<File>) =
        seen.partition(|file| is_picture(&file.name(), &file.type_()));
    Folder { pictures, others: others.len() }
}
