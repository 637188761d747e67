//! What the properties of a card say about somebody.

use super::line::Line;
use super::{Card, Photo, base64};
use crate::domain::contact::birthday::Birthday;
use crate::domain::contact::draft::Field;
use crate::domain::contact::email::is_email;
use crate::domain::contact::entries::MAX_ENTRIES;
use crate::domain::contact::name::NAMELESS;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::contact::timezone::timezone;
use crate::domain::contact::website::website;
use crate::domain::import::column::phone_label;
use crate::domain::import::day::{DayOrder, plain};
use crate::domain::import::incoming::{Incoming, IncomingPhone};
use crate::domain::search::digits;
use crate::domain::search::fold::fold;

/// So many digits are a phone number.
const MIN_DIGITS: usize = 3;

/// The card in its lines.
pub(super) fn card(number: u64, mut lines: Vec<Line>) -> Card {
    // What is preferred comes first; equals stay in their order.
    lines.sort_by_key(Line::preference);
    let labels: Vec<(String, String)> = lines
        .iter()
        .filter(|line| line.name == "X-ABLABEL" && !line.group.is_empty())
        .map(|line| (line.group.clone(), line.text()))
        .collect();
    let mut card = Card { number, ..Card::default() };
    for line in &lines {
        let label = labels.iter().find(|(group, _)| *group == line.group);
        card.take(line, label.map(|(_, label)| label.as_str()));
    }
    card.finish();
    card
}

impl Card {
    fn take(&mut self, line: &Line, label: Option<&str>) {
        match line.name.as_str() {
            "N" => self.take_name(line),
            "FN" if self.title.is_empty() => self.title = line.text().trim().to_owned(),
            "ORG" => {
                let company = line.parts(';').into_iter().next().unwrap_or_default();
                self.incoming.say(Field::Company, company);
            }
            "TITLE" => self.incoming.say(Field::JobTitle, line.text()),
            "EMAIL" => self.take_email(line),
            "TEL" => self.take_phone(line, label),
            "ADR" => self.take_address(line),
            "BDAY" => self.take_birthday(line),
            "URL" => self.take_if(line, Field::Website, website(line.text().trim())),
            "TZ" => self.take_if(line, Field::Timezone, timezone(line.text().trim())),
            "NOTE" => self.incoming.notes.push(line.text().trim().to_owned()),
            "CATEGORIES" => self.incoming.tags.extend(line.parts(',')),
            "UID" => {
                self.incoming.id = line.value.trim().trim_start_matches("urn:uuid:").parse().ok()
            }
            "KIND" | "X-ADDRESSBOOKSERVER-KIND" => {
                self.is_group |= line.value.trim().eq_ignore_ascii_case("group");
            }
            "PHOTO" => self.photos.extend(photo(line)),
            "X-VISAGE-TYPE" => self.incoming.say(Field::ContactType, line.text()),
            "X-VISAGE-OWNER" => self.incoming.say(Field::Owner, line.text()),
            "X-VISAGE-SOURCE" => self.incoming.say(Field::Source, line.text()),
            "X-VISAGE-FOLLOWERS" => self.incoming.followers.extend(line.parts(',')),
            "X-VISAGE-DND" => self.incoming.dnd.extend(line.parts(',')),
            "X-VISAGE-FIELD" => {
                let key = line.parameter("X-KEY").and_then(|key| key.parse().ok());
                self.incoming.custom.extend(key.map(|key| (key, line.text())));
            }
            _ => {}
        }
    }

    /// Keeps a value that has a form in which it is kept, and lists one that has none or comes too late.
    fn take_if(&mut self, line: &Line, field: Field, value: Option<String>) {
        match value {
            Some(value) if self.incoming.text(field).is_empty() => self.incoming.say(field, value),
            _ => self.leave_out(line),
        }
    }

    fn leave_out(&mut self, line: &Line) {
        let text = line.text();
        if !text.trim().is_empty() {
            self.left_out.push((line.name.clone(), text.trim().to_owned()));
        }
    }

    fn take_name(&mut self, line: &Line) {
        let mut parts = line.parts(';').into_iter();
        let mut part = || parts.next().unwrap_or_default();
        let (last, first, middle) = (part(), part(), part());
        let is_named = [Field::FirstName, Field::LastName].map(|field| self.incoming.text(field));
        if is_named.iter().all(|text| text.is_empty()) {
            self.incoming.say(Field::LastName, last);
            self.incoming.say(Field::FirstName, first);
            // Several stand with commas between them.
            middle.replace(',', " ").trim().clone_into(&mut self.incoming.middle_name);
        }
    }

