//! How the Contacts page stands in the address: list, filter, sort, columns, view and search. A reload, Back and a
//! shared link show the same. Another list or filter is a step that Back takes back; typing in the search box and sizing
//! columns are not.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::domain::selection::Selection;
use crate::domain::shown::{Place, Shown};
use crate::state::list::List;
use crate::ui::kit::live::watch;
use crate::ui::routes::{CONTACTS, is_contacts};

/// The parameter with what is searched for.
const SEARCH: &str = "q";

/// What the address and the page agree on.
#[derive(Clone, PartialEq)]
struct Agreed {
    shown: Shown,
    search: String,
}

/// Keeps the address and the page the same until the component that called this is gone.
pub fn sync_with_address(list: List) {
    let agreed = StoredValue::new(None::<Agreed>);
    let location = use_location();
    let query = location.query;
    watch(move || {
        let read = query.with(|query| {
            let get = |name: &str| query.get_str(name).map(str::to_owned);
            Agreed { shown: Shown::read(&get), search: get(SEARCH).unwrap_or_default() }
        });
        agreed.set_value(Some(read.clone()));
        if list.search.with_untracked(|typed| typed.trim() != read.search) {
            list.search.set(read.search);
        }
        let before = list.shown.get_untracked();
        if before.place != read.shown.place {
            list.selection.update(Selection::clear);
        }
        if before != read.shown {
            list.shown.set(read.shown);
        }
    });
    let navigate = use_navigate();
    let go = move |now: &Agreed, replace: bool| {
        if location.pathname.with_untracked(|path| is_contacts(path)) {
            let options = NavigateOptions { replace, scroll: false, ..Default::default() };
            navigate(&address(&now.shown, &now.search), options);
        }
    };
    let rest = {
        let go = go.clone();
        // Typing and sizing must not wait for the address: it follows when keys and pointer rest.
        debounce(std::time::Duration::from_millis(250), move |()| {
            let now = untrack(|| now(list));
            // Unless another list was chosen meanwhile, which took these along.
            let is_behind = agreed.with_value(|agreed| agreed.as_ref() != Some(&now));
            if is_behind {
                agreed.set_value(Some(now.clone()));
                go(&now, true);
            }
        })
    };
    let rest = StoredValue::new_local(rest);
    watch(move || {
        let now = now(list);
        match agreed.get_value() {
            Some(before) if before == now => {}
            Some(before) if before.is_same_step(&now) => rest.update_value(|rest| rest(())),
            _ => {
                agreed.set_value(Some(now.clone()));
                go(&now, false);
            }
        }
    });
}

/// What the page shows.
fn now(list: List) -> Agreed {
    Agreed { shown: list.shown.get(), search: list.search.with(|typed| typed.trim().to_owned()) }
}

impl Agreed {
    /// Whether Back need not lead from one to the other.
    fn is_same_step(&self, other: &Self) -> bool {
        let step = |shown: &Shown| Shown { columns: None, ..shown.clone() };
        step(&self.shown) == step(&other.shown)
    }
}

/// The address of the Contacts page that shows this.
pub fn address(shown: &Shown, search: &str) -> String {
    let search = (!search.is_empty()).then(|| (SEARCH, search.to_owned()));
    let pairs = search.into_iter().chain(shown.parameters());
    let written: Vec<String> = pairs
        .map(|(name, value)| {
            format!("{name}={}", String::from(js_sys::encode_uri_component(&value)))
        })
        .collect();
    if written.is_empty() {
        CONTACTS.to_owned()
    } else {
        format!("{CONTACTS}?{}", written.join("&"))
    }
}

/// The address of the list as it was left.
pub fn of(list: List) -> String {
    let search = list.search.with(|typed| typed.trim().to_owned());
    list.shown.with(|shown| address(shown, &search))
}

/// The address of a list as it was saved.
pub fn of_place(place: Place) -> String {
    address(&Shown::of(place), "")
}
