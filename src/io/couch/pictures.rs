//! Pictures and files: a document each, named by the digest of its one attachment, so that none can be another.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Couch, CouchError, base64, part};
use crate::domain::id::Digest;
use crate::domain::picture::Format;
use crate::io::db::Picture;
use crate::io::http::{Content, PATIENCE, Verb};

/// The media type of bytes without a meaning.
const BYTES: &str = "application/octet-stream";

/// How often leaves of one document are deleted, of which there is mostly one.
const LEAVES: usize = 8;

#[derive(Deserialize)]
struct Listed {
    rows: Vec<Row>,
}

/// What a server says of a document that was sent with others.
#[derive(Deserialize)]
struct Written {
    error: Option<String>,
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Known {
    rows: Vec<KnownRow>,
}

#[derive(Deserialize)]
struct KnownRow {
    id: Option<String>,
    value: Option<Revision>,
}

#[derive(Deserialize)]
struct Revision {
    rev: String,
    #[serde(default)]
    deleted: bool,
}

#[derive(Deserialize)]
struct Row {
    doc: Option<Doc>,
}

#[derive(Deserialize)]
struct Doc {
    #[serde(rename = "_id")]
    id: String,
    #[serde(rename = "_rev")]
    rev: String,
    #[serde(rename = "_attachments", default)]
    attachments: HashMap<String, Attachment>,
}

#[derive(Deserialize)]
struct Attachment {
    data: Option<String>,
    /// In bytes.
    length: Option<u64>,
}

impl Couch {
    /// Puts the full picture, or the file of a message, there; `device` is who does.
    ///
    /// # Errors
    /// When it is not there, or nobody knows.
    pub async fn put_full(&self, picture: &Picture, device: &str) -> Result<(), CouchError> {
        // Under no other type: the server may show what it has, and a browser would run it.
        let media_type = picture.full.format().map_or(BYTES, Format::media_type);
        let content = Content::File(picture.full.clone(), media_type);
        let path = full_path(picture.digest, is_file(picture));
        let answer = self.ask(Verb::Put, &path, content, PATIENCE).await?;
        // It is named by what it is: whole, it is the same. CouchDB takes it where it was deleted, others may not.
        match answer.status {
            409 | 404 => self.put_anew(picture, media_type, device).await,
            _ => CouchError::written(&answer),
        }
    }

    /// Puts a picture there that is not taken as an attachment, until it is there and whole.
    async fn put_anew(
        &self,
        picture: &Picture,
        media_type: &str,
        device: &str,
    ) -> Result<(), CouchError> {
        let (kind, attachment) = kind(is_file(picture));
        let id = format!("{kind}:{}", picture.digest);
        let keys = json!({ "keys": [id] }).to_string();
        let size = picture.full.size();
        let is_whole = |doc: &Doc| {
            let there = doc.attachments.get(attachment);
            there.is_some_and(|there| there.length.is_none_or(|length| length == size))
        };
        // Somebody may be faster each time.
        for _ in 0..LEAVES {
            let content = Content::Json(keys.clone());
            let path = "/_all_docs?include_docs=true";
            let known: Listed = self.json(Verb::Post, path, content).await?;
            match known.rows.into_iter().find_map(|row| row.doc) {
                Some(there) if is_whole(&there) => return Ok(()),
                // PouchDB Server stores an upload that was broken off, without a byte. Nothing may be put over it.
                Some(there) => self.bury(vec![(there.id, there.rev)], device).await?,
                None => {}
            }
            let bytes = picture.full.bytes().await.unwrap_or_default();
            let whole = json!({ "content_type": media_type, "data": base64::encode(&bytes) });
            let doc = json!({ "_id": id, "_attachments": { attachment: whole } });
            let answers = self.write(json!([doc])).await?;
            match answers.into_iter().find_map(|answer| answer.error.zip(Some(answer.reason))) {
                None => return Ok(()),
                Some((error, _)) if error == "conflict" => {}
                Some((_, reason)) => return Err(CouchError::Forbidden(reason.unwrap_or_default())),
            }
        }
        Err(CouchError::Busy(409, None))
    }

