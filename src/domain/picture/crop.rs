//! The geometry of the dialog *Position picture*: which square of a picture is used, and how the
//! picture is drawn so that this square fills a frame. Drawing and pointer events are left to the
//! dialog. One law holds at all times: the frame never leaves the picture.
//!
//! Three measures occur: pixels of the source (the picture as shown, after EXIF orientation),
//! pixels of a canvas, and frame units, in which the frame is 1 wide and (0, 0) is its middle.
//! In all of them x points right and y points down.
//!
//! Bounds are kept by `min` and `max`: `clamp` can panic, and its message would bring the whole
//! formatting of floating-point numbers into the program.

#![expect(clippy::manual_clamp, reason = "see above")]

/// The closest zoom: a photo of 12 megapixels then still gives a square of 375 source pixels.
pub const MAX_ZOOM: f64 = 8.0;

/// Zooming ends before the square becomes smaller than this many source pixels, which would show
/// nothing but blur.
pub const MIN_SQUARE: f64 = 64.0;

/// How far an arrow key moves the picture, in frame units.
pub const KEY_PAN: f64 = 0.02;

/// How far an arrow key moves the picture while Shift is held, in frame units.
pub const KEY_PAN_COARSE: f64 = 0.2;

/// The factor by which the keys + and − zoom.
pub const KEY_ZOOM: f64 = 1.1;

/// In portrait pictures faces are above the middle, so the square starts with a third of the free
/// height above it and two thirds below.
const FREE_ABOVE: f64 = 1.0 / 3.0;

/// The chosen square of a picture and how it is turned.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Crop {
    width: f64,
    height: f64,
    /// The middle of the square in source pixels.
    centre: (f64, f64),
    zoom: f64,
    /// Clockwise quarter turns, 0 to 3.
    quarters: u8,
    /// Whether left and right change places after turning.
    is_mirrored: bool,
}

impl Crop {
    /// The largest square of a picture of `width` × `height` source pixels, upright: in the middle,
    /// in portrait pictures a little above it.
    pub fn new(width: u32, height: u32) -> Self {
        let (width, height) = (f64::from(width.max(1)), f64::from(height.max(1)));
        let free = height - width.min(height);
        let centre = (width / 2.0, width.min(height) / 2.0 + free * FREE_ABOVE);
        Self { width, height, centre, zoom: 1.0, quarters: 0, is_mirrored: false }
    }

    /// The zoom, from 1 (the square is as large as the picture allows) to `max_zoom`.
    pub fn zoom(&self) -> f64 {
        self.zoom
    }

    /// The closest zoom for this picture, 1 to `MAX_ZOOM`; 1 when it is too small to zoom into.
    pub fn max_zoom(&self) -> f64 {
        (self.width.min(self.height) / MIN_SQUARE).min(MAX_ZOOM).max(1.0)
    }

    /// Clockwise quarter turns, 0 to 3.
    pub fn quarters(&self) -> u8 {
        self.quarters
    }

    /// Whether left and right have changed places.
    pub fn is_mirrored(&self) -> bool {
        self.is_mirrored
    }

    /// Moves the picture by (`dx`, `dy`) frame units on the screen, as far as it covers the frame:
    /// what is under the pointer follows it, however the picture is turned.
    ///
    /// A drag is best applied as one pan of the whole way to the crop as it was at its start; in
    /// small steps the picture would lag behind a pointer that went too far and came back.
    pub fn pan(&mut self, dx: f64, dy: f64) {
        let (x, y) = self.turns().back(dx, dy);
        self.centre_at(self.centre.0 - x * self.side(), self.centre.1 - y * self.side());
    }

    /// Sets the zoom, brought within 1 to `max_zoom`, and keeps the place of the picture at the
    /// point `anchor` (frame units, may lie outside the frame) where it is, if the frame stays
    /// covered.
    pub fn zoom_to(&mut self, zoom: f64, anchor: (f64, f64)) {
        if !zoom.is_finite() {
            return;
        }
        let before = self.side();
        self.zoom = zoom.min(self.max_zoom()).max(1.0);
        let shrunk = before - self.side();
        let (x, y) = self.turns().back(anchor.0, anchor.1);
        self.centre_at(self.centre.0 + x * shrunk, self.centre.1 + y * shrunk);
    }

    /// Multiplies the zoom by `factor`, above 0; otherwise as `zoom_to`.
    pub fn zoom_by(&mut self, factor: f64, anchor: (f64, f64)) {
        self.zoom_to(self.zoom * factor, anchor);
    }

    /// Turns what is seen by 90° to the left, about the middle of the frame.
    pub fn rotate_left(&mut self) {
        // Seen in a mirror, turning left is turning right.
        self.quarters = (self.quarters + if self.is_mirrored { 1 } else { 3 }) % 4;
    }

