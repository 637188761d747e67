//! Writing a file of what the page hands over portion by portion.

use web_sys::Blob;

use super::job::{Answer, Defined, Portion, Sent, Table};
use crate::domain::backup::{Bytes, Head, Picture, Writer};
use crate::domain::contact::Contact;
use crate::domain::csv::write::{MARK, push_row};
use crate::domain::custom_field::{CustomField, definitions};
use crate::domain::export::{Everything, push_shown};
use crate::domain::filter::field::{Definitions, Field};
use crate::domain::id::Digest;
use crate::domain::vcard::write::{Beside, Version, push_card};
use crate::io::parts::Parts;
use crate::io::worker::{Asked, Message, answer, read_part};

/// What is being written.
pub(super) enum File {
    /// A table of everything.
    Everything(Everything),
    /// A table of some columns.
    Shown(Vec<Field>),
    /// Cards.
    Cards(Version, Vec<CustomField>),
    /// A backup.
    Backup(Box<Writer>),
}

/// Why a file cannot be written, in the browser's words.
type Words = String;

/// Writes a file to its end, or until the page says something else.
pub(super) async fn write(mut file: File, start: &[u8], asked: &mut Asked) {
    let mut parts = Parts::default();
    let mut done = parts.push(start);
    while done.is_ok() {
        say(&Answer::Next, Vec::new());
        let Message { text, files } = asked.next().await;
        let Ok(portion) = serde_json::from_str(&text) else { return };
        if matches!(portion, Portion::End) {
            let media_type = file.media_type();
            if let File::Backup(writer) = file {
                done = parts.push(&writer.end());
            }
            match done.and_then(|()| parts.finish(media_type)) {
                Ok(written) => say(&Answer::Written, vec![written]),
                Err(words) => say(&Answer::Unwritten(words), Vec::new()),
            }
            return;
        }
        done = file.push(portion, &files, &mut parts).await;
    }
    if let Err(words) = done {
        say(&Answer::Unwritten(words), Vec::new());
    }
}

pub(super) fn say(said: &Answer, files: Vec<Blob>) {
    // Texts and numbers can always be written.
    answer(&Message { text: serde_json::to_string(said).unwrap_or_default(), files });
}

impl File {
    /// A table, and how it begins.
    pub(super) fn table(table: Table) -> (Self, Vec<u8>) {
        let mut start = String::new();
        if table.is_marked {
            start.push_str(MARK);
        }
        let fields = Defined::into_fields(table.fields);
        let file = match table.columns {
            None => {
                let everything = Everything::measured(&fields, table.most);
                everything.push_header(&mut start);
                Self::Everything(everything)
            }
            Some(columns) => {
                push_row(&mut start, columns.iter().map(|(_, title)| title));
                Self::Shown(shown(&columns, &definitions(&fields)))
            }
        };
        (file, start.into_bytes())
    }

    /// Cards.
    pub(super) fn cards(is_old: bool, fields: Vec<Defined>) -> (Self, Vec<u8>) {
        let version = if is_old { Version::V3 } else { Version::V4 };
        (Self::Cards(version, Defined::into_fields(fields)), Vec::new())
    }

    /// A backup, and how it begins.
    pub(super) fn backup(head: Head) -> (Self, Vec<u8>) {
        let mut writer = Writer::default();
        let start = writer.begin(head);
        (Self::Backup(Box::new(writer)), start)
    }

    const fn media_type(&self) -> &'static str {
        match self {
            Self::Everything(_) | Self::Shown(_) => "text/csv;charset=utf-8",
            Self::Cards(..) => "text/vcard;charset=utf-8",
            Self::Backup(_) => "application/octet-stream",
        }
    }

    async fn push(
        &mut self,
        portion: Portion,
        files: &[Blob],
        parts: &mut Parts,
    ) -> Result<(), Words> {
        match (self, portion) {
            (Self::Backup(writer), Portion::Documents(documents)) => {
                documents.iter().try_for_each(|document| parts.push(&writer.document(document)))
            }
            (Self::Backup(writer), Portion::Pictures(digests)) => {
                for (digest, pair) in digests.into_iter().zip(files.chunks(2)) {
                    if let [full, thumb] = pair {
                        let picture = picture(digest, full, thumb).await?;
                        parts.push(&writer.picture(&picture))?;
                    }
                }
                Ok(())
            }
            (file, Portion::Contacts(contacts)) => {
                let mut files = files.iter();
                let mut text = String::new();
                for sent in contacts {
                    let picture = if sent.has_picture { files.next() } else { None };
                    file.push_contact(sent, picture, &mut text).await?;
                }
                parts.push(text.as_bytes())
            }
            _ => Ok(()),
        }
    }

    async fn push_contact(
        &self,
        sent: Sent,
        picture: Option<&Blob>,
        text: &mut String,
    ) -> Result<(), Words> {
        let contact = Contact { id: sent.id, ..Contact::clone(&sent.contact) };
        match self {
            Self::Everything(table) => table.push(text, &contact),
            Self::Shown(columns) => push_shown(text, &contact, columns),
            Self::Cards(version, fields) => {
                let picture = match picture {
                    Some(picture) => Some(bytes(picture).await?),
                    None => None,
                };
                let picture = picture
                    .as_ref()
                    .map(|Bytes { media_type, bytes }| (media_type.as_str(), bytes.as_slice()));
                push_card(text, &contact, *version, Beside { picture, notes: &sent.notes, fields });
            }
            Self::Backup(_) => {}
        }
        Ok(())
    }
}

/// The columns that there are, by their keys.
fn shown(columns: &[(String, String)], definitions: &Definitions) -> Vec<Field> {
    columns.iter().filter_map(|(key, _)| Field::named(key, definitions)).collect()
}

async fn picture(digest: Digest, full: &Blob, thumb: &Blob) -> Result<Picture, Words> {
    Ok(Picture { digest, full: bytes(full).await?, thumb: bytes(thumb).await? })
}

async fn bytes(file: &Blob) -> Result<Bytes, Words> {
    let bytes = read_part(file, 0, file.size() as u64).await?;
    Ok(Bytes { media_type: file.type_(), bytes })
}
