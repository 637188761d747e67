//! Conversations in the store: summaries are true whatever was written, stretches are read from either end, and what was
//! taken back before a server saw it is gone.

use visage::domain::conversation::message::{Channel, Direction, Message, MessageId};
use visage::domain::conversation::summary::Summary;
use visage::domain::conversation::{Conversation, conversation_id, messages_of};
use visage::domain::id::ContactId;
use visage::domain::id::entry::everything_of;
use visage::io::clock;
use visage::io::db::conversations::Slice;
use visage::io::db::{Commit, Db, Document, end_of};
use wasm_bindgen_test::wasm_bindgen_test;

use super::{backends, document, fresh_name, open, raw};

fn message(of: ContactId, seq: u32, direction: Direction) -> Document {
    let message = Message::new(Channel::Sms, direction, format!("message {seq}"));
    let id = MessageId::from_random(of, seq, u64::from(seq));
    document(id.doc_id(), raw(&serde_json::to_string(&message).unwrap()))
}

async fn store(db: &Db, documents: Vec<Document>) {
    db.commit(&Commit { documents, ..Commit::default() }).await.unwrap();
}

async fn summary(db: &Db, id: ContactId) -> Option<Summary> {
    let all = db.summaries().await.unwrap();
    all.into_iter().find(|(contact, _)| *contact == id).map(|(_, summary)| summary)
}

fn state(of: ContactId, read_up_to: u32) -> Document {
    let state = Conversation { read_up_to, ..Conversation::default() };
    document(conversation_id(of), raw(&serde_json::to_string(&state).unwrap()))
}

#[wasm_bindgen_test]
async fn a_summary_follows_what_is_written() {
    for db in backends().await {
        let (id, other) = (clock::new_contact_id(), clock::new_contact_id());
        assert_eq!(summary(&db, id).await, None);
        store(&db, vec![message(id, 1, Direction::In), message(id, 2, Direction::In)]).await;
        store(&db, vec![message(other, 1, Direction::Out)]).await;
        let first = summary(&db, id).await.unwrap();
        assert_eq!((first.unread, first.seq), (2, 2));
        assert_eq!(first.last.unwrap().start, "message 2");
        // Asked for by name, and as part of all.
        store(&db, vec![state(id, 1)]).await;
        let named = db.summaries_of(&[id]).await.unwrap();
        assert_eq!(named[0].1.unread, 1);
        assert_eq!(summary(&db, id).await.unwrap().unread, 1);
        store(&db, vec![message(id, 3, Direction::Out), state(id, 3)]).await;
        assert_eq!(summary(&db, id).await.unwrap().unread, 0);
        assert_eq!(summary(&db, other).await.unwrap().seq, 1);
        let forget = everything_of(id).to_vec();
        db.commit(&Commit { forget, ..Commit::default() }).await.unwrap();
        assert_eq!(summary(&db, id).await, None);
        assert_eq!(db.summaries_of(&[id]).await.unwrap()[0].1, Summary::default());
    }
}

#[wasm_bindgen_test]
async fn what_was_written_before_there_were_summaries_is_summed_up() {
    let name = fresh_name();
    let db = open(&name).await;
    let ids: Vec<ContactId> = (0..230).map(|_| clock::new_contact_id()).collect();
    store(&db, ids.iter().map(|id| message(*id, 7, Direction::In)).collect()).await;
    // Another connection, as another tab or the next start.
    let all = open(&name).await.summaries().await.unwrap();
    assert_eq!(all.len(), ids.len());
    assert!(all.iter().all(|(id, summary)| ids.contains(id) && summary.unread == 1));
    // What the first one writes now, the second one sees.
    store(&db, vec![state(ids[0], 7)]).await;
    assert_eq!(summary(&open(&name).await, ids[0]).await.unwrap().unread, 0);
}

#[wasm_bindgen_test]
async fn restored_documents_are_summed_up() {
    for db in backends().await {
        let id = clock::new_contact_id();
        assert_eq!(summary(&db, id).await, None);
        let one = message(id, 1, Direction::In);
        db.restore(&[(one.id, one.body.get().to_owned())], &[], false).await.unwrap();
        assert_eq!(summary(&db, id).await.unwrap().unread, 1);
    }
}

#[wasm_bindgen_test]
async fn a_stretch_is_read_from_either_end() {
    for db in backends().await {
        let (id, other) = (clock::new_contact_id(), clock::new_contact_id());
        store(&db, (1..=9).map(|seq| message(id, seq, Direction::In)).collect()).await;
        store(&db, vec![message(other, 5, Direction::In)]).await;
        let read = async |from: String, to: String, backwards: bool, most: u32| -> Vec<u32> {
            let slice = Slice { from: &from, to: &to, backwards, most };
            let documents = db.slice(&slice).await.unwrap();
            documents.iter().map(|(id, _)| MessageId::from_doc_id(id).unwrap().seq).collect()
        };
        let (first, end) = (messages_of(id), end_of(&messages_of(id)));
        let at = |seq| MessageId::start_of(id, seq);
        assert_eq!(read(first.clone(), end.clone(), false, 3).await, [1, 2, 3]);
        assert_eq!(read(first.clone(), end.clone(), true, 3).await, [9, 8, 7]);
        assert_eq!(read(at(4), end.clone(), false, 2).await, [4, 5]);
        assert_eq!(read(first.clone(), at(4), true, 2).await, [3, 2]);
        assert_eq!(read(first.clone(), at(4), true, 1).await, [3]);
        assert_eq!(read(first.clone(), at(4), true, 3).await, [3, 2, 1]);
        assert_eq!(read(first.clone(), at(4), true, 4).await, [3, 2, 1]);
        assert_eq!(read(first.clone(), at(4), true, 99).await, [3, 2, 1]);
        assert_eq!(read(first, at(1), true, 2).await, [0_u32; 0]);
        assert_eq!(read(at(8), end, false, 99).await, [8, 9]);
    }
}

#[wasm_bindgen_test]
async fn facts_of_this_device_are_kept_with_what_they_belong_to() {
    for db in backends().await {
        let keep = async |key: &str, text: Option<&str>| {
            let local = vec![(key.to_owned(), text.map(str::to_owned))];
            db.commit(&Commit { local, ..Commit::default() }).await.unwrap();
        };
        keep("draft:1", Some("one")).await;
        keep("draft:2", Some("two")).await;
        keep("other:1", Some("three")).await;
        keep("draft:1", Some("another")).await;
        let texts =
            |all: Vec<(String, String)>| all.into_iter().map(|(_, text)| text).collect::<Vec<_>>();
        assert_eq!(texts(db.local("draft:").await.unwrap()), ["another", "two"]);
        keep("draft:1", None).await;
        assert_eq!(texts(db.local("draft:").await.unwrap()), ["two"]);
    }
}

#[wasm_bindgen_test]
async fn what_no_server_has_seen_is_gone_when_it_is_withdrawn() {
    for db in backends().await {
        let id = clock::new_contact_id();
        store(&db, vec![message(id, 1, Direction::Out), message(id, 2, Direction::Out)]).await;
        let withdrawn = vec![message(id, 2, Direction::Out)];
        db.commit(&Commit { withdrawn, ..Commit::default() }).await.unwrap();
        let stored = db.documents(&messages_of(id)).await.unwrap();
        assert_eq!(stored.len(), 1);
        assert_eq!(summary(&db, id).await.unwrap().seq, 1);
    }
}
