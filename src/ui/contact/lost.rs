//! Values that gave way when two devices changed one field.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::happening::{channels, label};
use crate::domain::id::Digest;
use crate::domain::picture::Size;
use crate::domain::replication::lost::Lost;
use crate::state::record::Record;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::part;

/// All of them, above what happened: no clock says when it was.
pub(super) fn lost(record: Record) -> AnyView {
    let all = record.lost();
    part(move || {
        let all = all.get();
        (!all.is_empty()).then(|| {
            view! {
                <h2 class="day">"Changed on two devices"</h2>
                <ol role="list">{all.into_iter().map(|lost| line(record, lost)).collect_view()}</ol>
            }
            .into_any()
        })
    })
    .into_any()
}

fn line(record: Record, lost: Lost) -> AnyView {
    let app = use_app();
    let title = format!("{}: two devices disagreed", label(lost.field.trim_end_matches(".name")));
    let value = shown(&lost);
    let (used, dismissed) = (lost.clone(), lost);
    let use_it = move |_| {
        let used = used.clone();
        spawn_local(async move { app.report(record.use_instead(used).await) });
    };
    let dismiss = move |_| {
        let dismissed = dismissed.clone();
        spawn_local(async move { app.report(record.dismiss(dismissed).await) });
    };
    view! {
        <li>
            <span class="dot-icon"><Icon glyph=Glyph::Pencil/></span>
            <article>
                <h3 dir="auto">{title}</h3>
                <p class="body" dir="auto">"The other value was: " {value}</p>
                <div class="again">
                    <button class="btn" on:click=use_it>"Use this instead"</button>
                    <button class="btn quiet" on:click=dismiss>"Dismiss"</button>
                </div>
            </article>
        </li>
    }
    .into_any()
}

/// A value as people read it.
fn shown(lost: &Lost) -> AnyView {
    let value: Value = serde_json::from_str(lost.value.get()).unwrap_or_default();
    let digest = (lost.field == "picture").then(|| value.get("digest")?.as_str()?.parse().ok());
    if let Some(Some(digest)) = digest {
        return face(digest);
    }
    let text = match &value {
        Value::String(text) if lost.field == "dnd" => channels(text),
        Value::String(text) => text.clone(),
        Value::Object(object) => {
            let known = ["address", "number", "name"];
            let text = known.iter().find_map(|key| object.get(*key)?.as_str());
            text.map_or_else(|| value.to_string(), str::to_owned)
        }
        other => other.to_string(),
    };
    view! { <bdi>{text}</bdi> }.into_any()
}

fn face(digest: Digest) -> AnyView {
    let url = use_app().faces.url(digest, Size::Thumb);
    part(move || {
        url.get()
            .map(|url| view! { <img class="old-face" alt="The other picture" src=url/> }.into_any())
    })
    .into_any()
}
