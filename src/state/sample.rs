//! Loading and removing the sample workspace.

use std::collections::HashMap;

use leptos::prelude::*;
use serde::Serialize;
use serde_json::value::{RawValue, to_raw_value};

use super::App;
use super::chunk::{Absent, Done, chunk};
use super::error::AppError;
use crate::domain::contact::Contact;
use crate::domain::contact::picture::PictureRef;
use crate::domain::contacts::Contacts;
use crate::domain::conversation::conversation_id;
use crate::domain::conversation::message::MessageId;
use crate::domain::id::entry::everything_of;
use crate::domain::picture::Format;
use crate::domain::sample::{Person, Sample, contact_id, list_id};
use crate::domain::time::Timestamp;
use crate::io::db::{Change, Commit, Document, Picture};
use crate::io::picture::{Blob, decode, inspect, render};
use crate::io::{clock, http};

/// Where the sample lies beside the app.
const SAMPLE: &str = "sample/sample.json";

chunk! {
    fn sample() -> Sampling as settings {
        Sampling {
            load: |app| Box::pin(async move { app.report(load(app).await) }),
            remove: |app| Box::pin(async move { app.report(remove(app).await) }),
        }
    }
}

/// What can be done with the sample.
#[derive(Clone, Copy)]
struct Sampling {
    load: fn(App) -> Done,
    remove: fn(App) -> Done,
}

impl App {
    /// Brings in the sample contacts with faces, lists and conversations, all in one transaction, and says how it went.
    pub async fn load_sample(self) {
        match sample().await {
            Ok(sampling) => (sampling.load)(self).await,
            Err(Absent) => self.say_absent(),
        }
    }

    /// Removes every sample contact with its conversation, and the sample lists, and says how it went.
    pub async fn remove_sample(self) {
        match sample().await {
            Ok(sampling) => (sampling.remove)(self).await,
            Err(Absent) => self.say_absent(),
        }
    }
}

async fn load(app: App) -> Result<(), AppError> {
    let text = http::text(SAMPLE).await?;
    let sample = Sample::parse(&text).map_err(|_| AppError::Shipped)?;
    let faces = faces(&sample).await?;
    faces.values().for_each(|(picture, _)| app.faces.learn(picture));
    app.book.commit(commit(&sample, &faces, clock::now())?).await?;
    let count = sample.people.len();
    app.notices.done(format!("{count} sample contacts loaded."), None);
    Ok(())
}

async fn remove(app: App) -> Result<(), AppError> {
    let ids = app.book.contacts().with_untracked(Contacts::sample_ids);
    let lists = (0..16).map(list_id);
    let forget = ids.iter().copied().flat_map(everything_of).chain(lists).collect();
    app.book.commit(Commit { forget, ..Commit::default() }).await?;
    app.book.forget(&ids);
    app.sweep_soon();
    app.notices.done("Sample contacts removed.", None);
    Ok(())
}

type Drawn = HashMap<u8, (Picture, PictureRef)>;

/// The faces that people in the sample have, through the same pipeline as everybody's.
async fn faces(sample: &Sample) -> Result<Drawn, AppError> {
    let mut faces = Drawn::new();
    for face in sample.people.iter().filter_map(|person| person.face) {
        if faces.contains_key(&face) {
            continue;
        }
        let bytes = http::bytes(&format!("sample/face-{face}.png")).await?;
        let file = Blob::from_bytes(&bytes, Format::Png)?;
        let inspected = inspect(&file).await?;
        let bitmap = decode(&file).await?;
        let drawn = render(&bitmap, &bitmap.crop(), inspected.may_be_transparent).await?;
        faces.insert(face, drawn);
    }
    Ok(faces)
}

fn commit(sample: &Sample, faces: &Drawn, now: Timestamp) -> Result<Commit, AppError> {
    let mut commit = Commit::default();
    for (index, person) in sample.people.iter().enumerate() {
        let id = contact_id(index);
        commit.contacts.push((id, contact(person, index, faces, now)));
        let Some((messages, state)) = person.conversation(now) else { continue };
        commit.documents.push(document(conversation_id(id), body(&state)?));
        for (seq, message) in (1..).zip(&messages) {
            let id = MessageId::from_random(id, seq, seq.into());
            commit.documents.push(document(id.doc_id(), body(message)?));
        }
    }
    for (index, list) in sample.lists.iter().enumerate() {
        commit.documents.push(document(list_id(index), list.clone()));
    }
    commit.pictures = faces.values().map(|(picture, _)| picture.clone()).collect();
    Ok(commit)
}

fn contact(person: &Person, index: usize, faces: &Drawn, now: Timestamp) -> Change {
    let mut contact = person.contact(index, now);
    let face = person.face.and_then(|face| faces.get(&face));
    contact.picture = face.map(|(_, reference)| reference.clone());
    Box::new(move |stored: &mut Contact| *stored = contact.clone())
}

const fn document(id: String, body: Box<RawValue>) -> Document {
    Document { id, body, known: &[] }
}

fn body(value: &impl Serialize) -> Result<Box<RawValue>, AppError> {
    to_raw_value(value).map_err(|_| AppError::Shipped)
}
