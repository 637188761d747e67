//! Time zones by their IANA names. Which of them exist the browser knows, by its own tables; here it is only told apart
//! what may be one from what never is, such as `CET+1` or a city alone.

/// What the names of places begin with.
const AREAS: [&str; 16] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Brazil",
    "Canada",
    "Chile",
    "Etc",
    "Europe",
    "Indian",
    "Mexico",
    "Pacific",
    "US",
];

/// Names without a place that are in use.
const ALONE: [&str; 12] = [
    "UTC", "GMT", "CET", "EET", "EST", "EST5EDT", "CST6CDT", "HST", "MET", "MST", "PST8PDT", "WET",
];

/// The longest part of a name, as the rules of the database have it.
const MAX_PART: usize = 14;

/// The name in a text, with its area as it is written and `_` for spaces; none where it cannot be one.
#[must_use]
pub fn timezone(text: &str) -> Option<String> {
    let same = |known: &&&str| known.eq_ignore_ascii_case(text);
    if let Some(name) = ALONE.iter().find(same) {
        return Some((*name).to_owned());
    }
    let (area, place) = text.split_once('/')?;
    let area = AREAS.iter().find(|known| known.eq_ignore_ascii_case(area))?;
    let place = place.replace(' ', "_");
    let is_part = |part: &str| {
        let is_sign = |sign: u8| sign.is_ascii_alphanumeric() || b"_-+".contains(&sign);
        (1..=MAX_PART).contains(&part.len())
            && part.starts_with(|first: char| first.is_ascii_alphabetic())
            && part.bytes().all(is_sign)
    };
    let parts = place.split('/').count();
    (parts <= 2 && place.split('/').all(is_part)).then(|| format!("{area}/{place}"))
}
