//! How sync stands: what waits, what was refused, what is in the way, and what can be done.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::connect::stay_signed_in;
use super::leave::{disconnect, remove};
use crate::domain::connection::SignIn;
use crate::domain::time::Timestamp;
use crate::state::locale::{moment, number};
use crate::state::sync::status::{Refused, Remedy, Standing, Status};
use crate::state::sync::words::host;
use crate::state::use_app;
use crate::ui::kit::field::{Kind, TextField};
use crate::ui::kit::live::{flag, memo, part, text, when};
use crate::ui::routes;

/// The state of a device that is connected.
pub(super) fn state() -> AnyView {
    let app = use_app();
    let status = app.sync.status();
    let standing = memo_of(move || status.with(|status| status.standing));
    let remedy = memo_of(move || status.with(|status| status.remedy));
    let needs = move |what: Remedy| move || remedy.get() == what;
    let keeps = move || {
        status.with(|status| status.connection.as_ref().is_some_and(|known| known.keeps_pictures))
    };
    let refused = RwSignal::new(None::<String>);
    let report = move |done: Result<(), String>| {
        refused.try_set(done.err());
    };
    // Where somebody has to sign in, that is what there is to do.
    let sync_now = text(move || match remedy.get() {
        Remedy::SignIn => "btn".to_owned(),
        _ => "btn primary".to_owned(),
    });
    let has_refused = memo(move || status.with(|status| !status.refused.is_empty()));

    view! {
        <p class="state" role="status">
            <i class=text(move || format!("dot {}", dot(standing.get())))></i>
            {text(move || status.with(in_words))}
        </p>
        {progress(status)}
        {part(move || status.with(|status| status.trouble.clone()).map(|text| {
            view! { <p class="note warn" role="alert">{text}</p> }.into_any()
        }))}
        {when(needs(Remedy::SignIn), sign_in)}
        {when(needs(Remedy::Create), move || {
            let create = move |_| {
                spawn_local(async move { report(Box::pin(app.create_again()).await) });
            };
            view! {
                <div class="actions">
                    <button type="button" class="btn" on:click=create>"Create the database anew"</button>
                </div>
            }
            .into_any()
        })}
        {facts(status)}
        {when(move || has_refused.get(), move || refusals(status))}
        {when(move || status.with(|status| !status.unshown.is_empty()), move || unshown(status))}
        <label class="check">
            <input
                type="checkbox"
                prop:checked=flag(keeps)
                on:change:target=move |event| {
                    let keeps = event.target().checked();
                    spawn_local(async move { report(Box::pin(app.keep_all_pictures(keeps)).await) });
                }
            />
            "Keep all pictures on this device"
        </label>
        <div class="actions">
            <button type="button" class=sync_now on:click=move |_| app.sync.sync_now()>"Sync now"</button>
            {disconnect(report)}
            {remove(report)}
        </div>
        {part(move || refused.get().map(|text| {
            view! { <p class="note warn" role="alert">{text}</p> }.into_any()
        }))}
    }
    .into_any()
}

fn memo_of<T: PartialEq + Send + Sync + 'static>(
    read: impl Fn() -> T + Send + Sync + 'static,
) -> Memo<T> {
    Memo::new(move |_| read())
}

const fn dot(standing: Standing) -> &'static str {
    match standing {
        Standing::UpToDate => "",
        Standing::Syncing => "busy",
        Standing::LocalOnly | Standing::Offline => "off",
        Standing::Attention => "bad",
    }
}

fn in_words(status: &Status) -> String {
    match (status.standing, &*status.line) {
        (standing, "") => standing.word().to_owned(),
        (standing, line) => format!("{} · {line}", standing.word()),
    }
}

/// How far the first sync is, with a number and an end.
fn progress(status: Signal<Status>) -> AnyView {
    part(move || {
        let (read, of) = status.with(|status| status.progress)?;
        let bar = view! {
            <progress aria-label="Changes read" max=of.to_string() value=read.to_string()></progress>
        };
        Some(bar.into_any())
    })
    .into_any()
}

