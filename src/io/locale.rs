//! Numbers and points in time in the reader's language and zone, by the browser's own `Intl`.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::date::Date;
use crate::domain::time::{DAY, Timestamp};

/// The formats that rows need, made once: making one costs as much as a hundred uses of it.
struct Formats {
    number: Function,
    minutes: Function,
    hours: Function,
    relative: Function,
    day: Function,
    day_and_year: Function,
    moment: Function,
    time: Function,
}

thread_local! {
    static FORMATS: Option<Formats> = Formats::new();
}

impl Formats {
    fn new() -> Option<Self> {
        let unit = |unit| [("style", "unit"), ("unit", unit), ("unitDisplay", "short")];
        Some(Self {
            number: format("NumberFormat", &[])?,
            minutes: format("NumberFormat", &unit("minute"))?,
            hours: format("NumberFormat", &unit("hour"))?,
            relative: format("RelativeTimeFormat", &[("numeric", "auto")])?,
            day: format("DateTimeFormat", &[("month", "short"), ("day", "numeric")])?,
            day_and_year: format("DateTimeFormat", &[("dateStyle", "medium")])?,
            moment: format("DateTimeFormat", &[("dateStyle", "medium"), ("timeStyle", "short")])?,
            time: format("DateTimeFormat", &[("timeStyle", "short")])?,
        })
    }
}

/// A number with the reader's separators.
#[must_use]
pub fn number(number: usize) -> String {
    let plain = || number.to_string();
    with(|formats| call(&formats.number, &[(number as f64).into()])).unwrap_or_else(plain)
}

/// How long ago something was, as short as a list needs it: minutes, hours, yesterday, then the day.
/// A time ahead of the clock counts as now: clocks of other devices may be wrong.
#[must_use]
pub fn ago(then: Timestamp, now: Timestamp) -> String {
    let minutes = ((now.millis() - then.millis()) / 60_000).max(0) as f64;
    let text = with(|formats| match minutes {
        ..1.0 => relative(formats, 0, "second"),
        ..60.0 => call(&formats.minutes, &[minutes.into()]),
        _ if local_day(then) >= local_day(now) => {
            call(&formats.hours, &[(minutes / 60.0).floor().into()])
        }
        _ => Some(day(then, now)),
    });
    text.unwrap_or_default()
}

/// The day of a point in time: today, yesterday, else its date.
#[must_use]
pub fn day(then: Timestamp, now: Timestamp) -> String {
    let year = |time| date(time).get_full_year();
    let text = with(|formats| match local_day(now) - local_day(then) {
        days @ 0..=1 => relative(formats, -(days as i32), "day"),
        _ if year(then) == year(now) => call(&formats.day, &[date(then).into()]),
        _ => call(&formats.day_and_year, &[date(then).into()]),
    });
    text.unwrap_or_default()
}

/// A date with its year.
#[must_use]
pub fn date_of(day: Date) -> String {
    with(|formats| call(&formats.day_and_year, &[date(start_of(day)).into()])).unwrap_or_default()
}

/// A time of day.
#[must_use]
pub fn time(then: Timestamp) -> String {
    with(|formats| call(&formats.time, &[date(then).into()])).unwrap_or_default()
}

/// A day and a time of day.
#[must_use]
pub fn moment(then: Timestamp) -> String {
    with(|formats| call(&formats.moment, &[date(then).into()])).unwrap_or_default()
}

/// Days since 1970 in the reader's zone.
#[must_use]
pub fn local_day(time: Timestamp) -> i64 {
    let offset = date(time).get_timezone_offset() as i64 * 60_000;
    (time.millis() - offset).div_euclid(DAY)
}

/// The point in time at which a day begins in the reader's zone.
#[must_use]
pub fn start_of(day: Date) -> Timestamp {
    let (year, month, day) = day.civil();
    let date = js_sys::Date::new_with_year_month_day(2000, 0, 1);
    // The constructor takes the years 0 to 99 for those of the last century; this does not.
    date.set_full_year_with_month_date(year as u32, month as i32 - 1, day as i32);
    Timestamp::from_millis(date.get_time() as i64)
}

fn date(time: Timestamp) -> js_sys::Date {
    js_sys::Date::new(&(time.millis() as f64).into())
}

fn with<T>(read: impl FnOnce(&Formats) -> Option<T>) -> Option<T> {
    FORMATS.with(|formats| formats.as_ref().and_then(read))
}

/// Day and time of day in a time zone, by its IANA name; none where the browser does not know the zone.
#[must_use]
pub fn clock_in(zone: &str, now: Timestamp) -> Option<String> {
    let options =
        [("weekday", "short"), ("hour", "numeric"), ("minute", "numeric"), ("timeZone", zone)];
    let format = (!zone.is_empty()).then(|| format("DateTimeFormat", &options))??;
    call(&format, &[date(now).into()])
}

/// What a country is called, by its two letters; the letters where the browser does not say.
#[must_use]
pub fn country(code: &str) -> String {
    let names = method("DisplayNames", "of", &[("type", "region")]);
    names.and_then(|of| call(&of, &[code.into()])).unwrap_or_else(|| code.to_owned())
}

/// The `format` function of `new Intl[kind](undefined, options)`, bound to it.
fn format(kind: &str, options: &[(&str, &str)]) -> Option<Function> {
    method(kind, "format", options)
}

/// A function of `new Intl[kind](undefined, options)`, bound to it.
fn method(kind: &str, name: &str, options: &[(&str, &str)]) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let constructor: Function = Reflect::get(&intl, &kind.into()).ok()?.dyn_into().ok()?;
    let object = Object::new();
    for (key, value) in options {
        Reflect::set(&object, &(*key).into(), &(*value).into()).ok()?;
    }
    let arguments = Array::of2(&JsValue::UNDEFINED, &object);
    let made = Reflect::construct(&constructor, &arguments).ok()?;
    let method: Function = Reflect::get(&made, &name.into()).ok()?.dyn_into().ok()?;
    Some(method.bind0(&made))
}

/// “Yesterday”, which stands alone and so begins with a capital. The style sheet could see to that too, but a first
/// letter of its own makes each row slower to draw.
fn relative(formats: &Formats, count: i32, unit: &str) -> Option<String> {
    let text = call(&formats.relative, &[count.into(), unit.into()])?;
    let mut letters = text.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

fn call(format: &Function, arguments: &[JsValue]) -> Option<String> {
    let arguments: Array = arguments.iter().collect();
    format.apply(&JsValue::UNDEFINED, &arguments).ok()?.as_string()
}