    fn take_email(&mut self, line: &Line) {
        let address = line.text();
        let address = address.trim().trim_start_matches("mailto:");
        let is_known = self.incoming.emails.iter().any(|known| known.eq_ignore_ascii_case(address));
        if is_known {
            return;
        }
        match is_email(address) && self.incoming.emails.len() < MAX_ENTRIES {
            true => self.incoming.emails.push(address.to_owned()),
            false => self.leave_out(line),
        }
    }

    fn take_phone(&mut self, line: &Line, label: Option<&str>) {
        let number = line.text();
        let number = number.trim();
        let is_address = line.has("VALUE", "URI");
        let number =
            number.strip_prefix("tel:").filter(|_| is_address).unwrap_or(number).to_owned();
        let is_number = digits(&fold(&number)).len() >= MIN_DIGITS;
        if !is_number || self.incoming.phones.len() >= MAX_ENTRIES {
            self.leave_out(line);
            return;
        }
        let label = label.and_then(apple_label).or_else(|| type_label(line));
        self.incoming.phones.push(IncomingPhone { number, label });
    }

    fn take_address(&mut self, line: &Line) {
        let parts = line.parts(';');
        let part = |at: usize| parts.get(at).map_or("", |part| part.trim());
        let fields = [Field::Street, Field::City, Field::Region, Field::PostalCode, Field::Country];
        if fields.iter().any(|field| !self.incoming.text(*field).is_empty()) {
            self.leave_out(line);
            return;
        }
        let street: Vec<&str> =
            [part(2), part(1), part(0)].into_iter().filter(|text| !text.is_empty()).collect();
        self.incoming.say(Field::Street, street.join(", "));
        for (field, at) in fields.into_iter().skip(1).zip(3..) {
            self.incoming.say(field, part(at));
        }
    }

    fn take_birthday(&mut self, line: &Line) {
        let day = plain(&line.text(), DayOrder::MonthFirst);
        // Telephones write a year for a day without one, and say which.
        let without = line.parameter("X-APPLE-OMIT-YEAR");
        let day = match without.and_then(|year| day.strip_prefix(year)?.strip_prefix('-')) {
            Some(rest) => format!("--{rest}"),
            None => day,
        };
        let is_day = day.parse().is_ok_and(|day: Birthday| day.month_and_day().is_some());
        self.take_if(line, Field::Birthday, is_day.then_some(day));
    }

    /// Uses the whole name where there are no parts of it, unless it only repeats what else is known.
    fn finish(&mut self) {
        let Incoming { emails, phones, .. } = &self.incoming;
        let title = self.title.as_str();
        let is_repeated = title == NAMELESS
            || self.incoming.text(Field::Company) == title
            || emails.iter().any(|email| email == title)
            || phones.iter().any(|phone| phone.number == title);
        if !is_repeated {
            title.clone_into(&mut self.incoming.full_name);
        }
    }
}

/// What Apple's programs call an entry; their own words stand in signs: `_$!<Home>!$_`.
fn apple_label(text: &str) -> Option<PhoneLabel> {
    let text = text.trim();
    let own = text.strip_prefix("_$!<").and_then(|text| text.strip_suffix(">!$_"));
    phone_label(own.unwrap_or(text))
}

/// What a phone reaches by its types; a fax is one wherever it stands.
fn type_label(line: &Line) -> Option<PhoneLabel> {
    let is = |name: &str| line.has("TYPE", name);
    let other = ["fax", "pager"].into_iter().find(|name| is(name));
    match other {
        Some(name) => Some(PhoneLabel::Other(name.into())),
        None if is("cell") || is("mobile") || is("iphone") => Some(PhoneLabel::Mobile),
        None if is("home") => Some(PhoneLabel::Home),
        None if is("work") => Some(PhoneLabel::Work),
        None => None,
    }
}

/// The picture of a line; none where nothing is written.
fn photo(line: &Line) -> Option<Photo> {
    let value = line.value.trim();
    if value.is_empty() {
        return None;
    }
    let scheme = |scheme: &str| {
        value.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let decoded = |text: &str| base64::decode(text).map_or(Photo::Unreadable, Photo::Bytes);
    if scheme("data:") {
        // Some programs put a backslash before the comma.
        let (kind, data) = value.split_once(',')?;
        let is_base64 = kind.trim_end_matches('\\').to_ascii_lowercase().ends_with("base64");
        return Some(if is_base64 { decoded(data) } else { Photo::Unreadable });
    }
    let is_encoded = line.has("ENCODING", "B") || line.has("ENCODING", "BASE64");
    let is_address = line.has("VALUE", "URI") || line.has("VALUE", "URL") || value.contains("://");
    Some(match (is_encoded, is_address) {
        (true, _) => decoded(value),
        (false, true) => Photo::Elsewhere(line.text()),
        (false, false) => Photo::Unreadable,
    })
}
