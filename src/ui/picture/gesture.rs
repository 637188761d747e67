//! Fingers and mice on the picture: one drags, two pinch, the wheel zooms.

use leptos::ev::{PointerEvent, WheelEvent};
use leptos::prelude::*;
use web_sys::Element;
use web_sys::wasm_bindgen::JsCast;

use crate::domain::picture::crop::Crop;

/// How much one pixel of the wheel zooms: a notch of 100 pixels is about a sixth.
const WHEEL: f64 = 0.0015;

/// Middle and diameter of the circle on the screen, in CSS pixels: x, y, diameter.
type Frame = (f64, f64, f64);

/// The pointers that are down and the crop as it was when the last of them came or went.
#[derive(Clone, Copy)]
pub struct Gesture {
    crop: RwSignal<Crop>,
    start: StoredValue<Option<Crop>>,
    pointers: StoredValue<Vec<Pointer>>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Pointer {
    id: i32,
    from: (f64, f64),
    at: (f64, f64),
}

impl Gesture {
    /// A gesture on this crop.
    pub fn new(crop: RwSignal<Crop>) -> Self {
        Self { crop, start: StoredValue::new(None), pointers: StoredValue::default() }
    }

    /// A pointer came down.
    pub fn down(self, event: &PointerEvent) {
        let target = event.current_target().and_then(|target| target.dyn_into::<Element>().ok());
        if let Some(target) = target {
            // Without the capture the drag ends at the edge of the stage, and that is all.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        let at = place(event);
        self.pointers.update_value(|pointers| {
            pointers.retain(|pointer| pointer.id != event.pointer_id());
            pointers.push(Pointer { id: event.pointer_id(), from: at, at });
        });
        self.begin();
    }

    /// A pointer left.
    pub fn up(self, event: &PointerEvent) {
        let id = event.pointer_id();
        self.pointers.update_value(|pointers| pointers.retain(|pointer| pointer.id != id));
        self.begin();
    }

    /// Follows the pointers by their whole way since the gesture began, so that one that overshot an edge and comes
    /// back takes the picture along again.
    pub fn moved(self, event: &PointerEvent, frame: Frame) {
        let Some(mut crop) = self.start.get_value() else { return };
        self.pointers.update_value(|pointers| {
            let moved = pointers.iter_mut().find(|pointer| pointer.id == event.pointer_id());
            if let Some(pointer) = moved {
                pointer.at = place(event);
            }
        });
        match self.pointers.get_value().as_slice() {
            [one] => pan(&mut crop, one.from, one.at, frame),
            [one, two, ..] => {
                let (from, to) = (middle(one.from, two.from), middle(one.at, two.at));
                let apart = distance(one.from, two.from).max(1.0);
                crop.zoom_by(distance(one.at, two.at) / apart, anchor(from, frame));
                pan(&mut crop, from, to, frame);
            }
            [] => return,
        }
        self.crop.set(crop);
    }

    /// The wheel turned: zooms about the place that it points at.
    pub fn wheel(self, event: &WheelEvent, frame: Frame) {
        // In lines, as some mice count, a notch is three; in pixels about a hundred.
        let pixels = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE { 33.0 } else { 1.0 };
        let factor = (-event.delta_y() * pixels * WHEEL).exp();
        let at = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.crop.update(|crop| crop.zoom_by(factor, anchor(at, frame)));
    }

    fn begin(self) {
        let is_down = !self.pointers.with_value(Vec::is_empty);
        self.pointers.update_value(|pointers| {
            pointers.iter_mut().for_each(|pointer| pointer.from = pointer.at);
        });
        self.start.set_value(is_down.then(|| self.crop.get_untracked()));
    }
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (event.client_x().into(), event.client_y().into())
}

fn pan(crop: &mut Crop, from: (f64, f64), to: (f64, f64), (.., diameter): Frame) {
    crop.pan((to.0 - from.0) / diameter, (to.1 - from.1) / diameter);
}

fn anchor(at: (f64, f64), (x, y, diameter): Frame) -> (f64, f64) {
    ((at.0 - x) / diameter, (at.1 - y) / diameter)
}

fn middle(one: (f64, f64), two: (f64, f64)) -> (f64, f64) {
    ((one.0 + two.0) / 2.0, (one.1 + two.1) / 2.0)
}

fn distance(one: (f64, f64), two: (f64, f64)) -> f64 {
    (one.0 - two.0).hypot(one.1 - two.1)
}