    /// The full picture, or the file of a message, as the server has it.
    ///
    /// # Errors
    /// Without it.
    pub async fn full(&self, digest: Digest, is_file: bool) -> Result<Vec<u8>, CouchError> {
        let path = full_path(digest, is_file);
        let answer = self.ask(Verb::Get, &path, Content::Nothing, PATIENCE).await?;
        Ok(CouchError::check(&answer)?.bytes.clone())
    }

    /// Deletes pictures and files, with their thumbnails and with every leaf that another device has put there.
    ///
    /// # Errors
    /// When they may still be there.
    pub async fn remove(&self, digests: &[Digest], device: &str) -> Result<(), CouchError> {
        let ids = |digest| ["picture", "thumb", "file"].map(|kind| format!("{kind}:{digest}"));
        let keys = json!({ "keys": digests.iter().flat_map(ids).collect::<Vec<_>>() }).to_string();
        for _ in 0..LEAVES {
            let content = Content::Json(keys.clone());
            let known: Known = self.json(Verb::Post, "/_all_docs", content).await?;
            let there = known.rows.into_iter().filter_map(|row| row.id.zip(row.value));
            let there = there.filter(|(_, value)| !value.deleted);
            let there: Vec<_> = there.map(|(id, value)| (id, value.rev)).collect();
            if there.is_empty() {
                break;
            }
            self.bury(there, device).await?;
        }
        Ok(())
    }

    /// Deletes documents, each at a revision.
    async fn bury(&self, there: Vec<(String, String)>, device: &str) -> Result<(), CouchError> {
        let tombstone = |(id, rev)| {
            let edits = json!({ device: 1 });
            json!({ "_id": id, "_rev": rev, "_deleted": true, "v": edits })
        };
        let docs: Vec<_> = there.into_iter().map(tombstone).collect();
        self.write(docs.into()).await.map(drop)
    }

    /// Writes documents, and returns what the server says of each.
    async fn write(&self, docs: Value) -> Result<Vec<Written>, CouchError> {
        let answer = self.bulk(json!({ "docs": docs }).to_string()).await?;
        CouchError::check(&answer)?;
        serde_json::from_slice(&answer.bytes).map_err(|_| CouchError::Foreign)
    }

    /// Sends thumbnails, all in one request. Those that are there already are refused, and are the same.
    ///
    /// # Errors
    /// When they were not sent.
    pub async fn put_thumbs(&self, thumbs: &[(Digest, Format, Vec<u8>)]) -> Result<(), CouchError> {
        let doc = |(digest, format, bytes): &(Digest, Format, Vec<u8>)| {
            let thumb =
                json!({ "content_type": format.media_type(), "data": base64::encode(bytes) });
            json!({ "_id": format!("thumb:{digest}"), "_attachments": { "thumb": thumb } })
        };
        let docs: Vec<_> = thumbs.iter().map(doc).collect();
        self.write(docs.into()).await.map(drop)
    }

    /// The thumbnails of these pictures that there are, as bytes, all in one request.
    ///
    /// # Errors
    /// Without an answer.
    pub async fn thumbs(&self, digests: &[Digest]) -> Result<HashMap<Digest, Vec<u8>>, CouchError> {
        let keys: Vec<String> = digests.iter().map(|digest| format!("thumb:{digest}")).collect();
        let path = "/_all_docs?include_docs=true&attachments=true";
        let content = Content::Json(json!({ "keys": keys }).to_string());
        let listed: Listed = self.json(Verb::Post, path, content).await?;
        let docs = listed.rows.into_iter().filter_map(|row| row.doc);
        let thumb = |doc: Doc| {
            let digest = doc.id.strip_prefix("thumb:")?.parse().ok()?;
            let data = doc.attachments.get("thumb")?.data.as_deref()?;
            Some((digest, base64::decode(data)?))
        };
        Ok(docs.filter_map(thumb).collect())
    }
}

/// Whether this is the file of a message, which has no thumbnail.
pub(in crate::io) fn is_file(picture: &Picture) -> bool {
    picture.thumb.size() == 0
}

/// The kind of document that a file or a picture is, and the name of its attachment.
const fn kind(is_file: bool) -> (&'static str, &'static str) {
    if is_file { ("file", "file") } else { ("picture", "full") }
}

fn full_path(digest: Digest, is_file: bool) -> String {
    let (kind, attachment) = kind(is_file);
    format!("/{}/{attachment}", part(&format!("{kind}:{digest}")))
}
