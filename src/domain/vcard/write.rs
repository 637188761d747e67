//! From contacts to cards. What other programs do not know stands in properties of our own, which they pass over.

use super::base64;
use crate::domain::contact::Contact;
use crate::domain::contact::birthday::Birthday;
use crate::domain::contact::entries::primary;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::custom_field::CustomField;
use crate::domain::export::primary_first;

/// How long a line is at most, in bytes (RFC 6350, 3.2).
const WIDTH: usize = 75;

/// The versions that are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Version {
    /// 3.0, which telephones and old programs read.
    V3,
    /// 4.0.
    #[default]
    V4,
}

/// What stands in a card beside the contact.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// The type of the picture, such as `image/jpeg`, and its bytes.
    pub picture: Option<(&'a str, &'a [u8])>,
    /// Texts of notes.
    pub notes: &'a [String],
    /// The custom fields whose values are written.
    pub fields: &'a [CustomField],
}

/// Appends the card of a contact.
pub fn push_card(file: &mut String, contact: &Contact, version: Version, beside: Beside<'_>) {
    let mut card = Writer { file, version, groups: 0 };
    card.push("BEGIN", "VCARD");
    card.push("VERSION", if version == Version::V3 { "3.0" } else { "4.0" });
    card.push("UID", &format!("urn:uuid:{}", contact.id));
    card.push("FN", &escaped(&contact.name()));
    card.push_list("N", ';', &[&contact.last_name, &contact.first_name, "", "", ""]);
    card.push_text("ORG", &contact.company);
    card.push_text("TITLE", &contact.job_title);
    card.push_emails(contact);
    card.push_phones(contact);
    let Contact { street, city, region, postal_code, country, .. } = contact;
    let address = ["", "", street, city, region, postal_code, country];
    if address.iter().any(|part| !part.is_empty()) {
        card.push_list("ADR", ';', &address);
    }
    card.push_birthday(contact.birthday.as_ref());
    card.push_text("URL", &contact.website);
    card.push_text("TZ", &contact.timezone);
    card.push_texts("CATEGORIES", &contact.tags);
    beside.notes.iter().for_each(|note| card.push_text("NOTE", note));
    card.push_text("X-VISAGE-TYPE", &contact.contact_type);
    card.push_text("X-VISAGE-OWNER", &contact.owner);
    card.push_text("X-VISAGE-SOURCE", &contact.source);
    card.push_texts("X-VISAGE-FOLLOWERS", &contact.followers);
    card.push_texts("X-VISAGE-DND", &contact.dnd);
    for field in beside.fields {
        let name = format!("X-VISAGE-FIELD;X-KEY={}", field.key.as_str());
        card.push_text(&name, &field.read(contact));
    }
    if let Some((kind, bytes)) = beside.picture {
        card.push_picture(kind, bytes);
    }
    card.push("END", "VCARD");
}

/// A card being written.
struct Writer<'a> {
    file: &'a mut String,
    version: Version,
    /// How many groups there are, each of a phone and its label.
    groups: usize,
}

impl Writer<'_> {
    /// Appends a line, folded where it is long.
    fn push(&mut self, head: &str, value: &str) {
        let line = format!("{head}:{value}");
        let (mut rest, mut width) = (line.as_str(), WIDTH);
        while rest.len() > width {
            let end = (0..=width).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
            let (start, behind) = rest.split_at(end);
            self.file.push_str(start);
            self.file.push_str("\r\n ");
            // The space counts.
            (rest, width) = (behind, WIDTH - 1);
        }
        self.file.push_str(rest);
        self.file.push_str("\r\n");
    }

    fn push_text(&mut self, head: &str, text: &str) {
        if !text.trim().is_empty() {
            self.push(head, &escaped(text));
        }
    }

    fn push_texts(&mut self, head: &str, texts: &[String]) {
        if !texts.is_empty() {
            self.push_list(head, ',', &texts.iter().map(String::as_str).collect::<Vec<_>>());
        }
    }

    fn push_list(&mut self, head: &str, sign: char, parts: &[&str]) {
        let parts: Vec<String> = parts.iter().map(|part| escaped(part)).collect();
        self.push(head, &parts.join(&sign.to_string()));
    }

    /// A head with types, and the mark of the one that is preferred.
    fn head(&self, name: &str, kind: &str, is_first: bool) -> String {
        let mut types: Vec<&str> = if kind.is_empty() { Vec::new() } else { vec![kind] };
        if is_first && self.version == Version::V3 {
            types.push("pref");
        }
        let types =
            if types.is_empty() { String::new() } else { format!(";TYPE={}", types.join(",")) };
        let mark = if is_first && self.version == Version::V4 { ";PREF=1" } else { "" };
        format!("{name}{types}{mark}")
    }

    fn push_emails(&mut self, contact: &Contact) {
        let kind = if self.version == Version::V3 { "INTERNET" } else { "" };
        let emails = primary_first(&contact.emails, primary(&contact.emails));
        for (at, email) in emails.enumerate() {
            let head = self.head("EMAIL", kind, at == 0);
            self.push_text(&head, &email.address);
        }
    }

    fn push_phones(&mut self, contact: &Contact) {
        let phones = primary_first(&contact.phones, primary(&contact.phones));
        for (at, phone) in phones.enumerate() {
            let (kind, label) = match &phone.label {
                None => ("voice", None),
                Some(PhoneLabel::Mobile) => ("cell", None),
                Some(PhoneLabel::Home) => ("home", None),
                Some(PhoneLabel::Work) => ("work", None),
                Some(other) => ("voice", Some(other.name())),
            };
            let head = self.head("TEL", kind, at == 0);
            match label {
                None => self.push_text(&head, &phone.number),
                Some(label) => {
                    self.groups += 1;
                    let group = format!("item{}", self.groups);
                    self.push_text(&format!("{group}.{head}"), &phone.number);
                    self.push_text(&format!("{group}.X-ABLabel"), label);
                }
            }
        }
    }

    fn push_birthday(&mut self, birthday: Option<&Birthday>) {
        let Some(birthday) = birthday else { return };
        match (birthday, self.version) {
            (Birthday::Other(text), _) => self.push_text("BDAY;VALUE=text", text),
            (Birthday::Day { year: None, month, day }, Version::V3) => {
                let day = format!("1604-{month:02}-{day:02}");
                self.push("BDAY;X-APPLE-OMIT-YEAR=1604", &day);
            }
            (Birthday::Day { year: None, month, day }, Version::V4) => {
                self.push("BDAY", &format!("--{month:02}{day:02}"));
            }
            (day, Version::V3) => self.push("BDAY", &day.to_string()),
            (day, Version::V4) => self.push("BDAY", &day.to_string().replace('-', "")),
        }
    }

    fn push_picture(&mut self, kind: &str, bytes: &[u8]) {
        let data = base64::encode(bytes);
        match self.version {
            Version::V3 => {
                let name = kind.strip_prefix("image/").unwrap_or(kind).to_ascii_uppercase();
                self.push(&format!("PHOTO;ENCODING=b;TYPE={name}"), &data);
            }
            Version::V4 => self.push("PHOTO", &format!("data:{kind};base64,{data}")),
        }
    }
}

/// A text with backslashes where signs mean something (RFC 6350, 3.4).
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => value.extend(['\\', letter]),
            '\n' => value.push_str("\\n"),
            '\r' => {}
            _ => value.push(letter),
        }
    }
    value
}
