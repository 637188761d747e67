//! What holds after any steps with any picture.

use proptest::prelude::{
    ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use visage::domain::picture::FULL_SIDE;
use visage::domain::picture::crop::Crop;

use crate::steps::{Step, after, is_near, take};

fn size() -> impl Strategy<Value = u32> {
    prop_oneof![1_u32..40, 1_u32..2_000, 1_u32..16_385]
}

fn anchor() -> impl Strategy<Value = (f64, f64)> {
    (-1.0..1.0, -0.7..0.7)
}

fn step() -> impl Strategy<Value = Step> {
    let keys = vec!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "=", "_"];
    prop_oneof![
        (-2.0..2.0, -2.0..2.0).prop_map(|(dx, dy)| Step::Pan(dx, dy)),
        (any::<f64>(), any::<f64>()).prop_map(|(dx, dy)| Step::Pan(dx, dy)),
        (0.0..10.0, anchor()).prop_map(|(zoom, anchor)| Step::ZoomTo(zoom, anchor)),
        (any::<f64>(), any::<(f64, f64)>()).prop_map(|(zoom, anchor)| Step::ZoomTo(zoom, anchor)),
        (0.5..2.0, anchor()).prop_map(|(factor, anchor)| Step::ZoomBy(factor, anchor)),
        (prop::sample::select(keys), any::<bool>())
            .prop_map(|(key, shift)| Step::Press(key, shift)),
        prop::sample::select(vec![Step::Left, Step::Right, Step::Mirror]),
    ]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 0..30)
}

/// Whether the square touches no edge of the picture, so that nothing stopped it.
fn is_free(crop: &Crop, width: u32, height: u32) -> bool {
    let (x, y, side) = crop.source_square();
    let is_inside = |start: f64, length: u32| {
        start > 1e-6 * f64::from(length) && start + side < f64::from(length) * (1.0 - 1e-6)
    };
    is_inside(x, width) && is_inside(y, height)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn the_frame_never_leaves_the_picture(width in size(), height in size(), steps in steps()) {
        let crop = after(width, height, &steps);
        let (x, y, side) = crop.source_square();
        let (width, height) = (f64::from(width), f64::from(height));
        prop_assert!(x >= 0.0 && y >= 0.0 && side > 0.0, "{crop:?}");
        prop_assert!(x + side <= width * (1.0 + 1e-12) && y + side <= height * (1.0 + 1e-12), "{crop:?}");
        prop_assert!(crop.zoom() >= 1.0 && crop.zoom() <= crop.max_zoom());
        prop_assert!((1..=512).contains(&crop.output_side(FULL_SIDE)));
        // The same as it is drawn: the corners of the whole picture lie outside the frame.
        let matrix = crop.matrix(280.0, 140.0, 30.0);
        let (a, b) = (matrix.apply(0.0, 0.0), matrix.apply(width, height));
        prop_assert!(a.0.min(b.0) <= 140.0 + 1e-6 && a.0.max(b.0) >= 420.0 - 1e-6);
        prop_assert!(a.1.min(b.1) <= 30.0 + 1e-6 && a.1.max(b.1) >= 310.0 - 1e-6);
    }

    #[test]
    fn four_turns_and_two_mirrors_are_nothing(width in size(), height in size(), steps in steps()) {
        let crop = after(width, height, &steps);
        let mut other = crop;
        take(&mut other, &[Step::Left, Step::Left, Step::Left, Step::Left]);
        prop_assert_eq!(other, crop);
        take(&mut other, &[Step::Right, Step::Right, Step::Right, Step::Right]);
        prop_assert_eq!(other, crop);
        take(&mut other, &[Step::Mirror, Step::Mirror]);
        prop_assert_eq!(other, crop);
        take(&mut other, &[Step::Left, Step::Mirror, Step::Left, Step::Mirror]);
        prop_assert_eq!(other, crop);
    }

    #[test]
    fn the_picture_follows_the_pointer(
        width in size(), height in size(), steps in steps(), by in (-0.5..0.5, -0.5..0.5), at in anchor(),
    ) {
        let before = after(width, height, &steps);
        let mut panned = before;
        panned.pan(by.0, by.1);
        // What moved less than the pointer was stopped by an edge, in its own direction only.
        let (from, to) = (before.matrix(1.0, 0.0, 0.0), panned.matrix(1.0, 0.0, 0.0));
        let (from, to) = (from.apply(at.0, at.1), to.apply(at.0, at.1));
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let is_part = |moved: f64, asked: f64| {
            moved * asked >= -1e-9 && moved.abs() <= asked.abs() + 1e-6
        };
        prop_assert!(is_part(dx, by.0) && is_part(dy, by.1), "{by:?} moved by {dx}, {dy}");
        if is_free(&panned, width, height) {
            prop_assert!(is_near(dx, by.0) && is_near(dy, by.1), "{by:?} moved by {dx}, {dy}");
        }
    }

    #[test]
    fn zoom_keeps_the_anchor_in_place(
        width in size(), height in size(), steps in steps(), zoom in 1.0..8.0, anchor in anchor(),
    ) {
        let before = after(width, height, &steps);
        let mut zoomed = before;
        zoomed.zoom_to(zoom, anchor);
        if is_free(&zoomed, width, height) {
            // The point of the source under the anchor before is under the anchor afterwards.
            let old = before.matrix(1.0, -0.5, -0.5);
            let factor = old.a * old.d - old.b * old.c;
            let (dx, dy) = (anchor.0 - old.e, anchor.1 - old.f);
            let point = ((old.d * dx - old.c * dy) / factor, (old.a * dy - old.b * dx) / factor);
            let seen = zoomed.matrix(1.0, -0.5, -0.5).apply(point.0, point.1);
            prop_assert!(is_near(seen.0, anchor.0) && is_near(seen.1, anchor.1), "{seen:?} {anchor:?}");
        } else {
            prop_assert!(zoomed.zoom() >= 1.0);
        }
    }
}
