//! Everything that is stored is read page by page, and put back into another store it is the same.

use visage::domain::id::Digest;
use visage::domain::picture::Format;
use visage::io::db::{Commit, Db, Picture};
use visage::io::picture::Blob;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{backends, document, raw};

async fn documents(db: &Db) -> Vec<(String, String)> {
    let (mut all, mut key) = (Vec::new(), None);
    loop {
        let (page, next) = db.documents_after(key.as_deref()).await.unwrap();
        all.extend(page);
        key = next;
        if key.is_none() {
            return all;
        }
    }
}

async fn pictures(db: &Db) -> Vec<Picture> {
    let (mut all, mut key) = (Vec::new(), None);
    loop {
        let (page, next) = db.pictures_after(key.as_deref()).await.unwrap();
        all.extend(page);
        key = next;
        if key.is_none() {
            return all;
        }
    }
}

fn picture(bytes: &[u8]) -> Picture {
    let blob = |bytes| Blob::from_bytes(bytes, Format::Png).unwrap();
    Picture { digest: Digest::of(bytes), full: blob(bytes), thumb: blob(b"thumb") }
}

fn facts(pictures: &[Picture]) -> Vec<(Digest, u64, u64)> {
    pictures.iter().map(|own| (own.digest, own.full.size(), own.thumb.size())).collect()
}

/// A store with more of everything than is on two pages.
async fn fill(db: &Db) {
    let ids = (0..450).map(|number| format!("contact:{number:03}"));
    let body = |id| document(id, raw(r#"{"first_name":"Rosa","score":1.0}"#));
    let documents = ids.chain(["note:1:2".into(), "x:ü€".into()]).map(body).collect();
    let pictures = (0..450_u32).map(|number| picture(&number.to_le_bytes())).collect();
    db.commit(&Commit { documents, pictures, ..Commit::default() }).await.unwrap();
}

#[wasm_bindgen_test]
async fn everything_is_read_once_and_put_back_the_same() {
    for db in backends().await {
        assert_eq!(documents(&db).await, []);
        fill(&db).await;
        let (all, faces) = (documents(&db).await, pictures(&db).await);
        assert_eq!((all.len(), faces.len()), (452, 450));
        assert!(all.is_sorted() && facts(&faces).is_sorted(), "in the order of the keys");
        for other in backends().await {
            assert_eq!(other.restore(&all, &faces, false).await, Ok(452));
            assert_eq!(documents(&other).await, all);
            assert_eq!(facts(&pictures(&other).await), facts(&faces));
            assert_eq!(other.restore(&all, &faces, false).await, Ok(0), "it is so already");
            assert_eq!(documents(&other).await, all);
        }
    }
}

#[wasm_bindgen_test]
async fn what_is_put_back_leaves_other_documents_and_replaces_those_that_were_changed() {
    for db in backends().await {
        let body = |id: &str, json| document(id.to_owned(), raw(json));
        let documents_now =
            vec![body("contact:a", r#"{"first_name":"Ana","new":1}"#), body("contact:b", "{}")];
        db.commit(&Commit { documents: documents_now, ..Commit::default() }).await.unwrap();
        let backup = [("contact:a".to_owned(), r#"{"first_name":"Rosa"}"#.to_owned())];
        assert_eq!(db.restore(&backup, &[], false).await, Ok(1));
        let all = documents(&db).await;
        assert_eq!(all.len(), 2);
        assert!(all[0].1.starts_with(r#"{"first_name":"Rosa","v":"#), "{}", all[0].1);
        assert!(all[0].1.contains(":2}"), "it is one more edit of this device");
    }
}

#[wasm_bindgen_test]
async fn the_kept_beginning_is_stale_after_something_was_put_back() {
    let [db, _] = backends().await;
    db.commit(&Commit::default()).await.unwrap();
    let known = visage::domain::contacts::Contacts::default();
    db.keep_head(|stamp| visage::domain::head::write(&known, stamp)).await;
    assert!(db.head().await.is_some());
    db.restore(&[("contact:a".to_owned(), "{}".to_owned())], &[], false).await.unwrap();
    assert!(db.head().await.is_none());
}
