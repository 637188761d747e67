//! The emails and the phones of a contact: each in a box of its own, saved as one leaves it, one of them the primary one.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::draft::Draft;
use crate::domain::contact::Contact;
use crate::domain::contact::draft::{DraftError, Field};
use crate::domain::contact::entries::MAX_ENTRIES;
use crate::domain::contact::part::Part;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::contact::phone::numbering::Country;
use crate::domain::id::ContactId;
use crate::state::error::AppError;
use crate::state::use_app;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::known::{Asked, Known};
use crate::ui::kit::live::{flag, memo, part, text, when};
use crate::ui::routes;

/// Emails or phones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entries {
    /// Emails.
    Emails,
    /// Phones.
    Phones,
}

impl Entries {
    /// The field that the primary one is.
    pub const fn field(self) -> Field {
        match self {
            Self::Emails => Field::Email,
            Self::Phones => Field::Phone,
        }
    }

    fn count(self, contact: &Contact) -> usize {
        match self {
            Self::Emails => contact.emails.len(),
            Self::Phones => contact.phones.len(),
        }
    }

    fn read(self, contact: &Contact, at: usize) -> String {
        let text = match self {
            Self::Emails => contact.emails.get(at).map(|email| &email.address),
            Self::Phones => contact.phones.get(at).map(|phone| &phone.number),
        };
        text.cloned().unwrap_or_default()
    }

    /// All of them, as a search finds them.
    pub fn all(self, contact: &Contact) -> String {
        let texts: Vec<String> =
            (0..self.count(contact)).map(|at| self.read(contact, at)).collect();
        texts.join(" ")
    }

    fn is_primary(self, contact: &Contact, at: usize) -> bool {
        self.read(contact, at) == self.field().read(contact)
    }

    const fn add(self) -> &'static str {
        match self {
            Self::Emails => "Add another email",
            Self::Phones => "Add phone number",
        }
    }

    const fn full(self) -> &'static str {
        match self {
            Self::Emails => "A contact has room for 11 emails.",
            Self::Phones => "A contact has room for 11 phones.",
        }
    }
}

/// The boxes, of which the first is there even if the contact has none.
#[component]
pub fn EntryFields(
    /// Whose.
    id: ContactId,
    /// Emails or phones.
    kind: Entries,
) -> impl IntoView {
    let book = use_app().book;
    let count = Memo::new(move |_| book.contact(id).map_or(0, |contact| kind.count(&contact)));
    // One more box than there are entries, once it was asked for.
    let is_adding = RwSignal::new(false);
    // It was stored: another one is added by asking again.
    Effect::new(move |before: Option<usize>| {
        let now = count.get();
        if before.is_some_and(|before| before < now) {
            is_adding.set(false);
        }
        now
    });
    let boxes =
        move || (0..(count.get() + usize::from(is_adding.get())).max(1)).collect::<Vec<_>>();
    let has_room = memo(move || (1..MAX_ENTRIES).contains(&count.get()) && !is_adding.get());
    let is_full = memo(move || count.get() >= MAX_ENTRIES);

    view! {
        <div class="entry-fields">
            <For each=boxes key=|at| *at let(at)>
                <EntryField id kind at is_adding/>
            </For>
            {when(move || has_room.get(), move || view! {
                <button class="btn quiet add" on:click=move |_| is_adding.set(true)>
                    <Icon glyph=Glyph::Plus/>
                    {kind.add()}
                </button>
            }.into_any())}
            {when(move || is_full.get(), move || view! { <p class="faint small">{kind.full()}</p> }.into_any())}
        </div>
    }
}

