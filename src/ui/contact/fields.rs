//! The fields of a contact, each saved as one leaves it, of which those are shown that match what is searched for.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::draft::Draft;
use super::entries::{Entries, EntryFields};
use super::followers::Followers;
use crate::domain::contact::Contact;
use crate::domain::contact::draft::Field;
use crate::domain::contact::part::Part;
use crate::domain::custom_field::{CustomField, folders};
use crate::domain::id::ContactId;
use crate::domain::search::fold::fold;
use crate::state::locale::clock_in;
use crate::state::use_app;
use crate::ui::kit::custom::custom_box;
use crate::ui::kit::field::TextField;
use crate::ui::kit::live::{flag, part, text, when};
use crate::ui::kit::own::own_box;

/// Fields that stand beside another one.
const NARROW: [Field; 8] = [
    Field::FirstName,
    Field::LastName,
    Field::ContactType,
    Field::Owner,
    Field::PostalCode,
    Field::City,
    Field::Region,
    Field::Country,
];

/// How often the clock is looked at.
const MINUTE: Duration = Duration::from_secs(60);

/// Which fields are wanted.
#[derive(Clone, Copy)]
struct Wanted {
    /// What is searched for, folded.
    search: Memo<String>,
    hides_empty: Signal<bool>,
    /// How many match.
    shown: RwSignal<usize>,
}

impl Wanted {
    /// Wraps a field so that it is there while it is wanted.
    fn wrap(
        self,
        label: String,
        is_wide: bool,
        stored: impl Fn() -> String + Send + Sync + 'static,
        is_wrong: impl Fn() -> bool + Send + Sync + 'static,
        field: AnyView,
    ) -> AnyView {
        let is_shown = Memo::new(move |_| {
            let stored = stored();
            let is_left_out = self.hides_empty.get() && stored.is_empty();
            let is_found = self
                .search
                .with(|wanted| fold(&label).contains(wanted) || fold(&stored).contains(wanted));
            // What is wrong must be seen.
            is_found && !is_left_out || is_wrong()
        });
        // Kept in number, so that a search without a match can say so.
        Effect::new(move |before: Option<bool>| {
            let (now, before) = (is_shown.get(), before.unwrap_or(false));
            if now != before {
                self.shown.update(|shown| if now { *shown += 1 } else { *shown -= 1 });
            }
            now
        });
        view! { <div class:wide=is_wide hidden=flag(move || !is_shown.get())>{field}</div> }
            .into_any()
    }
}

/// All fields.
#[component]
pub fn Fields(
    /// Whose.
    id: ContactId,
) -> impl IntoView {
    let app = use_app();
    let settings = app.settings;
    let search = RwSignal::new(String::new());
    let wanted = Wanted {
        search: Memo::new(move |_| search.with(|typed| fold(typed.trim()))),
        hides_empty: settings.hides_empty(),
        shown: RwSignal::new(0),
    };
    let is_none = move || wanted.shown.get() == 0;
    let own = Field::ALL.map(|field| own_field(id, field, wanted));
    let custom = part(move || {
        let fields = app.workspace.fields().get();
        let folder = |(name, fields): (&str, Vec<&CustomField>)| folder(id, name, &fields, wanted);
        Some(folders(&fields).into_iter().map(folder).collect_view().into_any())
    });

    view! {
        <div class="form fields-form">
            <div class="find">
                <TextField label="Search fields" value=search error=RwSignal::new(None)/>
                <label class="check">
                    <input
                        type="checkbox"
                        prop:checked=flag(move || settings.hides_empty().get())
                        on:change:target=move |event| settings.hide_empty(event.target().checked())
                    />
                    "Hide empty fields"
                </label>
            </div>
            <div class="fields">
                {own.into_iter().collect_view()}
                {followers(id, wanted)}
            </div>
            {custom}
            {when(is_none, || view! { <p class="muted" role="status">"No field matches."</p> }.into_any())}
        </div>
    }
}

/// A field that every contact has.
fn own_field(id: ContactId, field: Field, wanted: Wanted) -> AnyView {
    let label = field.label().to_owned();
    let entries = match field {
        Field::Email => Some(Entries::Emails),
        Field::Phone => Some(Entries::Phones),
        _ => None,
    };
    if let Some(kind) = entries {
        let book = use_app().book;
        let stored = move || book.contact(id).map(|contact| kind.all(&contact)).unwrap_or_default();
        let boxes = view! { <EntryFields id kind/> }.into_any();
        return wanted.wrap(label, true, stored, || false, boxes);
    }
    let book = use_app().book;
    let read = move || book.contact(id).map(|contact| field.read(&contact)).unwrap_or_default();
    let write = move |typed| book.write(id, field, typed);
    let draft = Draft::new(read, write);
    let Draft { stored, error, .. } = draft;
    let is_wide = !NARROW.contains(&field);
    let there = (field == Field::Timezone).then(|| local_time(stored));
    let drawn = own_box(field, draft.held(), false, there);
    wanted.wrap(label, is_wide, move || stored.get(), move || error.with(Option::is_some), drawn)
}

/// What the clocks show where the contact is.
fn local_time(stored: Memo<String>) -> AnyView {
    let minute = RwSignal::new(());
    let tick = move || {
        minute.try_set(());
    };
    let handle = set_interval_with_handle(tick, MINUTE);
    on_cleanup(move || {
        if let Ok(handle) = handle {
            handle.clear();
        }
    });
    let time = move || {
        minute.track();
        stored.with(|zone| clock_in(zone))
    };
    let sentence =
        text(move || time().map(|time| format!("Local time: {time}")).unwrap_or_default());
    view! { <p class="faint small num">{sentence}</p> }.into_any()
}

/// The custom fields of a folder.
fn folder(id: ContactId, name: &str, fields: &[&CustomField], wanted: Wanted) -> AnyView {
    let drawn = fields.iter().map(|field| custom(id, field, wanted)).collect_view();
    let title =
        (!name.is_empty()).then(|| view! { <h2 dir="auto">{name.to_owned()}</h2> }.into_any());
    view! { {title}<div class="fields">{drawn}</div> }.into_any()
}

fn custom(id: ContactId, field: &CustomField, wanted: Wanted) -> AnyView {
    let book = use_app().book;
    let own = field.clone();
    let read = move || book.contact(id).map(|contact| own.read(&contact)).unwrap_or_default();
    let own = StoredValue::new(field.clone());
    let write = move |typed: String| {
        let field = own.get_value();
        let part = Part::Custom(field.key.clone());
        book.change(id, part, move |contact: &mut Contact| Ok(field.write(contact, &typed)?))
    };
    let draft = Draft::new(read, write);
    let Draft { stored, error, .. } = draft;
    let drawn = custom_box(field, draft.held(), false);
    let name = field.name.clone();
    wanted.wrap(name, true, move || stored.get(), move || error.with(Option::is_some), drawn)
}

fn followers(id: ContactId, wanted: Wanted) -> AnyView {
    let book = use_app().book;
    let stored =
        move || book.contact(id).map(|contact| contact.followers.join(", ")).unwrap_or_default();
    let drawn = view! { <Followers id/> }.into_any();
    wanted.wrap("Followers".to_owned(), true, stored, || false, drawn)
}
