//! Line drawings, 24 × 24, in the colour of the text beside them. They say nothing to screen readers: names do.

use leptos::prelude::*;

/// The drawings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Glyph {
    /// Two people.
    People,
    /// A speech bubble.
    Chat,
    /// Two sheets.
    Copies,
    /// A cog.
    Cog,
    /// A magnifying glass.
    Search,
    /// A plus sign.
    Plus,
    /// A cross.
    Cross,
    /// Lines.
    Rows,
    /// Four tiles.
    Tiles,
    /// A camera.
    Camera,
    /// An envelope.
    Mail,
    /// A handset.
    Phone,
    /// An arrow that turns left.
    Rotate,
    /// Two halves.
    Mirror,
    /// A chevron to the left.
    Back,
    /// A framed picture.
    Picture,
    /// Three dots.
    Dots,
    /// A star.
    Star,
    /// A sheet with a folded corner.
    Note,
    /// A ticked box.
    Tick,
    /// A pin.
    Pin,
    /// A pencil.
    Pencil,
    /// A bin.
    Bin,
    /// An arrow into a tray.
    Tray,
    /// A clock.
    Clock,
    /// A box with a lid.
    Box,
    /// A paper clip.
    Clip,
    /// Lines that grow shorter.
    Funnel,
    /// A tick.
    Check,
    /// An arrow down.
    Down,
}

impl Glyph {
    /// What it draws.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::People => {
                "M16 20v-1.5a3.5 3.5 0 0 0-3.5-3.5h-5A3.5 3.5 0 0 0 4 18.5V20M6.5 8a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0ZM20 20v-1.5a3.5 3.5 0 0 0-2.6-3.38M15.5 4.62a3.5 3.5 0 0 1 0 6.76"
            }
            Self::Chat => "M20 12a7.5 7.5 0 0 1-11.2 6.5L4 20l1.5-4.3A7.5 7.5 0 1 1 20 12Z",
            Self::Copies => {
                "M10.5 8h7a2.5 2.5 0 0 1 2.5 2.5v7a2.5 2.5 0 0 1 -2.5 2.5h-7a2.5 2.5 0 0 1 -2.5 -2.5v-7a2.5 2.5 0 0 1 2.5 -2.5ZM16 8V6.5A2.5 2.5 0 0 0 13.5 4h-7A2.5 2.5 0 0 0 4 6.5v7A2.5 2.5 0 0 0 6.5 16H8"
            }
            Self::Cog => {
                "M9 12a3 3 0 1 0 6 0a3 3 0 1 0 -6 0ZM12 3v2.5M12 18.5V21M3 12h2.5M18.5 12H21M5.6 5.6l1.8 1.8M16.6 16.6l1.8 1.8M5.6 18.4l1.8-1.8M16.6 7.4l1.8-1.8"
            }
            Self::Search => "M4.5 11a6.5 6.5 0 1 0 13 0a6.5 6.5 0 1 0 -13 0ZM20 20l-4.3-4.3",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Cross => "M6 6l12 12M18 6 6 18",
            Self::Rows => "M4 6h16M4 12h16M4 18h16",
            Self::Tiles => {
                "M5.5 4h3.5a1.5 1.5 0 0 1 1.5 1.5v3.5a1.5 1.5 0 0 1 -1.5 1.5h-3.5a1.5 1.5 0 0 1 -1.5 -1.5v-3.5a1.5 1.5 0 0 1 1.5 -1.5ZM15 4h3.5a1.5 1.5 0 0 1 1.5 1.5v3.5a1.5 1.5 0 0 1 -1.5 1.5h-3.5a1.5 1.5 0 0 1 -1.5 -1.5v-3.5a1.5 1.5 0 0 1 1.5 -1.5ZM5.5 13.5h3.5a1.5 1.5 0 0 1 1.5 1.5v3.5a1.5 1.5 0 0 1 -1.5 1.5h-3.5a1.5 1.5 0 0 1 -1.5 -1.5v-3.5a1.5 1.5 0 0 1 1.5 -1.5ZM15 13.5h3.5a1.5 1.5 0 0 1 1.5 1.5v3.5a1.5 1.5 0 0 1 -1.5 1.5h-3.5a1.5 1.5 0 0 1 -1.5 -1.5v-3.5a1.5 1.5 0 0 1 1.5 -1.5Z"
            }
            Self::Camera => {
                "M4 8.5A1.5 1.5 0 0 1 5.5 7H8l1.5-2.5h5L16 7h2.5A1.5 1.5 0 0 1 20 8.5v9a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 17.5ZM8.5 13a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z"
            }
            Self::Mail => {
                "M5.5 5.5h13a2 2 0 0 1 2 2v9a2 2 0 0 1 -2 2h-13a2 2 0 0 1 -2 -2v-9a2 2 0 0 1 2 -2ZM4 7l8 6 8-6"
            }
            Self::Phone => {
                "M6 4h3l1.5 4.5L8.5 10a11 11 0 0 0 5.5 5.5l1.5-2L20 15v3a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z"
            }
            Self::Rotate => "M5 12a7 7 0 1 0 2.5-5.4L5 9M5 4v5h5",
            Self::Mirror => "M12 4v16M8 8l-4 8h4M16 8l4 8h-4",
            Self::Back => "m14 6-6 6 6 6",
            Self::Picture => {
                "M6.5 4h11a2.5 2.5 0 0 1 2.5 2.5v11a2.5 2.5 0 0 1 -2.5 2.5h-11a2.5 2.5 0 0 1 -2.5 -2.5v-11a2.5 2.5 0 0 1 2.5 -2.5ZM7.5 9.5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0ZM5 18l5-5 3 3 2.5-2.5L19 17"
            }
            Self::Star => "m12 4 2.5 5.2 5.5.8-4 4 1 5.7-5-2.7-5 2.7 1-5.7-4-4 5.5-.8Z",
            Self::Note => "M6 4h12v10l-6 6H6ZM12 20v-6h6",
            Self::Tick => {
                "M6.5 4h11a2.5 2.5 0 0 1 2.5 2.5v11a2.5 2.5 0 0 1 -2.5 2.5h-11a2.5 2.5 0 0 1 -2.5 -2.5v-11a2.5 2.5 0 0 1 2.5 -2.5ZM8 12l3 3 5-6"
            }
            Self::Pin => "M9 4h6l-1 6 3 3H7l3-3ZM12 13v7",
            Self::Pencil => "M4 20l1-4L16 5l3 3L8 19ZM14 7l3 3",
            Self::Bin => "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
            Self::Clock => "M4 12a8 8 0 1 0 16 0a8 8 0 1 0 -16 0ZM12 7.5V12l3 2",
            Self::Box => "M4 5h16v4H4ZM5.5 9v10h13V9M10 13h4",
            Self::Clip => {
                "M19 11.5 12 18.5a4.2 4.2 0 0 1-6-6L13.5 5a2.8 2.8 0 0 1 4 4L10 16.5a1.4 1.4 0 0 1-2-2L14.5 8"
            }
            Self::Funnel => "M4 6h16M7 12h10M10 18h4",
            Self::Check => "M5 12.5 10 17.5 19 7",
            Self::Down => "M12 5v14M6 13l6 6 6-6",
            Self::Tray => "M12 4v10M8 10l4 4 4-4M4 16v4h16v-4",
            Self::Dots => {
                "M4 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0ZM11 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0ZM18 12a1 1 0 1 0 2 0a1 1 0 1 0 -2 0Z"
            }
        }
    }
}

/// A drawing.
#[component]
pub fn Icon(
    /// Which one.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=glyph.path()></path></svg>
    }
}
