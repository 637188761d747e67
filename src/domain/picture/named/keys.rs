//! What the name of a file and a contact may have in common: spellings without case, accents and marks.

use super::{By, EXTENSIONS, Key};
use crate::domain::contact::Contact;
use crate::domain::contact::phone::e164::e164;
use crate::domain::contact::phone::numbering::Country;
use crate::domain::contact::phone::{MIN_DIGITS, Phone};
use crate::domain::id::ContactId;
use crate::domain::search::digits;
use crate::domain::search::fold::fold;

/// Words that say no more than that it is a picture, or a copy of one, in the languages that file managers speak. None that is a surname.
const NOISE: [&str; 26] = [
    "photo",
    "photos",
    "foto",
    "pic",
    "picture",
    "image",
    "img",
    "dsc",
    "profile",
    "profil",
    "portrait",
    "headshot",
    "avatar",
    "logo",
    "copy",
    "kopie",
    "copie",
    "copia",
    "of",
    "thumb",
    "thumbnail",
    "cropped",
    "edited",
    "linkedin",
    "contact",
    "bild",
];

/// As many words around a name are passed over at each of its ends.
const MOST_NOISE: usize = 4;

/// The longest counter around a name, in digits: that of cameras, and years.
const COUNTER: usize = 4;

/// The longest counter behind a phone number, in digits; a longer one may belong to the number.
const SHORT_COUNTER: usize = 2;

/// What a file may be found by, each with its rank.
pub(super) fn of_file(name: &str, home: Option<Country>) -> Vec<(usize, Key)> {
    let folded = fold(name);
    let stem = stem(&folded);
    let mut ranked = Vec::new();
    let mut rank = 0;
    let mut add = |by: By, texts: Vec<String>| {
        rank += 1;
        let keys = texts.into_iter().filter(|text| !text.is_empty());
        ranked.extend(keys.map(|text| (rank, Key(by, text))));
    };
    let words: Vec<String> = words(stem).collect();
    add(By::Id, ids(&words));
    for email in emails(stem) {
        add(By::Email, vec![email]);
    }
    let is_abroad = stem.contains('+');
    for (before, part, after) in parts(&words) {
        if is_number(before, part, after) {
            add(By::Phone, phones(part, is_abroad, home));
        }
        add(By::Name, vec![sorted(part.iter().map(String::as_str))]);
        add(By::Name, vec![joined(&part.concat())]);
    }
    ranked
}

/// What a contact may be found by.
pub(super) fn of_contact(contact: &Contact, take: &mut dyn FnMut(Key)) {
    for id in contact.members() {
        take(Key(By::Id, id.to_string()));
    }
    for email in &contact.emails {
        take(Key(By::Email, fold(email.address.trim())));
    }
    for phone in &contact.phones {
        phone_keys(phone).into_iter().for_each(|number| take(Key(By::Phone, number)));
    }
    let [first, last] = [&contact.first_name, &contact.last_name].map(|name| fold(name));
    let is_person = words(&first).chain(words(&last)).next().is_some();
    let (first, last) =
        if is_person { (first, last) } else { (fold(&contact.company), String::new()) };
    let (first, last): (Vec<_>, Vec<_>) = (words(&first).collect(), words(&last).collect());
    if first.is_empty() && last.is_empty() {
        return;
    }
    take(Key(By::Name, sorted(first.iter().chain(&last).map(String::as_str))));
    let (first, last) = (first.concat(), last.concat());
    let one = joined(&format!("{first}{last}"));
    let other = joined(&format!("{last}{first}"));
    if other != one {
        take(Key(By::Name, other));
    }
    take(Key(By::Name, one));
}

/// A folded file name without its extension, and without those that a program has put before it.
fn stem(folded: &str) -> &str {
    let mut stem = folded;
    while let Some(rest) = EXTENSIONS.iter().find_map(|end| stem.strip_suffix(end)) {
        stem = rest;
    }
    stem
}

/// The words of a folded text. An apostrophe is part of its word, and left out as most file names leave it out.
fn words(folded: &str) -> impl Iterator<Item = String> {
    let split = folded.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    split.map(|word| word.replace('\'', "")).filter(|word| !word.is_empty())
}

/// The words of a name whatever their order.
fn sorted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut words: Vec<&str> = words.collect();
    words.sort_unstable();
    words.join(" ")
}

/// A name in one word. A mark keeps it apart from names that are one word.
fn joined(word: &str) -> String {
    if word.is_empty() { String::new() } else { format!("={word}") }
}

/// Words taken apart: noise before a name, the name, and noise behind it.
type Part<'a> = (&'a [String], &'a [String], &'a [String]);

