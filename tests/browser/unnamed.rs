//! Pictures and files go with the last document that names them, and not before.

use serde_json::json;
use visage::domain::id::entry::everything_of;
use visage::io::db::unnamed::{buried, taken};

use super::*;

/// A contact that names a picture, stored with it.
async fn store(db: &Db, picture: &Picture) -> ContactId {
    let id = clock::new_contact_id();
    let body =
        json!({ "first_name": "Grace", "picture": { "digest": picture.digest.to_string() } });
    let body = RawValue::from_string(body.to_string()).unwrap();
    let documents = vec![Document { id: id.doc_id(), body, known: &[] }];
    let pictures = vec![picture.clone()];
    db.commit(&Commit { documents, pictures, ..Commit::default() }).await.unwrap();
    id
}

async fn forget(db: &Db, id: ContactId) {
    let forget = everything_of(id).into();
    db.commit(&Commit { forget, ..Commit::default() }).await.unwrap();
}

async fn fact(db: &Db, fact: (String, Option<String>)) {
    db.settle(&[], &[fact], &mut |_| Vec::new()).await.unwrap();
}

async fn is_stored(db: &Db, picture: &Picture) -> bool {
    !db.stored_of(&[picture.digest]).await.unwrap().is_empty()
}

fn picture(bytes: &[u8]) -> Picture {
    let blob = |bytes| Blob::from_bytes(bytes, Format::Png).unwrap();
    Picture { digest: Digest::of(bytes), full: blob(bytes), thumb: blob(b"thumb") }
}

#[wasm_bindgen_test]
async fn a_picture_goes_with_the_last_contact_that_has_it() {
    for db in backends().await {
        let (own, kept) = (picture(b"own"), picture(b"kept"));
        let (one, other) = (store(&db, &own).await, store(&db, &own).await);
        store(&db, &kept).await;
        assert!(!db.is_anything_loose().await);
        forget(&db, one).await;
        assert!(db.is_anything_loose().await);
        assert_eq!(db.drop_loose().await.unwrap(), []);
        assert!(!db.is_anything_loose().await);
        assert!(is_stored(&db, &own).await);
        forget(&db, other).await;
        assert_eq!(db.drop_loose().await.unwrap(), [own.digest]);
        assert!(!is_stored(&db, &own).await);
        assert!(is_stored(&db, &kept).await);
        assert_eq!(db.gone().await.unwrap(), [own.digest]);
        assert!(db.named(&[own.digest]).await.unwrap().is_empty());
    }
}

#[wasm_bindgen_test]
async fn what_is_gone_and_named_again_is_not_taken_from_the_server() {
    for db in backends().await {
        let own = picture(b"own");
        let id = store(&db, &own).await;
        forget(&db, id).await;
        assert_eq!(db.drop_loose().await.unwrap(), [own.digest]);
        store(&db, &own).await;
        assert_eq!(db.gone().await.unwrap(), [own.digest]);
        assert!(db.named(&[own.digest]).await.unwrap().contains(&own.digest));
        fact(&db, taken(own.digest)).await;
        assert_eq!(db.gone().await.unwrap(), []);
        assert_eq!(db.pictures_waiting().await.unwrap(), [own.digest]);
    }
}

#[wasm_bindgen_test]
async fn the_pictures_of_the_activity_and_the_files_of_messages_go_too() {
    for db in backends().await {
        let (former, file, own) = (picture(b"former"), picture(b"file"), picture(b"own"));
        let id = store(&db, &own).await;
        let document = |prefix: &str, body: serde_json::Value| Document {
            id: format!("{prefix}{id}:1"),
            body: RawValue::from_string(body.to_string()).unwrap(),
            known: &[],
        };
        let documents = vec![
            document("event:", json!({ "picture": former.digest.to_string() })),
            document("message:", json!({ "attachments": [{ "digest": file.digest.to_string() }] })),
        ];
        let pictures = vec![former.clone(), file.clone()];
        db.commit(&Commit { documents, pictures, ..Commit::default() }).await.unwrap();
        forget(&db, id).await;
        assert_eq!(db.drop_loose().await.unwrap().len(), 3);
        for gone in [former, file, own] {
            assert!(!is_stored(&db, &gone).await);
        }
    }
}

#[wasm_bindgen_test]
async fn the_file_of_a_draft_stays() {
    for db in backends().await {
        let file = picture(b"file");
        let id = store(&db, &file).await;
        let text = json!({ "files": [{ "digest": file.digest.to_string() }] }).to_string();
        fact(&db, ("draft:another".to_owned(), Some(text))).await;
        forget(&db, id).await;
        assert_eq!(db.drop_loose().await.unwrap(), []);
        assert!(is_stored(&db, &file).await);
    }
}

#[wasm_bindgen_test]
async fn what_somebody_deletes_on_the_server_goes_here_unless_it_is_named() {
    for db in backends().await {
        let (named, unnamed) = (picture(b"named"), picture(b"unnamed"));
        store(&db, &named).await;
        db.keep_uploaded(&[named.clone(), unnamed.clone()]).await.unwrap();
        assert!(!db.drop_buried().await.unwrap());
        for own in [&named, &unnamed] {
            fact(&db, buried(own.digest)).await;
        }
        assert!(db.drop_buried().await.unwrap());
        assert!(!is_stored(&db, &unnamed).await);
        assert!(is_stored(&db, &named).await);
        assert_eq!(db.pictures_waiting().await.unwrap(), [named.digest]);
        assert!(!db.drop_buried().await.unwrap());
        assert_eq!(db.gone().await.unwrap(), []);
    }
}
