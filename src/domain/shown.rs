//! What the Contacts page shows, as its address says it: which list, and what about it differs from how it was saved.
//! Filter, sort and columns stay texts here, so that an address by hand is kept as it was typed.

use super::id::ListId;
use super::smart_list::{ListColumn, SmartList};

/// The parameter with the list.
const LIST: &str = "list";
/// Its value for the deleted contacts.
const TRASH: &str = "trash";
/// The parameter with the filter.
const FILTER: &str = "filter";
/// The parameter with the sort.
const SORT: &str = "sort";
/// The parameter with the columns.
const COLUMNS: &str = "columns";
/// The parameter with the view.
const VIEW: &str = "view";

/// One of the tabs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// Every contact.
    #[default]
    All,
    /// A Smart List.
    Saved(ListId),
    /// Deleted contacts.
    Trash,
    /// What an address by hand asks for, which is no list.
    Nowhere(String),
}

/// The list, and what replaces its own settings; none where they stand as saved.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shown {
    /// Which list.
    pub place: Place,
    /// Another filter.
    pub filter: Option<String>,
    /// Another sort.
    pub sort: Option<String>,
    /// Other columns.
    pub columns: Option<String>,
    /// Another view.
    pub view: Option<String>,
}

impl Shown {
    /// A list as it is.
    #[must_use]
    pub fn of(place: Place) -> Self {
        Self { place, ..Self::default() }
    }

    /// Reads an address; `get` gives the value of a parameter.
    #[must_use]
    pub fn read(get: &dyn Fn(&str) -> Option<String>) -> Self {
        let place = match get(LIST) {
            None => Place::All,
            Some(text) if text == TRASH => Place::Trash,
            Some(text) => text.parse().map_or(Place::Nowhere(text), Place::Saved),
        };
        Self { place, filter: get(FILTER), sort: get(SORT), columns: get(COLUMNS), view: get(VIEW) }
    }

    /// The parameters of the address, in order.
    #[must_use]
    pub fn parameters(&self) -> Vec<(&'static str, String)> {
        let list = match &self.place {
            Place::All => None,
            Place::Saved(id) => Some(id.to_string()),
            Place::Trash => Some(TRASH.to_owned()),
            Place::Nowhere(text) => Some(text.clone()),
        };
        let values = [
            (LIST, list),
            (FILTER, self.filter.clone()),
            (SORT, self.sort.clone()),
            (COLUMNS, self.columns.clone()),
            (VIEW, self.view.clone()),
        ];
        values.into_iter().filter_map(|(name, value)| Some((name, value?))).collect()
    }

    /// Whether anything differs from how the list was saved.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        [&self.filter, &self.sort, &self.columns, &self.view].into_iter().any(Option::is_some)
    }

    /// Forgets what differs no longer.
    pub fn settle(&mut self, saved: &SmartList) {
        let forget = |value: &mut Option<String>, saved: &str| {
            if value.as_deref() == Some(saved) {
                *value = None;
            }
        };
        forget(&mut self.filter, &saved.filter);
        forget(&mut self.sort, &saved.sort);
        forget(&mut self.columns, &columns_text(&saved.columns));
        forget(&mut self.view, &saved.view);
    }

    /// The list as it is shown, to be saved: `saved` with what differs.
    #[must_use]
    pub fn applied(&self, saved: SmartList) -> SmartList {
        let columns = self.columns.as_deref().map(columns);
        SmartList {
            filter: self.filter.clone().unwrap_or(saved.filter),
            sort: self.sort.clone().unwrap_or(saved.sort),
            columns: columns.unwrap_or(saved.columns),
            view: self.view.clone().unwrap_or(saved.view),
            ..saved
        }
    }
}

/// The columns in a text such as `name:240,email`; the number is a width in pixels.
#[must_use]
pub fn columns(text: &str) -> Vec<ListColumn> {
    let column = |part: &str| match part.rsplit_once(':') {
        Some((field, width)) if width.parse::<u32>().is_ok() => {
            ListColumn { field: field.trim().to_owned(), width: width.parse().ok() }
        }
        _ => ListColumn { field: part.trim().to_owned(), width: None },
    };
    text.split(',').filter(|part| !part.trim().is_empty()).map(column).collect()
}

/// The text of columns, which [`columns`] reads.
#[must_use]
pub fn columns_text(columns: &[ListColumn]) -> String {
    let texts = columns.iter().map(|column| match column.width {
        Some(width) => format!("{}:{width}", column.field),
        None => column.field.clone(),
    });
    texts.collect::<Vec<_>>().join(",")
}
