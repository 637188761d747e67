//! The sample workspace: people with drawn faces, their messages and some lists, to look at before one's own data.
//! Everything in it is marked or can be derived from a marked contact, so that it goes as a whole.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::contact::Contact;
use super::contact::draft::tags;
use super::contact::email::Email;
use super::contact::phone::{Phone, PhoneLabel};
use super::conversation::message::Delivery;
use super::conversation::{Channel, Conversation, Direction, Message};
use super::id::{ContactId, LIST};
use super::time::Timestamp;

/// The sample as it is shipped.
#[derive(Debug, Deserialize)]
pub struct Sample {
    /// The people, in the order of their ids.
    pub people: Vec<Person>,
    /// Smart Lists: the bodies of their documents.
    pub lists: Vec<Box<RawValue>>,
}

/// One sample contact.
#[derive(Debug, Deserialize)]
pub struct Person {
    first_name: String,
    last_name: String,
    company: String,
    job_title: String,
    email: String,
    phone: String,
    contact_type: String,
    tags: String,
    /// Minutes since something last happened.
    ago: i64,
    /// Days since it was added, which is before its first message.
    added: i64,
    /// The number of its drawn face; none shows initials.
    #[serde(default)]
    pub face: Option<u8>,
    #[serde(default)]
    messages: Vec<Line>,
    #[serde(default)]
    unread: u32,
    #[serde(default)]
    starred: bool,
}

#[derive(Debug, Deserialize)]
struct Line {
    channel: Channel,
    direction: Direction,
    body: String,
    ago: i64,
}

impl Sample {
    /// Reads the shipped text.
    ///
    /// # Errors
    /// When it is not the JSON that this version ships.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json)
    }
}

/// The id of the sample contact at this place: the same on every device, so that loading twice makes no doubles.
#[must_use]
pub const fn contact_id(index: usize) -> ContactId {
    ContactId::from_random(0x5a4d_504c_4500 << 80 | index as u128)
}

/// The document id of the sample list at this place.
#[must_use]
pub fn list_id(index: usize) -> String {
    format!("{LIST}{}", contact_id(1000 + index))
}

impl Person {
    /// The contact, without its picture.
    #[must_use]
    pub fn contact(&self, index: usize, now: Timestamp) -> Contact {
        let at = minutes_before(now, self.ago);
        Contact {
            first_name: self.first_name.clone(),
            last_name: self.last_name.clone(),
            company: self.company.clone(),
            job_title: self.job_title.clone(),
            emails: vec![Email { primary: true, ..Email::new(&*self.email) }],
            phones: vec![Phone {
                label: Some(PhoneLabel::Mobile),
                primary: true,
                ..Phone::new(&*self.phone, None)
            }],
            contact_type: self.contact_type.clone(),
            tags: tags(&self.tags),
            sample: true,
            created_at: minutes_before(now, self.added * 24 * 60),
            ..Contact::new(contact_id(index), at)
        }
    }

    /// The messages with this contact, oldest first, and the state of the conversation; none without messages.
    #[must_use]
    pub fn conversation(&self, now: Timestamp) -> Option<(Vec<Message>, Conversation)> {
        let message = |line: &Line| Message {
            created_at: minutes_before(now, line.ago),
            state: (line.direction == Direction::Out && line.channel != Channel::Comment)
                .then_some(Delivery::Delivered),
            ..Message::new(line.channel.clone(), line.direction, line.body.clone())
        };
        let messages: Vec<Message> = self.messages.iter().map(message).collect();
        let read_up_to = (messages.len() as u32).saturating_sub(self.unread);
        let state = Conversation { starred: self.starred, read_up_to, ..Conversation::default() };
        (!messages.is_empty()).then_some((messages, state))
    }
}

const fn minutes_before(now: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_millis(now.millis() - minutes * 60_000)
}
