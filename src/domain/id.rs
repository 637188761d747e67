//! Identities: contacts, devices and pictures, and the document ids that are built from them.
//! Ids are the index: every query is a range over them, here and on the server.

pub mod entry;
pub mod import;
pub mod kind;
pub mod merge;
mod own;
pub mod set;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use thiserror::Error;
use uuid::Uuid;

use super::by_key::read_text;

/// The document id prefix of contacts.
pub const CONTACT: &str = "contact:";
/// The document id prefix of messages; what follows is `<contact>:<seq>-<uuid>`.
pub const MESSAGE: &str = "message:";
/// The document id prefix of conversation states; what follows is the contact.
pub const CONVERSATION: &str = "conversation:";

/// The document id prefix of Smart Lists.
pub const LIST: &str = "list:";

/// The document id prefix of custom fields; what follows is the key.
pub const FIELD: &str = "field:";

/// The document id of the workspace's settings.
pub const WORKSPACE: &str = "settings:workspace";

/// Why a text is no id.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum IdError {
    /// A contact id is a UUID.
    #[error("not a contact id")]
    Contact,
    /// A list id is a UUID.
    #[error("not a list id")]
    List,
    /// A field key is made of up to 64 letters, digits, `_`, `-` and `.`.
    #[error("not a field key")]
    Field,
    /// A digest is 64 hexadecimal digits.
    #[error("not a SHA-256 digest")]
    Digest,
}

/// Names one contact for good, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ContactId(Uuid);

impl ContactId {
    /// The id made of 128 random bits, which the caller draws.
    #[must_use]
    pub const fn from_random(bits: u128) -> Self {
        Self(uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid())
    }

    /// The id of the contact's document, `contact:<uuid>`.
    #[must_use]
    pub fn doc_id(self) -> String {
        format!("{CONTACT}{self}")
    }

    /// The contact whose document has this id; `None` for documents of other kinds, and for other spellings of a
    /// UUID, since an edit would then be stored under another id than the one it was read from.
    #[must_use]
    pub fn from_doc_id(id: &str) -> Option<Self> {
        let text = id.strip_prefix(CONTACT)?;
        let id: Self = text.parse().ok()?;
        let canonical = &*id.0.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()) == text;
        canonical.then_some(id)
    }

    /// The hue, in degrees from 0 to 359, behind the initials of a contact without a picture.
    #[must_use]
    pub fn hue(self) -> u16 {
        // Steps of 15 degrees keep neighbours in a list apart; the low bits of a random UUID are random.
        (self.0.as_u128() % 24) as u16 * 15
    }
}

impl Hash for ContactId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // One word of it, in which all of its bits have a part.
        let (high, low) = self.0.as_u64_pair();
        state.write_u64(high ^ low.rotate_left(32));
    }
}

impl fmt::Display for ContactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_hyphenated().encode_lower(&mut Uuid::encode_buffer()))
    }
}

impl FromStr for ContactId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        Uuid::try_parse(text).map(Self).map_err(|_| IdError::Contact)
    }
}

impl Serialize for ContactId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ContactId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a contact id", |text| text.parse().ok())
    }
}

/// Names one Smart List for good, on every device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ListId(ContactId);

impl ListId {
    /// The id made of 128 random bits, which the caller draws.
    #[must_use]
    pub const fn from_random(bits: u128) -> Self {
        Self(ContactId::from_random(bits))
    }

    /// The id of the list's document, `list:<uuid>`.
    #[must_use]
    pub fn doc_id(self) -> String {
        format!("{LIST}{self}")
    }

    /// The list whose document has this id; `None` for documents of other kinds, and for other spellings of a UUID.
    #[must_use]
    pub fn from_doc_id(id: &str) -> Option<Self> {
        let text = id.strip_prefix(LIST)?;
        text.parse().ok().filter(|id: &Self| id.to_string() == text)
    }
}

impl fmt::Display for ListId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for ListId {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        text.parse().map(Self).map_err(|_| IdError::List)
    }
}

/// Names one custom field for good, on every device; never what somebody typed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FieldKey(String);

impl FieldKey {
    /// The key made of 64 random bits, which the caller draws.
    #[must_use]
    pub fn from_random(bits: u64) -> Self {
        Self(format!("{bits:016x}"))
    }

    /// The key as contacts and filters have it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id of the field's document, `field:<key>`.
    #[must_use]
    pub fn doc_id(&self) -> String {
        format!("{FIELD}{}", self.0)
    }

    /// The field whose document has this id; `None` for documents of other kinds.
    #[must_use]
    pub fn from_doc_id(id: &str) -> Option<Self> {
        id.strip_prefix(FIELD)?.parse().ok()
    }
}

impl FromStr for FieldKey {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        let is_key = (1..=64).contains(&text.len()) && text.bytes().all(is_plain);
        if is_key { Ok(Self(text.to_owned())) } else { Err(IdError::Field) }
    }
}

/// The SHA-256 of a stored picture's bytes: its name, its key and its proof.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest that these bytes are.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Every digest that stands in a text, whatever it stands there for.
    pub fn all_in(text: &str) -> impl Iterator<Item = Self> {
        let runs = text.split(|letter: char| !letter.is_ascii_hexdigit());
        runs.filter_map(|run| run.parse().ok())
    }
}

/// Makes the digest of bytes that come in parts.
#[derive(Debug, Clone, Default)]
pub struct Digesting(Sha256);

impl Digesting {
    /// Takes the next part.
    pub fn take(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// The digest of all parts.
    #[must_use]
    pub fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = IdError;

    fn from_str(text: &str) -> Result<Self, IdError> {
        let mut bytes = [0; 32];
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(IdError::Digest);
        }
        for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| IdError::Digest)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| IdError::Digest)?;
        }
        Ok(Self(bytes))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_text(deserializer, "a SHA-256 digest", |text| text.parse().ok())
    }
}
