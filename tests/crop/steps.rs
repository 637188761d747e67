//! What a user can do to a crop, and comparing with room for rounding.

use visage::domain::picture::crop::Crop;

pub(crate) const MIDDLE: (f64, f64) = (0.0, 0.0);

pub(crate) fn is_near(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * (1.0 + left.abs().max(right.abs()))
}

#[track_caller]
pub(crate) fn assert_near(left: (f64, f64), right: (f64, f64)) {
    assert!(is_near(left.0, right.0) && is_near(left.1, right.1), "{left:?} is not {right:?}");
}

/// One change the user can make.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    Pan(f64, f64),
    ZoomTo(f64, (f64, f64)),
    ZoomBy(f64, (f64, f64)),
    Left,
    Right,
    Mirror,
    Press(&'static str, bool),
}

pub(crate) fn take(crop: &mut Crop, steps: &[Step]) {
    for step in steps {
        match step {
            Step::Pan(dx, dy) => crop.pan(*dx, *dy),
            Step::ZoomTo(zoom, anchor) => crop.zoom_to(*zoom, *anchor),
            Step::ZoomBy(factor, anchor) => crop.zoom_by(*factor, *anchor),
            Step::Left => crop.rotate_left(),
            Step::Right => crop.rotate_right(),
            Step::Mirror => crop.mirror(),
            Step::Press(key, is_coarse) => assert!(crop.press(key, *is_coarse)),
        }
    }
}

pub(crate) fn after(width: u32, height: u32, steps: &[Step]) -> Crop {
    let mut crop = Crop::new(width, height);
    take(&mut crop, steps);
    crop
}
