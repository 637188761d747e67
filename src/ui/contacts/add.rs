//! The form for a new contact, which slides in beside the list.

pub mod fields;
pub mod form;
pub mod lines;
pub mod reach;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use self::fields::Fields;
use self::form::Form;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::state::chunk::chunk;
use crate::state::stage::Stage;
use crate::state::use_app;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{part, watch};
use crate::ui::later::{Draw, Later};
use crate::ui::picture::position::Position;
use crate::ui::routes;

/// Leaves the form: for the page of a contact, if one is named, because of what is typed into a box, if that is named.
/// What would be lost is asked about first, that box left out of account.
pub type Leave = Callback<(Option<ContactId>, Option<RwSignal<String>>)>;

/// The ways out of the form.
#[derive(Clone, Copy)]
pub struct Ways {
    /// Leaves it.
    pub leave: Leave,
    /// Saves it, and merges what it made into this contact.
    pub merge: Callback<ContactId>,
}

/// What follows when the contact was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Then {
    Close,
    Another,
    /// It is merged into this one.
    Merge(ContactId),
}

/// The form, which is fetched when it is first opened.
pub static FORM: Later<Draw> = Later::new(|| Box::pin(form()));

chunk! { fn form() -> Draw as add { || view! { <AddContact/> }.into_any() } }

/// The slide-out **Add contact**.
#[component]
fn AddContact() -> impl IntoView {
    let app = use_app();
    let form = Form::new(app);
    // Where to go after the question, once it is asked.
    let asking = RwSignal::new(None::<Option<ContactId>>);
    let navigate = use_navigate();
    let go = Callback::new(move |to: Option<ContactId>| {
        app.adding.set(false);
        if let Some(id) = to {
            navigate(&routes::contact(id), Default::default());
        }
    });
    let leave: Leave =
        Callback::new(
            move |(to, except)| {
                if form.is_touched(except) { asking.set(Some(to)) } else { go.run(to) }
            },
        );
    let close = move || leave.run((None, None));
    let waiting = RwSignal::new(None::<Then>);
    let save = move |then: Then| {
        if form.is_saving.get_untracked() {
            return;
        }
        form.refused.set(None);
        let Some(typed) = form.contact(app) else {
            if form.is_more_wrong() {
                form.is_open.set(true);
            }
            return focus_soon("dialog.sheet [aria-invalid=true]");
        };
        form.is_saving.set(true);
        if untrack(|| form.stage.is_busy()) {
            return waiting.set(Some(then));
        }
        let picture = untrack(|| form.stage.ready());
        spawn_local(async move {
            let fill = |contact: &mut Contact| {
                *contact = Contact { id: contact.id, ..typed };
                Ok(())
            };
            let outcome = app.create(fill, picture).await;
            if form.is_saving.try_set(false).is_some() {
                // The form is gone, and with it the place to say so.
                return app.report(outcome.map(drop));
            }
            match outcome {
                Ok(contact) => match then {
                    Then::Another => {
                        form.clear();
                        form.added.set(Some(format!("{} was added.", contact.name())));
                        focus_soon("dialog.sheet .field input");
                    }
                    Then::Close => go.run(None),
                    Then::Merge(into) => {
                        go.run(None);
                        app.compare(vec![into, contact.id], Some(into));
                    }
                },
                Err(error) => form.refused.set(Some(error.sentence())),
            }
        });
    };
    // A picture that is being read comes along. One that is refused, or is to be positioned, has to be looked at first.
    watch(move || {
        if form.stage.is_busy() {
            return;
        }
        if let Some(then) = waiting.try_update(Option::take).flatten() {
            form.is_saving.set(false);
            let is_open = |stage: Stage| stage.trouble().is_some() || stage.positioning().is_some();
            if !untrack(|| is_open(form.stage)) {
                save(then);
            }
        }
    });
    // Saved first, so that nothing that was typed is lost, and the picture comes along.
    let merge = Callback::new(move |into: ContactId| save(Then::Merge(into)));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        save(Then::Close);
    };

    view! {
        <Dialog name="Add contact" class="sheet" on_cancel=close>
            <form novalidate on:submit=submit>
                <header>
                    <h2 class="grow">"Add contact"</h2>
                    <button type="button" class="btn quiet icon-only" aria-label="Close" on:click=move |_| close()>
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </header>
                <Fields form ways=Ways { leave, merge }/>
                <footer>
                    <button type="button" class="btn quiet" on:click=move |_| close()>"Cancel"</button>
                    <span class="grow"></span>
                    <button type="button" class="btn" disabled=form.is_saving on:click=move |_| save(Then::Another)>
                        "Save & add another"
                    </button>
                    <button class="btn primary" disabled=form.is_saving>"Save"</button>
                </footer>
            </form>
        </Dialog>
        {part(move || asking.get().map(|to| view! {
            <Confirm
                question="Discard this contact?"
                consequence="What you have entered is not saved."
                yes="Discard"
                no="Keep editing"
                on_yes=move || go.run(to)
                on_no=move || asking.set(None)
            />
        }.into_any()))}
        <Position stage=form.stage/>
    }
    .into_any()
}

/// Puts the focus on the first such element, which may still have to be drawn.
fn focus_soon(selector: &'static str) {
    request_animation_frame(move || {
        focus::give(document().query_selector(selector).ok().flatten());
    });
}
