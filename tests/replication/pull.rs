//! What is stored of what the server shows.

use std::collections::BTreeMap;

use visage::domain::doc::Record;
use visage::domain::replication::leaf::{Leaf, nearest};
use visage::domain::replication::pull::{Resolved, page, resolve, unseen};

fn leaf(rev: &str, body: &str) -> Leaf {
    let fields = body.trim_start_matches('{');
    let comma = if fields == "}" { "" } else { "," };
    Leaf::read(&format!(r#"{{"_id":"contact:1","_rev":"{rev}"{comma}{fields}"#)).unwrap()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn clean(json: &str, rev: &str) -> Record {
    Record { id: "contact:1".into(), json: json.into(), rev: some(rev), ..Record::default() }
}

fn dirty(json: &str, rev: &str, base: &str, sent: &str) -> Record {
    Record { base: some(base), sent: some(sent), dirty: true, ..clean(json, rev) }
}

#[test]
fn a_row_is_read_without_what_belongs_to_couchdb() {
    let doc = r#"{"_id":"note:1","_rev":"3-c","x":1.0,"a":null,"_conflicts":["3-b"],"_attachments":{},
        "_revisions":{"start":3,"ids":["c","b","a"]}}"#;
    let leaf = Leaf::read(doc).unwrap();
    assert_eq!((&*leaf.id, &*leaf.rev, &*leaf.body), ("note:1", "3-c", r#"{"a":null,"x":1.0}"#));
    assert_eq!(
        (leaf.conflicts, leaf.ancestors),
        (vec!["3-b".into()], vec!["2-b".into(), "1-a".into()])
    );
    let tombstone = Leaf::read(r#"{"_id":"note:1","_rev":"3-c","_deleted":true}"#).unwrap();
    assert!(tombstone.is_deleted && tombstone.body == r#"{"_deleted":true}"#);
    for text in ["", "[]", "{}", r#"{"_id":"a"}"#, r#"{"_id":"_design/a","_rev":"1-a"}"#] {
        assert_eq!(Leaf::read(text), None, "{text}");
    }
}

#[test]
fn a_row_becomes_a_record() {
    let check = |before: Option<Record>, rev: &str, body: &str, after: Option<Record>| {
        let records = before.into_iter().map(|record| (record.id.clone(), record)).collect();
        let page = page(&[leaf("9-z", "{}"), leaf(rev, body)], &records);
        assert_eq!(page.store, Vec::from_iter(after), "{body}");
    };
    let (one, two, three) = (r#"{"v":{"a":1}}"#, r#"{"v":{"a":2}}"#, r#"{"v":{"a":3}}"#);
    let tomb = r#"{"_deleted":true,"v":{"a":1,"b":1}}"#;
    check(None, "1-a", one, Some(clean(one, "1-a")));
    check(None, "1-a", tomb, None);
    check(Some(clean(one, "1-a")), "1-a", one, None);
    check(Some(clean(one, "1-a")), "2-a", two, Some(clean(two, "2-a")));
    check(Some(clean(one, "1-a")), "2-a", tomb, Some(clean(tomb, "2-a")));
    // A writer without vectors comes after what it read.
    let careless = r#"{"x":1}"#;
    let counted = |json: &str, base: &str| Record { base: Some(base.into()), ..clean(json, "2-a") };
    let after = counted(r#"{"v":{"a":1},"x":1}"#, careless);
    check(Some(clean(one, "1-a")), "2-a", careless, Some(after.clone()));
    check(Some(after.clone()), "2-a", careless, None);
    // Whoever knows only that follows on it, and what was counted before is still known.
    let next = r#"{"v":{"b":1},"x":2}"#;
    let last = Record { rev: Some("3-a".into()), ..counted(r#"{"v":{"a":1,"b":1},"x":2}"#, next) };
    check(Some(after), "3-a", next, Some(last));
    // The server lost what it had confirmed.
    check(Some(clean(two, "2-a")), "2-b", one, Some(dirty(two, "2-b", one, "")));
    // Edited here, and there not at all, or before.
    check(Some(dirty(two, "1-a", one, "")), "1-a", one, None);
    // Our own write, whose answer was lost; and one that was edited since.
    check(Some(dirty(two, "1-a", one, two)), "2-a", two, Some(clean(two, "2-a")));
    check(Some(dirty(three, "1-a", one, two)), "2-a", two, Some(dirty(three, "2-a", two, "")));
    check(Some(dirty(two, "", "", two)), "1-a", two, Some(clean(two, "1-a")));
    // Edited on both sides.
    check(
        Some(dirty(r#"{"v":{"a":2},"x":1}"#, "1-a", one, "")),
        "2-b",
        r#"{"v":{"a":1,"b":1},"y":1}"#,
        Some(dirty(
            r#"{"v":{"a":2,"b":1},"x":1,"y":1}"#,
            "2-b",
            r#"{"v":{"a":1,"b":1},"y":1}"#,
            "",
        )),
    );
    // What was written since on top of our own write is not taken back.
    check(
        Some(dirty(r#"{"v":{"a":3},"x":2,"y":1}"#, "1-a", one, r#"{"v":{"a":2},"x":2}"#)),
        "3-b",
        r#"{"v":{"a":2,"b":1},"x":3}"#,
        Some(dirty(
            r#"{"v":{"a":3,"b":1},"x":3,"y":1}"#,
            "3-b",
            r#"{"v":{"a":2,"b":1},"x":3}"#,
            "",
        )),
    );
    // Deleted on both sides: there is nothing to send, and a server takes no tombstone over a tombstone.
    let (bare, own_tomb) = (r#"{"_deleted":true}"#, r#"{"_deleted":true,"v":{"a":2}}"#);
    let both = r#"{"_deleted":true,"v":{"a":2,"b":1}}"#;
    for (base, tomb, after) in [(one, tomb, both), (one, bare, own_tomb), ("", tomb, both)] {
        let known = if base.is_empty() { "" } else { "1-a" };
        let after = Record { base: Some(tomb.into()), ..clean(after, "2-b") };
        check(Some(dirty(own_tomb, known, base, "")), "2-b", tomb, Some(after.clone()));
        check(Some(dirty(own_tomb, "2-b", tomb, "")), "2-b", tomb, Some(after.clone()));
        check(Some(after.clone()), "2-b", tomb, None);
    }
    // Who makes it anew counts on from what was known of it, whatever the tombstone says.
    check(
        Some(clean(two, "1-a")),
        "2-b",
        bare,
        Some(Record { base: Some(bare.into()), ..clean(own_tomb, "2-b") }),
    );
    // An edit wins over a tombstone.
    check(
        Some(dirty(two, "1-a", one, "")),
        "2-b",
        tomb,
        Some(dirty(r#"{"v":{"a":2,"b":1}}"#, "2-b", tomb, "")),
    );
}

#[test]
fn several_leaves_are_read_merged_and_buried() {
    let (base, one, two) =
        (r#"{"v":{"o":1}}"#, r#"{"v":{"a":1,"o":1},"x":1}"#, r#"{"v":{"b":1,"o":1},"y":1}"#);
    let both = r#"{"v":{"a":1,"b":1,"o":1},"x":1,"y":1}"#;
    let mut row = leaf("2-b", two);
    row.conflicts = vec!["2-a".into()];
    assert_eq!(page(&[row], &BTreeMap::new()).read, ["contact:1"]);
    // First what they come to is written over the winner; the leaves go when it is there.
    let store = Some(dirty(both, "2-b", two, ""));
    for leaves in [[leaf("2-a", one), leaf("2-b", two)], [leaf("2-b", two), leaf("2-a", one)]] {
        let expect = Resolved { store: store.clone(), burial: None };
        assert_eq!(resolve(&leaves, Some(base), None), expect);
        assert_eq!(resolve(&leaves, Some(base), Some(&clean(two, "2-b"))), expect);
    }
    let leaves = [leaf("2-a", one), leaf("3-c", both), leaf("4-d", r#"{"_deleted":true}"#)];
    let burial =
        r#"{"docs":[{"_id":"contact:1","_rev":"2-a","_deleted":true,"v":{"a":1,"b":1,"o":1}}]}"#;
    let expect = Resolved { store: Some(clean(both, "3-c")), burial: Some(burial.into()) };
    assert_eq!(resolve(&leaves, None, store.as_ref()), expect);
    // With what waits here.
    let own = dirty(r#"{"v":{"c":1,"o":1},"z":1}"#, "1-o", base, "");
    let three = r#"{"v":{"a":1,"b":1,"c":1,"o":1},"x":1,"y":1,"z":1}"#;
    let resolved = resolve(&[leaf("2-a", one), leaf("2-b", two)], Some(base), Some(&own));
    assert_eq!(resolved.store, Some(dirty(three, "2-b", two, "")));
    assert_eq!(resolve(&[], None, None), Resolved::default());
}

#[test]
fn what_has_an_attachment_is_not_written_anew() {
    let file = |rev: &str, body: &str| Leaf { id: "file:1".into(), ..leaf(rev, body) };
    let resolved = resolve(&[file("1-a", r#"{"z":1}"#), file("1-b", r#"{"a":1}"#)], None, None);
    assert!(resolved.burial.unwrap().contains(r#""_rev":"1-a""#));
    assert_eq!(resolved.store.unwrap().json, r#"{"a":1}"#);
}

#[test]
fn leaves_come_from_their_nearest_common_ancestor() {
    let leaf = |rev: &str, ids: &[&str]| Leaf {
        ancestors: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..leaf(rev, "{}")
    };
    let (one, two) = (leaf("4-a", &["3-a", "2-o", "1-o"]), leaf("3-b", &["2-o", "1-o"]));
    assert_eq!(nearest(&[one.clone(), two.clone()]), Some("2-o"));
    assert_eq!(nearest(&[one.clone(), two, leaf("2-c", &["1-o"])]), Some("1-o"));
    assert_eq!(nearest(&[one.clone(), leaf("1-d", &[])]), None);
    assert_eq!(nearest(&[one]), None);
}

#[test]
fn a_database_made_anew_has_seen_nothing() {
    let record = unseen(&clean("{}", "3-c"));
    assert_eq!(record, dirty("{}", "", "", "{}"));
    assert!(record.is_out());
}