    /// Turns what is seen by 90° to the right, about the middle of the frame.
    pub fn rotate_right(&mut self) {
        self.quarters = (self.quarters + if self.is_mirrored { 3 } else { 1 }) % 4;
    }

    /// Exchanges left and right of what is seen.
    pub fn mirror(&mut self) {
        self.is_mirrored = !self.is_mirrored;
    }

    /// Undoes everything since `new`.
    pub fn reset(&mut self) {
        *self = self.initial();
    }

    /// Whether `reset` would change anything.
    pub fn is_changed(&self) -> bool {
        *self != self.initial()
    }

    /// Obeys a key by its name in `KeyboardEvent.key`: arrows move the picture (further while
    /// `is_coarse`), + and − zoom; false if the key means nothing here.
    pub fn press(&mut self, key: &str, is_coarse: bool) -> bool {
        let step = if is_coarse { KEY_PAN_COARSE } else { KEY_PAN };
        match key {
            "ArrowLeft" => self.pan(-step, 0.0),
            "ArrowRight" => self.pan(step, 0.0),
            "ArrowUp" => self.pan(0.0, -step),
            "ArrowDown" => self.pan(0.0, step),
            // The same keys with and without Shift.
            "+" | "=" => self.zoom_by(KEY_ZOOM, (0.0, 0.0)),
            "-" | "_" => self.zoom_by(1.0 / KEY_ZOOM, (0.0, 0.0)),
            _ => return false,
        }
        true
    }

    /// The chosen square in source pixels: its left, its top, its side; never outside the picture.
    pub fn source_square(&self) -> (f64, f64, f64) {
        let side = self.side();
        let left = (self.centre.0 - side / 2.0).min(self.width - side).max(0.0);
        let top = (self.centre.1 - side / 2.0).min(self.height - side).max(0.0);
        (left, top, side)
    }

    /// The side in pixels of the picture to store: that of the square, 1 to `limit`, as enlarging
    /// would add bytes but no detail.
    pub fn output_side(&self, limit: u32) -> u32 {
        // `as` saturates and the side is positive and finite.
        (self.side().round() as u32).min(limit).max(1)
    }

    /// The matrix for `setTransform` that draws the whole source at (0, 0) in its own size so that
    /// the chosen square fills a frame of `frame` canvas pixels whose top left is (`left`, `top`).
    pub fn matrix(&self, frame: f64, left: f64, top: f64) -> Matrix {
        let turns = self.turns();
        let scale = frame / self.side();
        let (a, b, c, d) = (turns.a * scale, turns.b * scale, turns.c * scale, turns.d * scale);
        let (x, y) = self.centre;
        Matrix {
            a,
            b,
            c,
            d,
            e: left + frame / 2.0 - (a * x + c * y),
            f: top + frame / 2.0 - (b * x + d * y),
        }
    }

    fn initial(&self) -> Self {
        Self::new(self.width as u32, self.height as u32)
    }

    /// The side of the chosen square in source pixels.
    fn side(&self) -> f64 {
        self.width.min(self.height) / self.zoom
    }

    /// Moves the middle of the square to (`x`, `y`) or as near to it as the picture allows.
    fn centre_at(&mut self, x: f64, y: f64) {
        // A number that is none, from an overflow or a broken driver, would never go away again.
        let (x, y) = if x.is_finite() && y.is_finite() { (x, y) } else { self.centre };
        let half = self.side() / 2.0;
        self.centre = (x.min(self.width - half).max(half), y.min(self.height - half).max(half));
    }

    fn turns(&self) -> Turns {
        let (a, b, c, d) = match self.quarters {
            0 => (1.0, 0.0, 0.0, 1.0),
            1 => (0.0, 1.0, -1.0, 0.0),
            2 => (-1.0, 0.0, 0.0, -1.0),
            _ => (0.0, -1.0, 1.0, 0.0),
        };
        if self.is_mirrored { Turns { a: -a, b, c: -c, d } } else { Turns { a, b, c, d } }
    }
}

/// Turning and mirroring without scale: (x, y) of the source goes to (a x + c y, b x + d y).
struct Turns {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
}

impl Turns {
    /// From the screen back to the source; the inverse of such a matrix is its transpose.
    fn back(&self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.b * y, self.c * x + self.d * y)
    }
}

/// A matrix in the order of `CanvasRenderingContext2D.setTransform` and CSS `matrix()`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Matrix {
    /// Horizontal scale.
    pub a: f64,
    /// Vertical part of the x axis.
    pub b: f64,
    /// Horizontal part of the y axis.
    pub c: f64,
    /// Vertical scale.
    pub d: f64,
    /// Shift to the right in canvas pixels.
    pub e: f64,
    /// Shift downwards in canvas pixels.
    pub f: f64,
}

impl Matrix {
    /// Where the point (`x`, `y`) of the source is drawn.
    pub fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }
}