/// The words without more and more of the noise around them, the fullest first; not without all of them.
fn parts(words: &[String]) -> Vec<Part<'_>> {
    let leading = words.iter().take_while(|word| is_noise(word)).count().min(MOST_NOISE);
    let trailing = words.iter().rev().take_while(|word| is_noise(word)).count().min(MOST_NOISE);
    let mut cuts: Vec<(usize, usize)> =
        (0..=leading).flat_map(|start| (0..=trailing).map(move |end| (start, end))).collect();
    // Of equally many words rather those behind the name.
    cuts.sort_by_key(|(start, end)| (start + end, *start));
    let part = |(start, end): (usize, usize)| {
        let (rest, after) = words.split_at_checked(words.len().checked_sub(end)?)?;
        let (before, part) = rest.split_at_checked(start)?;
        (!part.is_empty()).then_some((before, part, after))
    };
    cuts.into_iter().filter_map(part).collect()
}

fn is_noise(word: &str) -> bool {
    let is_size = || word.split_once('x').is_some_and(|(w, h)| is_digits(w) && is_digits(h));
    NOISE.contains(&word) || is_digits(word) && word.len() <= COUNTER || is_size()
}

fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a part may be a phone number: of digits only short counters behind it were passed over.
fn is_number(before: &[String], part: &[String], after: &[String]) -> bool {
    let is_cut = |word: &String| is_digits(word) && word.len() > SHORT_COUNTER;
    part.iter().all(|word| is_digits(word))
        && !before.iter().any(|word| is_digits(word))
        && !after.iter().any(is_cut)
}

/// The spellings of the number that groups of digits make.
fn phones(groups: &[String], is_abroad: bool, home: Option<Country>) -> Vec<String> {
    let number = groups.concat();
    if number.len() < MIN_DIGITS {
        return Vec::new();
    }
    let dialled = if is_abroad { format!("+{number}") } else { number.clone() };
    let whole = e164(&dialled, home).map(|whole| whole.trim_start_matches('+').to_owned());
    let exit = number.strip_prefix("00").map(str::to_owned);
    let mut spellings = vec![number];
    spellings.extend(whole.into_iter().chain(exit));
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// The spellings of a contact's number. One with an extension reaches somebody else than the number alone.
fn phone_keys(phone: &Phone) -> Vec<String> {
    let typed = digits(&fold(&phone.number));
    let whole = phone.dialled().filter(|whole| !whole.contains('x') && *whole != typed);
    let long_enough = |number: &String| number.len() >= MIN_DIGITS;
    [Some(typed), whole].into_iter().flatten().filter(long_enough).collect()
}

/// Every id that stands in a name, with or without hyphens.
fn ids(words: &[String]) -> Vec<String> {
    const GROUPS: [usize; 5] = [8, 4, 4, 4, 12];
    let whole = words.iter().filter(|word| word.len() == 32).cloned();
    let grouped = words.windows(GROUPS.len()).filter_map(|run| {
        let is_fitting = run.iter().map(String::len).eq(GROUPS);
        is_fitting.then(|| run.concat())
    });
    let id = |text: String| text.parse::<ContactId>().ok().map(|id| id.to_string());
    whole.chain(grouped).filter_map(id).collect()
}

/// Every address that may stand in a name, the longest first: an address has no blanks or brackets, but may have all
/// the marks that join it to a counter or a word.
fn emails(stem: &str) -> Vec<String> {
    let is_end = |letter: char| {
        letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '<' | '>' | ',' | ';')
    };
    let mut found = Vec::new();
    for run in stem.split(is_end).filter(|run| run.contains('@')) {
        for start in starts(run) {
            for end in ends(run) {
                let address = run.get(start..end).filter(|address| address.contains('@'));
                found.extend(address.map(str::to_owned));
            }
        }
    }
    found.sort_by_key(|address| std::cmp::Reverse(address.len()));
    found
}

/// Where an address may begin: at the beginning, and behind each word of noise there.
fn starts(run: &str) -> Vec<usize> {
    let mut starts = vec![0];
    let mut at = 0;
    while let Some((word, rest)) = run.get(at..).and_then(|rest| rest.split_once(is_mark))
        && (word.is_empty() || is_noise(word))
    {
        at = run.len() - rest.len();
        starts.push(at);
    }
    starts
}

/// Where an address may end: at the end, and before each word of noise there.
fn ends(run: &str) -> Vec<usize> {
    let mut ends = vec![run.len()];
    let mut at = run.len();
    while let Some((rest, word)) = run.get(..at).and_then(|rest| rest.rsplit_once(is_mark))
        && (word.is_empty() || is_noise(word))
    {
        at = rest.len();
        ends.push(at);
    }
    ends
}

const fn is_mark(letter: char) -> bool {
    matches!(letter, '_' | '-' | '.')
}
