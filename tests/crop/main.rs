//! The geometry of the dialog *Position picture*.

mod laws;
mod steps;

use visage::domain::picture::crop::{Crop, MAX_ZOOM};
use visage::domain::picture::{FULL_SIDE, THUMB_SIDE};

use crate::steps::{MIDDLE, Step, after, assert_near, is_near, take};

fn turned(crop: Crop, quarters: u8, is_mirrored: bool) -> Crop {
    let mut crop = crop;
    (0..quarters).for_each(|_| crop.rotate_right());
    if is_mirrored {
        crop.mirror();
    }
    crop
}

#[test]
fn it_starts_with_the_largest_square_above_the_middle() {
    let check = |width, height, expect: (f64, f64, f64)| {
        let (x, y, side) = Crop::new(width, height).source_square();
        assert_near((x, y), (expect.0, expect.1));
        assert_near((side, 0.0), (expect.2, 0.0));
    };
    check(100, 100, (0.0, 0.0, 100.0));
    check(400, 300, (50.0, 0.0, 300.0));
    check(300, 600, (0.0, 100.0, 300.0));
    check(1, 16_384, (0.0, 5_461.0, 1.0));
    check(1, 1, (0.0, 0.0, 1.0));
    check(0, 0, (0.0, 0.0, 1.0));
}

#[test]
fn the_stored_side_is_that_of_the_square_up_to_the_limit() {
    let check = |crop: Crop, full, thumb| {
        assert_eq!((crop.output_side(FULL_SIDE), crop.output_side(THUMB_SIDE)), (full, thumb));
    };
    check(Crop::new(4_000, 3_000), 512, 96);
    check(Crop::new(4_000, 300), 300, 96);
    check(Crop::new(50, 60), 50, 50);
    check(Crop::new(1, 1), 1, 1);
    check(after(1_000, 1_000, &[Step::ZoomTo(3.0, MIDDLE)]), 333, 96);
    check(after(4_000, 3_000, &[Step::ZoomTo(99.0, MIDDLE)]), 375, 96);
}

#[test]
fn zoom_has_bounds() {
    let check = |width, height, expect| {
        let crop = after(width, height, &[Step::ZoomTo(1e9, MIDDLE)]);
        assert!(is_near(crop.zoom(), expect) && is_near(crop.max_zoom(), expect));
        assert!(is_near(after(width, height, &[Step::ZoomBy(1e-9, MIDDLE)]).zoom(), 1.0));
    };
    check(4_000, 3_000, MAX_ZOOM);
    check(512, 512, MAX_ZOOM);
    check(128, 300, 2.0);
    check(64, 64, 1.0);
    check(10, 10, 1.0);
}

#[test]
fn the_square_fills_the_frame_in_all_eight_orientations() {
    // Where the top left, top right, bottom right and bottom left of the source are seen, as
    // corners counted clockwise from the top left.
    let cases = [
        (0, false, [0, 1, 2, 3]),
        (1, false, [1, 2, 3, 0]),
        (2, false, [2, 3, 0, 1]),
        (3, false, [3, 0, 1, 2]),
        (0, true, [1, 0, 3, 2]),
        (1, true, [0, 3, 2, 1]),
        (2, true, [3, 2, 1, 0]),
        (3, true, [2, 1, 0, 3]),
    ];
    for (quarters, is_mirrored, seen) in cases {
        let moved = after(900, 700, &[Step::ZoomTo(2.5, (0.3, -0.2)), Step::Pan(0.1, 0.25)]);
        let crop = turned(moved, quarters, is_mirrored);
        assert_eq!(crop.source_square(), moved.source_square());
        let (x, y, side) = crop.source_square();
        for (frame, left, top) in [(280.0, 140.0, 30.0), (512.0, 0.0, 0.0), (96.0, 0.0, 0.0)] {
            let (right, bottom) = (left + frame, top + frame);
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
            let matrix = crop.matrix(frame, left, top);
            let source = [(x, y), (x + side, y), (x + side, y + side), (x, y + side)];
            for (point, corner) in source.into_iter().zip(seen) {
                assert_near(matrix.apply(point.0, point.1), corners[corner]);
            }
        }
    }
}

#[test]
fn turning_left_brings_the_top_to_the_left_mirrored_or_not() {
    for is_mirrored in [false, true] {
        for quarters in 0..4 {
            let before = turned(Crop::new(300, 300), quarters, is_mirrored);
            let mut left = before;
            left.rotate_left();
            // The point seen in the middle of the top edge is then seen in that of the left edge.
            let edges = [(150.0, 0.0), (300.0, 150.0), (150.0, 300.0), (0.0, 150.0)];
            let find = |crop: &Crop, place: (f64, f64)| {
                let matrix = crop.matrix(2.0, -1.0, -1.0);
                edges.iter().position(|edge| {
                    let seen = matrix.apply(edge.0, edge.1);
                    is_near(seen.0, place.0) && is_near(seen.1, place.1)
                })
            };
            let top = find(&before, (0.0, -1.0));
            assert!(top.is_some());
            assert_eq!(find(&left, (-1.0, 0.0)), top);
            let mut back = left;
            back.rotate_right();
            assert_eq!(back, before);
        }
    }
}

#[test]
fn keys_move_the_picture_their_way_and_zoom() {
    let check = |key, is_coarse, expect: (f64, f64)| {
        for (quarters, is_mirrored) in [(0, false), (1, false), (2, true), (3, true)] {
            let start =
                turned(after(1_000, 1_000, &[Step::ZoomTo(4.0, MIDDLE)]), quarters, is_mirrored);
            let mut crop = start;
            assert!(crop.press(key, is_coarse));
            let seen = |crop: &Crop| crop.matrix(1.0, 0.0, 0.0).apply(400.0, 450.0);
            let ((x, y), (from_x, from_y)) = (seen(&crop), seen(&start));
            assert_near((x - from_x, y - from_y), expect);
        }
    };
    check("ArrowLeft", false, (-0.02, 0.0));
    check("ArrowRight", false, (0.02, 0.0));
    check("ArrowUp", false, (0.0, -0.02));
    check("ArrowDown", false, (0.0, 0.02));
    check("ArrowLeft", true, (-0.2, 0.0));
    check("ArrowDown", true, (0.0, 0.2));
    let mut crop = Crop::new(1_000, 1_000);
    assert!(crop.press("+", false) && is_near(crop.zoom(), 1.1));
    assert!(crop.press("-", false) && is_near(crop.zoom(), 1.0));
    assert!(!crop.press("Enter", false) && !crop.press("a", true));
}

#[test]
fn reset_undoes_everything_and_says_whether_there_is_anything() {
    let mut crop = Crop::new(300, 400);
    assert!(!crop.is_changed());
    take(&mut crop, &[Step::Left, Step::Mirror, Step::ZoomTo(2.0, MIDDLE), Step::Pan(0.1, 0.1)]);
    assert!(crop.is_changed());
    crop.reset();
    assert!(!crop.is_changed());
    assert_eq!(crop, Crop::new(300, 400));
}

#[test]
fn numbers_that_are_none_change_nothing() {
    let start = after(300, 400, &[Step::ZoomTo(2.0, MIDDLE)]);
    for none in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let mut crop = start;
        take(&mut crop, &[Step::Pan(none, 0.0), Step::Pan(0.0, none), Step::ZoomTo(none, MIDDLE)]);
        take(&mut crop, &[Step::ZoomBy(none, MIDDLE), Step::ZoomTo(2.0, (none, 0.0))]);
        assert_eq!(crop, start);
    }
}