/// One of them.
#[component]
fn EntryField(id: ContactId, kind: Entries, at: usize, is_adding: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let contact = move || app.book.contact(id);
    let is_there = memo(move || contact().is_some_and(|contact| at < kind.count(&contact)));
    let is_primary = memo(move || contact().is_some_and(|contact| kind.is_primary(&contact, at)));
    let read = move || contact().map(|contact| kind.read(&contact, at)).unwrap_or_default();
    let write = move |typed: String| {
        let home = app.workspace.home();
        let write = move |contact: &mut Contact| Ok(put(kind, contact, at, &typed, home)?);
        app.book.change(id, Part::Field(kind.field()), write)
    };
    let Draft { value, error, save, stored } = Draft::new(read, write);
    // From the first letter on, so that the note is still there when the box is left for it.
    let is_touched = Memo::new(move |before: Option<&bool>| {
        before == Some(&true) || value.with(|typed| stored.with(|stored| typed != stored))
    });
    let change = move |change: fn(&mut Contact, usize) -> Result<(), AppError>| {
        let part = Part::Field(kind.field());
        app.run(app.book.change(id, part, move |contact| change(contact, at)));
    };
    let star: fn(&mut Contact, usize) -> Result<(), AppError> = match kind {
        Entries::Emails => |contact, at| Ok(contact.make_email_primary(at)?),
        Entries::Phones => |contact, at| Ok(contact.make_phone_primary(at)?),
    };
    let drop: fn(&mut Contact, usize) -> Result<(), AppError> = match kind {
        Entries::Emails => |contact, at| Ok(contact.remove_email(at)?),
        Entries::Phones => |contact, at| Ok(contact.remove_phone(at)?),
    };
    let remove = move |_| match is_there.get_untracked() {
        true => change(drop),
        // Nothing is stored of it yet.
        false => {
            value.set(String::new());
            is_adding.set(false);
        }
    };
    let (box_kind, name) = match kind {
        Entries::Emails => (Kind::Email, "Email"),
        Entries::Phones => (Kind::Phone, "Phone"),
    };
    let asked = match kind {
        Entries::Emails => Asked::Email,
        Entries::Phones => Asked::Phone,
    };
    let navigate = StoredValue::new_local(use_navigate());
    let on_open = Callback::new(move |id: ContactId| {
        navigate.with_value(|navigate| navigate(&routes::contact(id), Default::default()));
    });
    let on_merge = Callback::new(move |other: ContactId| app.compare(vec![other, id], Some(other)));
    let label = if at == 0 { name.to_owned() } else { format!("{name} {}", at + 1) };
    let named = label.clone();

    view! {
        <div class="entry">
            <TextField label value error kind=box_kind on_leave=save/>
            {(kind == Entries::Phones).then(|| view! { <Label id at is_there/> }.into_any())}
            {when(move || is_there.get(), {
                let named = named.clone();
                move || {
                    let name = format!("Primary: {named}");
                    view! {
                        <button
                            class="btn quiet icon-only star"
                            aria-label=name.clone()
                            title="Primary"
                            aria-pressed=text(move || is_primary.get().to_string())
                            disabled=flag(move || is_primary.get())
                            on:click=move |_| change(star)
                        >
                            <Icon glyph=Glyph::Star/>
                        </button>
                    }
                    .into_any()
                }
            })}
            {part(move || (is_there.get() || at > 0).then(|| view! {
                <button class="btn quiet icon-only" aria-label=format!("Remove {named}") title="Remove" on:click=remove>
                    <Icon glyph=Glyph::Cross/>
                </button>
            }.into_any()))}
        </div>
        {when(move || is_touched.get(), move || view! {
            <Known asked value except=Some(id) on_open on_merge/>
        }.into_any())}
    }
}

fn put(
    kind: Entries,
    contact: &mut Contact,
    at: usize,
    typed: &str,
    home: Option<Country>,
) -> Result<(), DraftError> {
    let is_new = at >= kind.count(contact);
    match (kind, is_new) {
        // Leaving a new box empty adds nothing.
        (_, true) if typed.trim().is_empty() => Ok(()),
        (Entries::Emails, true) => contact.add_email(typed),
        (Entries::Emails, false) => contact.change_email(at, typed),
        (Entries::Phones, true) => contact.add_phone(typed, home),
        (Entries::Phones, false) => contact.change_phone(at, typed, home),
    }
}

/// What a phone reaches.
#[component]
fn Label(id: ContactId, at: usize, is_there: Memo<bool>) -> impl IntoView {
    let app = use_app();
    let own = Memo::new(move |_| {
        let contact = app.book.contact(id)?;
        Some(contact.phones.get(at)?.label.as_ref()?.name().to_owned())
    });
    let taken = Memo::new(move |_| {
        let Some(contact) = app.book.contact(id) else { return Vec::new() };
        let others = contact.phones.iter().enumerate().filter(|(other, _)| *other != at);
        others.filter_map(|(_, phone)| Some(phone.label.as_ref()?.name().to_owned())).collect()
    });
    let choose = move |name: String| {
        let label = PhoneLabel::ALL.into_iter().find(|label| label.name() == name);
        let label_it = move |contact: &mut Contact| Ok(contact.label_phone(at, label)?);
        app.run(app.book.change(id, Part::Field(Field::Phone), label_it));
    };
    let option = move |label: PhoneLabel| {
        let name = label.name().to_owned();
        let shown = name.clone();
        let is_chosen = {
            let name = name.clone();
            flag(move || own.with(|own| own.as_deref() == Some(&*name)))
        };
        // Each label once: what another phone has cannot be chosen here.
        let is_taken = {
            let name = name.clone();
            flag(move || taken.with(|taken| taken.contains(&name)))
        };
        view! { <option value=name selected=is_chosen disabled=is_taken>{shown}</option> }
            .into_any()
    };
    // One of a later version, or of another program.
    let foreign =
        move || own.get().filter(|own| PhoneLabel::ALL.iter().all(|label| label.name() != own));
    let name = if at == 0 { "Label".to_owned() } else { format!("Label {}", at + 1) };

    view! {
        <select
            class="phone-label"
            aria-label=name
            disabled=flag(move || !is_there.get())
            on:change:target=move |event| choose(event.target().value())
        >
            <option value="" selected=flag(move || own.with(Option::is_none))>"No label"</option>
            {PhoneLabel::ALL.into_iter().map(option).collect_view()}
            {part(move || foreign().map(|name| option(PhoneLabel::Other(name.into()))))}
        </select>
    }
}