fn facts(status: Signal<Status>) -> AnyView {
    let whereto = text(move || {
        status.with(|status| {
            status.connection.as_ref().map_or_else(String::new, |known| {
                let place = format!("{} on {}", known.database, host(&known.server));
                if known.user.is_empty() { place } else { format!("{place}, as {}", known.user) }
            })
        })
    });
    let waits = text(move || status.with(waiting));
    let done = text(move || {
        let done = status.with(|status| status.done).map(Timestamp::from_millis);
        done.map_or_else(|| "Not yet".to_owned(), moment)
    });
    view! {
        <dl class="facts">
            <dt>"Database"</dt><dd>{whereto}</dd>
            <dt>"Waiting"</dt><dd>{waits}</dd>
            <dt>"Last success"</dt><dd>{done}</dd>
        </dl>
    }
    .into_any()
}

fn waiting(status: &Status) -> String {
    if status.waiting.is_empty() {
        return "Nothing".to_owned();
    }
    let kinds = status.waiting.iter().map(|(kind, count)| format!("{} {kind}", number(*count)));
    kinds.collect::<Vec<_>>().join(", ")
}

/// What the server does not take, in its own words.
fn refusals(status: Signal<Status>) -> AnyView {
    let app = use_app();
    let lines = part(move || {
        let refused = status.with(|status| status.refused.clone());
        let quoted = refused.into_iter().map(|refused| {
            let words = match &*refused.words {
                "" => "The server gave no reason.".to_owned(),
                words => format!("“{words}”"),
            };
            line(Refused { words, ..refused })
        });
        Some(quoted.collect_view().into_any())
    });
    view! {
        <section class="part" aria-labelledby="refused">
            <h3 id="refused">"Not taken by the server"</h3>
            <p class="muted">"These stay on this device. Change what the server names, or try again when it has been changed there."</p>
            <ul class="rows">{lines}</ul>
            <div class="actions">
                <button type="button" class="btn" on:click=move |_| app.sync.try_again()>"Try again"</button>
            </div>
        </section>
    }
    .into_any()
}

/// Pictures and files from the server that are not shown.
fn unshown(status: Signal<Status>) -> AnyView {
    let lines = part(move || {
        let unshown = status.with(|status| status.unshown.clone());
        Some(unshown.into_iter().map(line).collect_view().into_any())
    });
    view! {
        <section class="part" aria-labelledby="unshown">
            <h3 id="unshown">"Not shown here"</h3>
            <p class="muted">"The server has these, but they are not what a picture or file of a contact may be. Replace them where they came from."</p>
            <ul class="rows">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(refused: Refused) -> AnyView {
    let what = match refused.contact.as_deref().and_then(|id| id.parse().ok()) {
        Some(id) => view! { <a href=routes::contact(id)><bdi>{refused.what}</bdi></a> }.into_any(),
        None => view! { <b>{refused.what}</b> }.into_any(),
    };
    view! {
        <li class="row"><span class="words">{what}<span class="muted" dir="auto">{refused.words}</span></span></li>
    }
    .into_any()
}

/// Signing in again as the one who did.
fn sign_in() -> AnyView {
    let app = use_app();
    let (secret, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let known = app.sync.status().get_untracked().connection;
    let stayed = known.as_ref().is_some_and(|known| known.sign_in == SignIn::Session);
    let (stays, is_busy) = (RwSignal::new(stayed), RwSignal::new(false));
    // Nobody is named who has signed in with a token.
    let is_token = known.is_some_and(|known| known.user.is_empty());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        let (typed, stays) = (secret.get_untracked(), stays.get_untracked());
        spawn_local(async move {
            let done = Box::pin(app.sign_in_again(typed, stays)).await;
            is_busy.try_set(false);
            error.try_set(done.err());
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <TextField label=if is_token { "Access token" } else { "Password" } value=secret error kind=Kind::Password/>
            {(!is_token).then(|| stay_signed_in(stays))}
            <div class="actions">
                <button class="btn primary" disabled=flag(move || is_busy.get())>"Sign in"</button>
            </div>
        </form>
    }
    .into_any()
}
