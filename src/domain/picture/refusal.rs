//! Why a picture is not taken, and the sentence that tells so.
//! Every sentence names the file, says what is wrong with it and, where one can act, what to do.

use thiserror::Error;

use crate::domain::picture::kind::Kind;
use crate::domain::picture::{Inspected, MAX_SIDE};

/// Why a file is not taken as a contact's picture.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The file has no bytes.
    #[error("the file is empty")]
    Empty,
    /// The content is neither JPEG nor PNG.
    #[error("the content is neither jpeg nor png")]
    NotAPicture {
        /// What it is instead, if that is known.
        found: Option<Kind>,
    },
    /// The picture is fine but the file is over `MAX_BYTES`; it may be shrunk and used.
    #[error("the file is over the size limit")]
    TooLarge {
        /// The size of the file in bytes.
        bytes: u64,
        /// What was found in it, to go on with when the user chooses to shrink it.
        picture: Inspected,
    },
    /// The picture has more than `MAX_PIXELS`, or more than `MAX_SIDE` on a side.
    #[error("the picture has too many pixels")]
    TooManyPixels {
        /// Pixels per row as stored.
        width: u32,
        /// Rows as stored.
        height: u32,
    },
    /// The header makes no sense, the file ends too early, or the decoder gave up.
    #[error("the picture is damaged")]
    Damaged,
    /// The browser could not read the file: moved, changed or locked since it was chosen.
    #[error("the file cannot be read")]
    Unreadable,
    /// A folder was dropped.
    #[error("a folder is not a picture")]
    Folder,
    /// Several files were dropped where one goes.
    #[error("several files where one goes")]
    Several {
        /// How many there were.
        count: usize,
    },
}

impl Refusal {
    /// Whether “Shrink and use” can be offered.
    pub fn is_shrinkable(&self) -> bool {
        matches!(self, Self::TooLarge { .. })
    }

    /// The sentence for the user about the file called `name`, which may be empty (after a paste).
    pub fn sentence(&self, name: &str) -> String {
        let shown = shown_name(name);
        let subject = if shown.is_empty() {
            "The picture".to_owned()
        } else {
            ["“", &shown, "”"].concat()
        };
        let what = match self {
            Self::Empty => " is empty. Choose another file.".to_owned(),
            Self::NotAPicture { found: None } => {
                " is not a JPG or PNG picture. Choose one that is.".to_owned()
            }
            Self::NotAPicture { found: Some(kind) } => {
                let remedy = if kind.is_picture() {
                    ". Save it as JPG or PNG and try again."
                } else {
                    ". Choose a JPG or PNG picture."
                };
                [" is not a JPG or PNG picture. It is ", kind.description(), remedy].concat()
            }
            Self::TooLarge { bytes, .. } => {
                [" is ", &megabytes(*bytes), ". The limit is 2.5 MB."].concat()
            }
            Self::TooManyPixels { width, height } => {
                let limit = if (*width).max(*height) > MAX_SIDE {
                    "16,384 pixels a side"
                } else {
                    "50 million pixels in all"
                };
                let (width, height) = (grouped(u64::from(*width)), grouped(u64::from(*height)));
                [" is ", &width, " × ", &height, " pixels. The limit is ", limit].concat()
                    + ". Save a smaller copy and try again."
            }
            Self::Damaged => " is damaged and cannot be read. Choose another picture.".to_owned(),
            Self::Unreadable => " could not be opened. Choose it again.".to_owned(),
            Self::Folder => " is a folder. Choose one picture from it.".to_owned(),
            // No single name would be right here.
            Self::Several { count } => {
                let count = grouped(u64::try_from(*count).unwrap_or(u64::MAX));
                return [&count, " files are too many: only one picture fits here. Choose one."]
                    .concat();
            }
        };
        subject + &what
    }
}

/// The most characters of a file name that are shown, and how many of them follow the gap.
const SHOWN_NAME: usize = 48;
const SHOWN_TAIL: usize = 16;

/// A file name as it may be shown: without characters that break or reverse the line, and shortened
/// in the middle to 48 characters, so that the beginning and the extension stay visible.
pub fn shown_name(name: &str) -> String {
    let kept: Vec<char> = name.chars().filter(|&letter| !is_invisible(letter)).collect();
    if kept.len() <= SHOWN_NAME {
        return kept.iter().collect::<String>().trim().to_owned();
    }
    let head = kept.iter().take(SHOWN_NAME - SHOWN_TAIL - 1);
    // An accent or joiner without the letter before it would attach itself to the gap.
    let tail = kept.iter().skip(kept.len() - SHOWN_TAIL).skip_while(|&&letter| is_joining(letter));
    let shortened: String = head.chain(&['…']).chain(tail).collect();
    shortened.trim().to_owned()
}

/// Control characters, line separators, bidirectional controls, and blanks without a width.
fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
        || matches!(letter, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
}

/// Characters that belong to the one before them; the common ones, as this only saves looks.
fn is_joining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}' | '\u{200C}' | '\u{200D}' | '\u{FE0F}')
        || matches!(letter, '\u{1F3FB}'..='\u{1F3FF}')
}

/// A size over the limit in MB of 1,048,576 bytes with one decimal, rounded to the nearest.
fn megabytes(bytes: u64) -> String {
    const MB: u64 = 1_048_576;
    let tenths = |unit: u64| bytes / unit * 10 + (bytes % unit * 10 + unit / 2) / unit;
    match tenths(MB) {
        // A size must never read like the limit that it is said to exceed.
        ..=25 => "just over 2.5 MB".to_owned(),
        amount @ 26..10_240 => decimal(amount) + " MB",
        _ => decimal(tenths(1_024 * MB)) + " GB",
    }
}

fn decimal(tenths: u64) -> String {
    [grouped(tenths / 10), (tenths % 10).to_string()].join(".")
}

/// A number with commas between its thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}
