//! Smart Lists: a saved filter with its columns, its sort and its place among the tabs (PRODUCT, section 3). Filter, sort
//! and columns are kept as texts, so that what this version does not understand survives it.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::doc::is_false;
use super::filter::Filter;
use super::filter::field::{Definitions, Field};
use super::id::ListId;
use super::sort::Sort;
use super::time::Timestamp;
use super::workspace::Person;

/// The room that is left between two lists, so that another can be moved there without touching them.
const STEP: i64 = 1_024;

/// What the rows of a list show that names no columns.
pub const DEFAULT_COLUMNS: [Field; 6] =
    [Field::Name, Field::Email, Field::Phone, Field::Type, Field::Tag, Field::LastActivity];

/// The names of the document fields that [`SmartList`] writes; all others are left as they are.
pub const FIELDS: &[&str] = &[
    "name",
    "filter",
    "columns",
    "sort",
    "view",
    "position",
    "made_by",
    "made_at",
    "updated_by",
    "updated_at",
    "shared",
    "deleted_at",
    "sample",
];

/// A saved list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SmartList {
    /// Its id, which is part of the document's id and not of its body.
    #[serde(skip, default = "nowhere")]
    pub id: ListId,
    /// What its tab says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// Which contacts it shows, in the text form of filters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub filter: String,
    /// What its rows show, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<ListColumn>,
    /// Its order, in the text form of sorts.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sort: String,
    /// How it shows contacts, `rows` or `faces`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub view: String,
    /// Its place among the tabs.
    #[serde(default)]
    pub position: Position,
    /// Who made it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub made_by: String,
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub made_at: Option<Timestamp>,
    /// Who changed it last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub updated_by: String,
    /// When it was last changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated_at: Option<Timestamp>,
    /// Whether everyone has it, and not its maker alone.
    #[serde(default, skip_serializing_if = "is_false")]
    pub shared: bool,
    /// Since when it is deleted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deleted_at: Option<Timestamp>,
    /// Whether it belongs to the sample workspace.
    #[serde(default, skip_serializing_if = "is_false")]
    pub sample: bool,
}

/// A column of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListColumn {
    /// The key of the field that it shows.
    pub field: String,
    /// How wide it is, in pixels, where it was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u32>,
}

/// A place among the tabs. Whole, so that every device computes the same; a fraction that another program wrote is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position(pub i64);

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(f64::deserialize(deserializer)? as i64))
    }
}

impl SmartList {
    /// The list of every contact, which is not saved.
    #[must_use]
    pub fn every() -> Self {
        Self {
            made_at: None,
            updated_at: None,
            ..Self::new(nowhere(), &[], "", Timestamp::default())
        }
    }

    /// An empty list behind the others, which shows every contact.
    #[must_use]
    pub fn new(id: ListId, others: &[Self], by: &str, now: Timestamp) -> Self {
        let last = others.iter().map(|list| list.position.0).max();
        Self {
            id,
            name: String::new(),
            filter: String::new(),
            columns: Vec::new(),
            sort: String::new(),
            view: String::new(),
            position: Position(last.unwrap_or_default().saturating_add(STEP)),
            made_by: by.to_owned(),
            made_at: Some(now),
            updated_by: by.to_owned(),
            updated_at: Some(now),
            shared: false,
            deleted_at: None,
            sample: false,
        }
    }

    /// The list in a document's body; none when the body is no list.
    #[must_use]
    pub fn from_json(id: ListId, json: &str) -> Option<Self> {
        let list: Self = serde_json::from_str(json).ok()?;
        Some(Self { id, ..list })
    }

    /// Whether somebody sees it: whoever made it and, once it is shared, everybody. That keeps the tabs of others short, and
    /// is no secret: the document is on every device.
    #[must_use]
    pub fn is_for(&self, me: &str, people: &[Person]) -> bool {
        self.shared || self.is_of(me, people)
    }

    /// Whether it is somebody's own. So is one that nobody with a name has made: that may have been the same person in
    /// another browser.
    #[must_use]
    pub fn is_of(&self, me: &str, people: &[Person]) -> bool {
        let mut named = people.iter().filter(|person| !person.name.is_empty());
        self.made_by == me || named.all(|person| person.id != self.made_by)
    }

    /// Its filter, as far as it is understood.
    #[must_use]
    pub fn filter(&self, definitions: &Definitions) -> Filter {
        Filter::parse(&self.filter, definitions)
    }

    /// Its order; by name where it has none, or one that is not understood.
    #[must_use]
    pub fn sort(&self, definitions: &Definitions) -> Sort {
        Sort::parse(&self.sort, definitions).unwrap_or_default()
    }

    /// The fields that its rows show, each once, with their widths; [`DEFAULT_COLUMNS`] where it names none that there
    /// is.
    #[must_use]
    pub fn columns(&self, definitions: &Definitions) -> Vec<(Field, Option<u32>)> {
        let mut columns: Vec<(Field, Option<u32>)> = Vec::new();
        for column in &self.columns {
            if let Some(field) = Field::named(&column.field, definitions)
                && columns.iter().all(|(known, _)| *known != field)
            {
                columns.push((field, column.width));
            }
        }
        if columns.is_empty() {
            columns.extend(DEFAULT_COLUMNS.map(|field| (field, None)));
        }
        columns
    }

    /// What a column is kept as.
    #[must_use]
    pub fn column(field: &Field, width: Option<u32>) -> ListColumn {
        ListColumn { field: field.key(), width }
    }
}

/// Puts lists into the order of their tabs: by position, then by id, so that it is the same on every device.
pub fn order(lists: &mut [SmartList]) {
    lists.sort_unstable_by_key(|list| (list.position, list.id));
}

/// The new positions that bring a list to the place `to` among `lists`, which stand in their order. Only the moved list
/// gets one where there is room between its neighbours; else all are numbered anew.
#[must_use]
pub fn moved(lists: &[SmartList], id: ListId, to: usize) -> Vec<(ListId, Position)> {
    let Some(from) = lists.iter().position(|list| list.id == id) else { return Vec::new() };
    let mut others: Vec<&SmartList> = lists.iter().filter(|list| list.id != id).collect();
    let to = to.min(others.len());
    let Some(list) = lists.get(from).filter(|_| from != to) else { return Vec::new() };
    let before = to.checked_sub(1).and_then(|at| others.get(at)).map(|list| list.position.0);
    let behind = others.get(to).map(|list| list.position.0);
    let place = match (before, behind) {
        (None, None) => return Vec::new(),
        (None, Some(behind)) => behind.checked_sub(STEP),
        (Some(before), None) => before.checked_add(STEP),
        (Some(before), Some(behind)) => {
            let room = behind.checked_sub(before).filter(|room| *room > 1);
            room.map(|room| before + room / 2)
        }
    };
    if let Some(place) = place {
        return vec![(id, Position(place))];
    }
    others.insert(to, list);
    let places = (1..).map(|place| Position(place * STEP));
    let fresh = others.into_iter().zip(places);
    fresh.filter(|(list, at)| list.position != *at).map(|(list, at)| (list.id, at)).collect()
}

const fn nowhere() -> ListId {
    ListId::from_random(0)
}
