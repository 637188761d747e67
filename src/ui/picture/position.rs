//! The dialog **Position picture**: which part of a picture is used, by drag, wheel, pinch, keys and buttons.

use std::rc::Rc;

use leptos::ev::{KeyboardEvent, PointerEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use super::gesture::Gesture;
use crate::state::chunk::chunk;
use crate::state::stage::{Positioning, Stage};
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, part, text, watch};
use crate::ui::later::{Later, later};

/// The share of the stage's smaller side that the circle takes.
const FRAME: f64 = 0.82;

/// The dialog, as long as the stage has a picture to position.
#[component]
pub fn Position(
    /// Where the picture is on its way.
    stage: Stage,
) -> impl IntoView {
    part(move || {
        stage.positioning()?;
        let draw = move |draw: Draw| {
            untrack(|| stage.positioning()).map(|positioning| draw(stage, positioning)).into_any()
        };
        Some(later(&OPEN, draw, move || stage.lose()))
    })
}

/// The open dialog, which is fetched with the first picture.
pub static OPEN: Later<Draw> = Later::new(|| Box::pin(open()));

/// What draws it for a stage and its picture.
pub type Draw = fn(Stage, Rc<Positioning>) -> AnyView;

chunk! { fn open() -> Draw as picture { |stage, positioning| view! { <Open stage positioning/> }.into_any() } }

#[component]
fn Open(stage: Stage, positioning: Rc<Positioning>) -> impl IntoView {
    let crop = RwSignal::new(positioning.crop);
    let facts = positioning.facts.clone();
    let canvas = NodeRef::<html::Canvas>::new();
    let gesture = Gesture::new(crop);
    let size = RwSignal::new((0_u32, 0_u32));
    canvas.on_load(move |canvas| {
        // After the dialog has been laid out; before it there is no size to draw for.
        request_animation_frame(move || size.set(fit(&canvas)));
    });
    let resize = window_event_listener(leptos::ev::resize, move |_| {
        if let Some(canvas) = canvas.get_untracked() {
            size.set(fit(&canvas));
        }
    });
    on_cleanup(move || resize.remove());
    watch(move || {
        let ((width, height), crop) = (size.get(), crop.get());
        if let (Some(canvas), true) = (canvas.get(), width > 0) {
            let (width, height) = (f64::from(width), f64::from(height));
            let frame = width.min(height) * FRAME;
            let matrix = crop.matrix(frame, (width - frame) / 2.0, (height - frame) / 2.0);
            positioning.draw(&canvas, &matrix);
        }
    });
    let press = move |event: KeyboardEvent| {
        if crop.try_update(|crop| crop.press(&event.key(), event.shift_key())) == Some(true) {
            event.prevent_default();
        }
    };
    let frame = move || {
        let canvas = canvas.get_untracked()?;
        let area = canvas.get_bounding_client_rect();
        Some((
            area.left() + area.width() / 2.0,
            area.top() + area.height() / 2.0,
            area.width().min(area.height()) * FRAME,
        ))
    };
    let down = move |event: PointerEvent| gesture.down(&event);
    let moved = move |event: PointerEvent| {
        if let Some(frame) = frame() {
            gesture.moved(&event, frame);
        }
    };
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        if let Some(frame) = frame() {
            gesture.wheel(&event, frame);
        }
    };
    let zoom = move |zoom: f64| crop.update(|crop| crop.zoom_to(zoom, (0.0, 0.0)));

    view! {
        <Dialog name="Position picture" class="crop" on_cancel=move || stage.cancel()>
            <header>
                <h2 class="grow">"Position picture"</h2>
                <span class="faint num">{facts}</span>
            </header>
            <div
                class="stage"
                tabindex="0"
                autofocus
                role="application"
                aria-label="Picture. Arrow keys move it, plus and minus zoom."
                on:keydown=press
                on:pointerdown=down
                on:pointermove=moved
                on:pointerup=move |event| gesture.up(&event)
                on:pointercancel=move |event| gesture.up(&event)
                on:wheel=wheel
            >
                <canvas node_ref=canvas></canvas>
                <span class="hole"></span>
            </div>
            <div class="tools">
                <Icon glyph=Glyph::Picture/>
                <input
                    type="range"
                    aria-label="Zoom"
                    min="1"
                    prop:max=move || crop.with(|crop| crop.max_zoom())
                    step="0.01"
                    disabled=flag(move || crop.with(|crop| crop.max_zoom() <= 1.0))
                    prop:value=move || crop.with(|crop| crop.zoom())
                    on:input:target=move |event| zoom(event.target().value_as_number())
                />
                <button class="btn icon-only" aria-label="Rotate left" title="Rotate left" on:click=move |_| crop.update(|crop| crop.rotate_left())>
                    <Icon glyph=Glyph::Rotate/>
                </button>
                <button class="btn icon-only" aria-label="Mirror" title="Mirror" on:click=move |_| crop.update(|crop| crop.mirror())>
                    <Icon glyph=Glyph::Mirror/>
                </button>
                <button class="btn quiet" on:click=move |_| crop.update(|crop| crop.reset())>"Reset"</button>
            </div>
            <footer>
                <span class="faint grow">{text(move || outcome(crop.with(|crop| crop.output_side(512))))}</span>
                <button class="btn quiet" on:click=move |_| stage.cancel()>"Cancel"</button>
                <button class="btn primary" disabled=flag(move || stage.is_busy()) on:click=move |_| stage.use_crop(crop.get_untracked())>
                    "Use picture"
                </button>
            </footer>
        </Dialog>
    }
}

fn outcome(side: u32) -> String {
    format!("Saved as {side} × {side}. Location data is removed.")
}

/// Gives the canvas as many pixels as the screen has for it.
fn fit(canvas: &HtmlCanvasElement) -> (u32, u32) {
    let ratio = window().device_pixel_ratio();
    let width = (f64::from(canvas.client_width()) * ratio).round() as u32;
    let height = (f64::from(canvas.client_height()) * ratio).round() as u32;
    canvas.set_width(width);
    canvas.set_height(height);
    (width, height)
}
