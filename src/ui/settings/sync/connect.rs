//! The form that connects this device to a database, and the questions on the way.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::leave::remove;
use crate::domain::connection::ConnectionError;
use crate::state::sync::connect::{Attempt, Found, Refusal, Typed};
use crate::state::sync::words;
use crate::state::use_app;
use crate::ui::kit::confirm::Confirm;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::live::{flag, part, text};

/// The form.
pub(super) fn connect() -> AnyView {
    let app = use_app();
    let preset = app.preset().unwrap_or_default();
    let [server, database, user, secret] =
        [preset.server, preset.database, preset.user, String::new()].map(RwSignal::new);
    let [server_error, database_error, user_error, secret_error] =
        [(); 4].map(|()| RwSignal::new(None));
    let (stays, is_busy) = (RwSignal::new(false), RwSignal::new(false));
    let refused = RwSignal::new(None::<String>);
    let asking = RwSignal::new(None::<Found>);
    // Whoever has left a database can still remove what came from there.
    let was_connected = RwSignal::new(false);
    spawn_local(async move {
        let former = app.former().await;
        was_connected.try_set(former.is_some());
    });
    let finish = move |done: Result<(), String>| {
        is_busy.try_set(false);
        if let Err(sentence) = done {
            refused.try_set(Some(sentence));
        }
    };
    let join = move |attempt: Attempt| {
        is_busy.set(true);
        spawn_local(async move { finish(app.join(attempt).await) });
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        refused.set(None);
        let typed = Typed {
            server: server.get_untracked(),
            database: database.get_untracked(),
            user: user.get_untracked(),
            secret: secret.get_untracked(),
            stays: stays.get_untracked(),
        };
        spawn_local(async move {
            match Box::pin(app.try_server(typed)).await {
                Ok(Found::Ready(attempt)) => finish(app.join(attempt).await),
                Ok(found) => {
                    is_busy.try_set(false);
                    asking.try_set(Some(found));
                }
                Err(Refusal::Server(sentence)) => finish(Err(sentence)),
                Err(Refusal::Typed(error)) => {
                    is_busy.try_set(false);
                    let field = match error {
                        ConnectionError::Database => database_error,
                        _ => server_error,
                    };
                    field.try_set(Some(words::typed(error).to_owned()));
                }
            }
        });
    };
    let question = part(move || {
        let no = move || asking.set(None);
        Some(match asking.get()? {
            Found::Ready(_) => return None,
            Found::NoDatabase(attempt) => {
                let create = move || {
                    asking.set(None);
                    is_busy.set(true);
                    let attempt = attempt.clone();
                    spawn_local(
                        async move { finish(Box::pin(app.create_database(attempt)).await) },
                    );
                };
                view! {
                    <Confirm
                        question="Create this database?"
                        consequence="The server has no database of this name yet. It is made, and what is on this device goes there."
                        yes="Create database"
                        no="Cancel"
                        on_yes=create
                        on_no=no
                    />
                }
                .into_any()
            }
            Found::Both(attempt) => {
                let instead = attempt.clone();
                let replace = move || {
                    asking.set(None);
                    is_busy.set(true);
                    let attempt = instead.clone();
                    spawn_local(async move { finish(Box::pin(app.join_instead(attempt)).await) });
                };
                let merge = move || {
                    asking.set(None);
                    join(attempt.clone());
                };
                both(no, replace, merge)
            }
        })
    });

    view! {
        <p class="muted">
            "Keep this device in sync with a database that speaks the CouchDB API: Apache CouchDB, IBM Cloudant or PouchDB Server. Until then everything stays on this device."
        </p>
        <form novalidate on:submit=submit>
            <TextField label="Server address" value=server error=server_error kind=Kind::Url hint="couch.example.com" required=true/>
            <TextField label="Database" value=database error=database_error hint="team" required=true/>
            <TextField label="User name" value=user error=user_error kind=Kind::UserName/>
            <TextField label="Password" value=secret error=secret_error kind=Kind::Password>
                <p class="muted">"Without a user name, an access token (JWT)."</p>
            </TextField>
            {stay_signed_in(stays)}
            <div class="actions">
                <button class="btn primary" disabled=flag(move || is_busy.get())>
                    {text(move || if is_busy.get() { "Connecting…" } else { "Connect" }.to_owned())}
                </button>
            </div>
        </form>
        {part(move || was_connected.get().then(|| {
            view! { <div class="actions">{remove(finish)}</div> }.into_any()
        }))}
        {part(move || refused.get().map(|text| {
            view! { <p class="note warn" role="alert">{text}</p> }.into_any()
        }))}
        {question}
    }
    .into_any()
}

/// Whether the browser keeps a session. What is kept and where is said beside it.
pub(super) fn stay_signed_in(stays: RwSignal<bool>) -> AnyView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=flag(move || stays.get())
                on:change:target=move |event| stays.set(event.target().checked())
            />
            <span>
                "Stay signed in on this device "
                <span class="muted">"(with a cookie of the server; the password itself is never stored)"</span>
            </span>
        </label>
    }
    .into_any()
}

/// What becomes of what is here and what is there.
fn both(
    cancel: impl Fn() + Copy + Send + 'static,
    replace: impl Fn() + Send + 'static,
    merge: impl Fn() + Send + 'static,
) -> AnyView {
    view! {
        <Dialog name="Both have contacts" class="confirm" on_cancel=cancel>
            <h2>"Both have contacts"</h2>
            <p class="muted">
                "This device and the database both have contacts. Merging keeps all of them; who stands twice is then found under Duplicates. Taking the server’s removes from this device what is on it now."
            </p>
            <footer>
                <button class="btn" autofocus on:click=move |_| cancel()>"Cancel"</button>
                <button class="btn bad" on:click=move |_| replace()>"Take the server’s"</button>
                <button class="btn primary" on:click=move |_| merge()>"Merge both"</button>
            </footer>
        </Dialog>
    }
    .into_any()
}
