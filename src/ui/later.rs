//! Views that are fetched when they are first shown: what stands in their place meanwhile, and what is said when they
//! cannot be had.

use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::kit::live::{part, text};
use crate::state::chunk::Absent;

/// An entry into a chunk on its way.
pub type Fetch<D> = Pin<Box<dyn Future<Output = Result<D, Absent>>>>;

/// What draws a page.
pub type Draw = fn() -> AnyView;

/// A view, by the function that draws it; once fetched it is drawn without waiting.
pub struct Later<D: 'static> {
    fetch: fn() -> Fetch<D>,
    held: OnceLock<D>,
}

impl<D: Copy> Later<D> {
    /// A view behind this entry.
    pub const fn new(fetch: fn() -> Fetch<D>) -> Self {
        Self { fetch, held: OnceLock::new() }
    }

    /// What draws it, if it is there.
    pub fn held(&self) -> Option<D> {
        self.held.get().copied()
    }

    /// Fetches it unless it is there.
    ///
    /// # Errors
    /// [`Absent`]; the next call asks anew.
    pub async fn fetch(&self) -> Result<D, Absent> {
        if let Some(held) = self.held() {
            return Ok(held);
        }
        let fetched = (self.fetch)().await?;
        Ok(*self.held.get_or_init(|| fetched))
    }
}

/// A page. What stands in its place says so, and offers to try again when it cannot be had.
pub fn page(page: &'static Later<Draw>) -> AnyView {
    if let Some(draw) = page.held() {
        return draw();
    }
    let (draw, is_absent, is_trying) =
        (RwSignal::new(None::<Draw>), RwSignal::new(false), RwSignal::new(false));
    let attempt = move || {
        if is_trying.get_untracked() {
            return;
        }
        is_trying.set(true);
        spawn_local(async move {
            // The reader may have gone elsewhere meanwhile, and the signals with the page.
            match page.fetch().await {
                Ok(fetched) => drop(draw.try_set(Some(fetched))),
                Err(Absent) => drop(is_absent.try_set(true)),
            }
            is_trying.try_set(false);
        });
    };
    attempt();
    part(move || {
        Some(match (draw.get(), is_absent.get()) {
            (Some(draw), _) => draw(),
            (None, false) => {
                view! { <main class="page blank"><p role="status" class="muted">"Opening…"</p></main> }
                    .into_any()
            }
            (None, true) => {
                let label =
                    text(move || if is_trying.get() { "Trying…" } else { "Try again" }.to_owned());
                view! {
                    <main class="page blank">
                        <div role="alert">
                            <h1>"This page could not be loaded"</h1>
                            <p class="muted">
                                "What you saved is safe on this device. Check the connection and try again; if that does not help, reload Visage."
                            </p>
                        </div>
                        <div class="actions">
                            <button class="btn primary" on:click=move |_| attempt()>{label}</button>
                            // A newer version may have taken the place of this one.
                            <a class="btn" href="" rel="external">"Reload Visage"</a>
                        </div>
                    </main>
                }
                .into_any()
            }
        })
    })
    .into_any()
}

/// A part of a page or a dialog, drawn as soon as it is there. Where it cannot be had, `absent` says so.
pub fn later<D: Copy + Send + Sync>(
    what: &'static Later<D>,
    draw: impl Fn(D) -> AnyView + Send + 'static,
    absent: impl Fn() + 'static,
) -> AnyView {
    if let Some(held) = what.held() {
        return draw(held);
    }
    let held = RwSignal::new(None);
    spawn_local(async move {
        match what.fetch().await {
            Ok(fetched) => drop(held.try_set(Some(fetched))),
            Err(Absent) => absent(),
        }
    });
    part(move || held.get().map(&draw)).into_any()
}

/// A view by the function that draws it, as soon as it is there. One type for all of them, so that it is there once.
pub fn drawn(what: &'static Later<Draw>, absent: impl Fn() + 'static) -> AnyView {
    let absent: Box<dyn Fn()> = Box::new(absent);
    later(what, |draw: Draw| draw(), absent)
}
