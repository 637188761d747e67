//! What was entered before the storage answered is in it afterwards, together with what was there.

use std::collections::BTreeSet;

use serde_json::Value;
use visage::domain::id::Digest;
use visage::domain::picture::{Format, Size};
use visage::io::clock;
use visage::io::db::{Commit, Db, Kept, Picture};
use visage::io::picture::Blob;
use wasm_bindgen_test::wasm_bindgen_test;

use super::{all, create, document, fresh_name, open, raw};

/// A store on disk and one in memory, with one document in common.
async fn two() -> (Db, Db) {
    let (disk, memory) = (open(&fresh_name()).await, Db::in_memory(String::new()));
    for (db, name, json) in [
        (&disk, "Ada", r#"{"country":"GB","people":[{"id":"a","name":"Ada"}],"v":{"one":1}}"#),
        (&memory, "Rosa", r#"{"people":[{"id":"r","name":"Rosa"}],"v":{"two":1}}"#),
    ] {
        db.commit(&create(clock::new_contact_id(), name)).await.unwrap();
        let documents = vec![document("settings:workspace".to_owned(), raw(json))];
        db.commit(&Commit { documents, ..Commit::default() }).await.unwrap();
    }
    (disk, memory)
}

fn fact(key: &str, text: &str) -> Commit {
    Commit { local: vec![(key.to_owned(), Some(text.to_owned()))], ..Commit::default() }
}

#[wasm_bindgen_test]
async fn everything_comes_together() {
    let (disk, memory) = two().await;
    let bytes: &[u8] = b"a face";
    let blob = |bytes| Blob::from_bytes(bytes, Format::Png).unwrap();
    let (digest, full, thumb) = (Digest::of(bytes), blob(bytes), blob(b"small"));
    let pictures = vec![Picture { digest, full, thumb }];
    memory.commit(&Commit { pictures, ..Commit::default() }).await.unwrap();

    let both = disk.over(memory, &[]).await;

    assert_eq!(*both.kept(), Kept::Here);
    let names: BTreeSet<String> = all(&both).await.iter().map(|contact| contact.name()).collect();
    assert_eq!(names, BTreeSet::from(["Ada".to_owned(), "Rosa".to_owned()]));
    assert!(both.pictures(&[digest], Size::Full).await.unwrap()[0].is_some());
    assert_eq!(both.pictures_waiting().await, Ok(vec![digest]), "no server has it");
    let settings = both.documents("settings:").await.unwrap();
    let settings: Value = serde_json::from_str(&settings[0].1).unwrap();
    assert_eq!(settings["country"], "GB");
    assert_eq!(settings["people"].as_array().unwrap().len(), 2);
}

#[wasm_bindgen_test]
async fn what_the_disk_knows_of_this_device_stands() {
    let (disk, memory) = two().await;
    disk.commit(&fact("sync:connection", "known")).await.unwrap();
    disk.commit(&fact("draft:a", "known")).await.unwrap();
    for key in ["sync:connection", "sync:former", "sync:since", "draft:a", "draft:b"] {
        memory.commit(&fact(key, "new")).await.unwrap();
    }
    let both = disk.over(memory, &["sync:connection", "sync:former"]).await;
    let mut facts = both.local("draft:").await.unwrap();
    facts.extend(both.local("sync:").await.unwrap());
    let facts: Vec<(&str, &str)> =
        facts.iter().map(|(key, text)| (key.as_str(), text.as_str())).collect();
    let expected = [
        ("draft:a", "known"),
        ("draft:b", "new"),
        ("sync:connection", "known"),
        ("sync:former", "new"),
    ];
    assert_eq!(facts, expected, "where the next page begins is another store's");
}

#[wasm_bindgen_test]
async fn what_is_there_in_time_is_not_waited_for() {
    for db in [open(&fresh_name()).await, Db::in_memory(String::new())] {
        assert!(db.late().await.is_none());
    }
}
