//! Numbers and times as the reader writes them.

use leptos::prelude::*;

use crate::domain::contact::phone::numbering;
use crate::domain::date::{Calendar, Date};
use crate::domain::search::fold::fold;
use crate::domain::time::Timestamp;
use crate::io::{clock, locale};

/// A number with the reader's separators.
#[must_use]
pub fn number(number: usize) -> String {
    locale::number(number)
}

/// The reader's day, kept up by a clock.
#[must_use]
pub fn today() -> Signal<Date> {
    let now = || Date::from_days(local_day(clock::now()));
    let day = RwSignal::new(now());
    leptos::task::spawn_local(async move {
        loop {
            clock::sleep(MINUTE).await;
            if day.get_untracked() != now() {
                day.set(now());
            }
        }
    });
    day.into()
}

/// Uses the reader's calendar.
pub fn calendar<T>(today: Date, with: impl FnOnce(&Calendar<'_>) -> T) -> T {
    with(&Calendar { today, start_of: &locale::start_of })
}

/// The reader's day at a point in time.
#[must_use]
pub fn date_at(time: Timestamp) -> Date {
    Date::from_days(local_day(time))
}

/// Day and time of day in a time zone, by its IANA name; none where the browser does not know the zone.
#[must_use]
pub fn clock_in(zone: &str) -> Option<String> {
    locale::clock_in(zone, clock::now())
}

/// How often the clock is looked at, in milliseconds.
const MINUTE: u32 = 60_000;

/// This moment.
#[must_use]
pub fn now() -> Timestamp {
    clock::now()
}

/// How long ago something was, as short as a list needs it; empty when that was never noted.
#[must_use]
pub fn ago(then: Timestamp) -> String {
    if then == Timestamp::default() { String::new() } else { locale::ago(then, clock::now()) }
}

/// Every country with telephones: its two letters and what it is called, by name.
#[must_use]
pub fn countries() -> Vec<(&'static str, String)> {
    let named = numbering::countries().map(|code| (code, locale::country(code)));
    let mut countries: Vec<(&str, String)> = named.collect();
    countries.sort_by_cached_key(|(_, name)| fold(name));
    countries
}

/// A date.
#[must_use]
pub fn date(day: Date) -> String {
    locale::date_of(day)
}

/// A day and a time of day.
#[must_use]
pub fn moment(then: Timestamp) -> String {
    locale::moment(then)
}

/// The point in time at which a day begins for the reader.
#[must_use]
pub fn start_of(day: Date) -> Timestamp {
    locale::start_of(day)
}

/// A size in bytes, as people read it.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes / 1_024),
        _ => format!("{}.{} MB", bytes / 1_048_576, bytes % 1_048_576 * 10 / 1_048_576),
    }
}

/// The day of a point in time: today, yesterday, else its date.
#[must_use]
pub fn day(then: Timestamp) -> String {
    locale::day(then, clock::now())
}

/// A time of day.
#[must_use]
pub fn time(then: Timestamp) -> String {
    locale::time(then)
}

/// When something was, as a list of messages needs it: the time of day today, else the day.
#[must_use]
pub fn time_or_day(then: Timestamp) -> String {
    let is_today = local_day(then) == local_day(clock::now());
    if is_today { time(then) } else { day(then) }
}

/// The number of a day in the reader's zone.
#[must_use]
pub fn local_day(time: Timestamp) -> i64 {
    locale::local_day(time)
}
