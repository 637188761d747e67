//! The merge, case by case.

use visage::domain::replication::lost::{MAX_LOST, lost};
use visage::domain::replication::merge::merge;

const CONTACT: &str = "contact:7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b10";

/// Two copies over a base, in both orders; the fields without their braces, and without `v`.
fn check(id: &str, base: &str, one: &str, other: &str, expect: &str) {
    let doc = |fields: &str, v: &str| format!("{{{fields}{}\"v\":{v}}}", comma(fields));
    let base = doc(base, r#"{"o":1}"#);
    let (one, other) = (doc(one, r#"{"a":1,"o":1}"#), doc(other, r#"{"b":2,"o":1}"#));
    let expect: String = {
        let text = doc(expect, r#"{"a":1,"b":2,"o":1}"#);
        serde_json::to_string(&crate::copies::read(&text)).unwrap()
    };
    assert_eq!(merge(id, Some(&base), &[&one, &other]), expect);
    assert_eq!(merge(id, Some(&base), &[&other, &one]), expect);
}

fn comma(fields: &str) -> &str {
    if fields.is_empty() { "" } else { "," }
}

#[test]
fn fields_are_merged_over_the_base() {
    let check = |base, one, other, expect| check(CONTACT, base, one, other, expect);
    check("", r#""company":"A""#, r#""city":"B""#, r#""city":"B","company":"A""#);
    check(r#""city":"O""#, r#""city":"A""#, r#""city":"O""#, r#""city":"A""#);
    check(r#""city":"O""#, "", r#""city":"O","x":1"#, r#""x":1"#);
    // Both the same is no conflict; numbers keep their spelling.
    check(r#""x":1"#, r#""x":1.0"#, r#""x":1.0"#, r#""x":1.0"#);
    check(r#""x":1e400"#, r#""x":1e400,"y":null"#, r#""x":1e400"#, r#""x":1e400,"y":null"#);
    // The copy that has seen more edits leads, and the other's value is kept.
    check(
        r#""city":"O""#,
        r#""city":"A""#,
        r#""city":"B""#,
        r#""city":"B","lost":[{"by":{"a":1},"edits":2,"field":"city","value":"A"}]"#,
    );
    // What was edited is not removed.
    check(r#""city":"O""#, r#""city":"A""#, "", r#""city":"A""#);
    // The later time.
    check(
        r#""updated_at":"2026-01-01T00:00:00.000Z""#,
        r#""updated_at":"2026-01-03T00:00:00.000Z""#,
        r#""updated_at":"2026-01-02T00:00:00.000Z""#,
        r#""updated_at":"2026-01-03T00:00:00.000Z""#,
    );
}

#[test]
fn lists_are_merged_by_their_elements() {
    let check = |base, one, other, expect| check(CONTACT, base, one, other, expect);
    check(r#""tags":["o"]"#, r#""tags":["o","a"]"#, r#""tags":["b"]"#, r#""tags":["b","a"]"#);
    check(r#""tags":["o","p"]"#, "", r#""tags":["o","p","b"]"#, r#""tags":["b"]"#);
    check(r#""tags":["o"]"#, "", r#""tags":["o"],"x":1"#, r#""x":1"#);
    // Tags are the same whatever their case.
    let value = r#""lost":[{"by":{"a":1},"edits":2,"field":"tags","value":"VIP"}],"tags":["vip"]"#;
    check("", r#""tags":["VIP"]"#, r#""tags":["vip"]"#, value);
    // Emails whatever their case, phones by their number; what other programs wrote into one stays.
    check(
        r#""emails":[{"address":"o@x","primary":true,"n":1.0}]"#,
        r#""emails":[{"address":"o@x","n":1.0},{"address":"a@x","primary":true}]"#,
        r#""emails":[{"address":"o@x","primary":true,"n":1.0},{"address":"b@x"}]"#,
        r#""emails":[{"address":"o@x","n":1.0},{"address":"b@x"},{"address":"a@x","primary":true}]"#,
    );
    check(
        r#""phones":[{"number":"+1 5"}]"#,
        r#""phones":[{"number":"+1 5","label":"home"}]"#,
        r#""phones":[{"number":"+1 5","primary":true}]"#,
        r#""phones":[{"label":"home","number":"+1 5","primary":true}]"#,
    );
    // An entry that was edited is not removed; one that was only marked is.
    check(
        r#""phones":[{"number":"5"}]"#,
        "",
        r#""phones":[{"number":"5","label":"fax"}]"#,
        r#""phones":[{"number":"5","label":"fax"}]"#,
    );
    check(r#""phones":[{"number":"5"}]"#, "", r#""phones":[{"number":"5","primary":true}]"#, "");
    // What is no list is a value as any other.
    let value = r#""lost":[{"by":{"a":1},"edits":2,"field":"tags","value":7}],"tags":["b"]"#;
    check("", r#""tags":7"#, r#""tags":["b"]"#, value);
}

#[test]
fn custom_fields_are_merged_by_their_keys() {
    check(
        CONTACT,
        r#""custom":{"k":1}"#,
        r#""custom":{"k":1,"a":null}"#,
        r#""custom":{"k":2.0}"#,
        r#""custom":{"a":null,"k":2.0}"#,
    );
    check(
        CONTACT,
        r#""custom":{"k":1}"#,
        r#""custom":{"k":3}"#,
        r#""custom":{"k":2.0}"#,
        r#""custom":{"k":2.0},"lost":[{"by":{"a":1},"edits":2,"field":"custom.k","value":3}]"#,
    );
}

#[test]
fn an_edit_wins_over_a_delete() {
    let gone = r#""deleted_at":"2026-01-01T00:00:00.000Z""#;
    let check = |one, other, expect| check(CONTACT, "", one, other, expect);
    check(gone, r#""city":"B""#, r#""city":"B""#);
    // That something happened is no edit.
    let happened = r#""last_activity_at":"2026-01-01T00:00:00.000Z""#;
    let both = format!("{gone},{happened}");
    check(gone, happened, &both);
    let later = r#""deleted_at":"2026-01-02T00:00:00.000Z""#;
    check(later, gone, later);
    // A tombstone gives way to an edit, and stands where it contains it.
    let tomb = r#"{"_deleted":true,"v":{"o":1,"t":1}}"#;
    let edit = r#"{"city":"B","v":{"o":2}}"#;
    let both = r#"{"city":"B","v":{"o":2,"t":1}}"#;
    assert_eq!(merge(CONTACT, Some(r#"{"v":{"o":1}}"#), &[tomb, edit]), both);
    assert_eq!(merge(CONTACT, None, &[tomb, r#"{"city":"B","v":{"o":1}}"#]), tomb);
    assert_eq!(
        merge(
            CONTACT,
            Some(r#"{"city":"B","v":{"o":1}}"#),
            &[r#"{"_deleted":true}"#, r#"{"city":"B","v":{"o":1}}"#]
        ),
        r#"{"_deleted":true,"v":{"merge":1,"o":1}}"#
    );
}

#[test]
fn other_kinds_have_their_rules() {
    let talk = "conversation:7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b10";
    check(
        talk,
        r#""read_up_to":2"#,
        r#""read_up_to":10"#,
        r#""read_up_to":9"#,
        r#""read_up_to":10"#,
    );
    // The end of a snooze and what it was snoozed after come from the same device.
    check(
        talk,
        "",
        r#""snoozed_after":4,"snoozed_until":"A""#,
        r#""snoozed_until":"B""#,
        r#""lost":[{"by":{"a":1},"edits":2,"field":"snoozed_after","value":4},{"by":{"a":1},"edits":2,"field":"snoozed_until","value":"A"}],"snoozed_until":"B""#,
    );
    check(
        "settings:workspace",
        "",
        r#""people":[{"id":"1","name":"A"}]"#,
        r#""people":[{"id":"2","name":"B"}]"#,
        r#""people":[{"id":"2","name":"B"},{"id":"1","name":"A"}]"#,
    );
    check("field:k", "", r#""removed_at":"R""#, r#""name":"B""#, r#""name":"B""#);
    check("event:x:y", "", r#""at":"A","to":"1""#, r#""at":"B""#, r#""at":"B""#);
}

#[test]
fn vectors_say_what_contains_what() {
    let check = |base: Option<&str>, copies: &[&str], expect: &str| {
        assert_eq!(merge(CONTACT, base, copies), expect);
    };
    let (early, late) = (r#"{"city":"A","v":{"a":1}}"#, r#"{"city":"B","v":{"a":2}}"#);
    check(None, &[early, late], late);
    let both = r#"{"city":"B","v":{"a":2,"merge":1},"x":1}"#;
    // A writer without a vector, or one that left it as it was: its edit is none of those that the others contain.
    check(Some(early), &[r#"{"city":"A","x":1}"#, late], both);
    check(Some(early), &[r#"{"city":"A","v":7,"x":1}"#, late], both);
    check(Some(early), &[r#"{"city":"A","v":{"a":1},"x":1}"#, late], both);
    // Where the vectors do not tell that the merge comes after its copies, it says so itself.
    check(
        None,
        &[r#"{"city":"A","v":{"a":1}}"#, r#"{"v":{"a":1},"x":1}"#],
        r#"{"city":"A","v":{"a":1,"merge":1},"x":1}"#,
    );
    check(None, &[r#"{"x":1}"#, r#"{"y":1}"#], r#"{"v":{"merge":1},"x":1,"y":1}"#);
    check(None, &["no object", r#"{"y":1}"#], r#"{"y":1}"#);
    check(None, &[], "");
}

#[test]
fn lost_values_are_kept_once_dismissed_and_bounded() {
    let entry =
        |edits: u64, value: u64| format!(r#"{{"edits":{edits},"field":"x","value":{value}}}"#);
    let list = |entries: &[String]| format!(r#""lost":[{}]"#, entries.join(","));
    // As a set; what one side dismissed stays away.
    check(
        CONTACT,
        &list(&[entry(3, 1), entry(2, 2)]),
        &list(&[entry(3, 1)]),
        &list(&[entry(4, 5), entry(3, 1), entry(2, 2)]),
        &list(&[entry(4, 5), entry(3, 1)]),
    );
    let many: Vec<String> = (0..100).map(|number| entry(number, number)).collect();
    let (half, rest) = many.split_at(50);
    let one = format!("{{{},\"v\":{{\"a\":1}}}}", list(half));
    let other = format!("{{{},\"v\":{{\"b\":1}}}}", list(rest));
    let kept = lost(&merge(CONTACT, None, &[&one, &other]));
    assert_eq!(kept.len(), MAX_LOST);
    assert_eq!((kept[0].edits, kept[MAX_LOST - 1].edits), (99, 36));
}

/// Merges copies, and then each of them again into what came of it.
fn check_again(id: &str, base: Option<&str>, copies: &[&str], expect: &str) {
    let once = merge(id, base, copies);
    assert_eq!(once, expect);
    for copy in copies {
        assert_eq!(merge(id, base, &[copy, &once]), once, "{copy}");
    }
}

#[test]
fn an_entry_that_gave_way_is_kept_once_with_and_without_the_mark_of_the_primary_one() {
    check_again(
        CONTACT,
        None,
        &[
            r#"{"phones":[{"label":"fax","number":"+0","primary":true}]}"#,
            r#"{"deleted_at":"2026-01-01T00:00:00.000Z","phones":[{"label":"fax","number":"+0"}]}"#,
            r#"{"phones":[{"label":"home","number":"+0"}],"v":{"first":2}}"#,
        ],
        r#"{"lost":[{"edits":0,"field":"phones","value":{"label":"fax","number":"+0"}}],"phones":[{"label":"home","number":"+0","primary":true}],"v":{"first":2,"merge":1}}"#,
    );
}

#[test]
fn entries_that_gave_way_are_all_kept_where_only_a_part_of_them_is_the_same() {
    check_again(
        CONTACT,
        None,
        &[
            r#"{"phones":[{"label":"fax","number":"+0"}],"v":{"a":2}}"#,
            r#"{"phones":[{"label":"home","number":"+0"}]}"#,
            r#"{"phones":[{"label":"home","note":"N","number":"+0"}]}"#,
        ],
        r#"{"lost":[{"edits":0,"field":"phones","value":{"label":"home","note":"N","number":"+0"}},{"edits":0,"field":"phones","value":{"label":"home","number":"+0"}}],"phones":[{"label":"fax","note":"N","number":"+0"}],"v":{"a":2,"merge":1}}"#,
    );
}

#[test]
fn what_is_in_a_list_twice_is_kept_as_lost() {
    let check = |base, one, other, expect| check(CONTACT, base, one, other, expect);
    check(
        r#""phones":[{"number":"5"}]"#,
        r#""phones":[{"number":"5"},{"number":"+5"}]"#,
        r#""phones":[{"number":"5"},{"number":"6"}]"#,
        r#""lost":[{"by":{"a":1},"edits":2,"field":"phones","value":{"number":"+5"}}],"phones":[{"number":"5"},{"number":"6"}]"#,
    );
    check(
        r#""tags":["a","A"]"#,
        r#""tags":["a","A","a","b"]"#,
        r#""tags":["a","A","c"]"#,
        r#""lost":[{"by":{"b":2},"edits":3,"field":"tags","value":"A"}],"tags":["a","c","b"]"#,
    );
    check_again(
        CONTACT,
        Some(r#"{"tags":["a"],"v":{"first":2}}"#),
        &[r#"{"tags":["a","a"]}"#, r#"{"tags":["a","A"]}"#],
        r#"{"lost":[{"edits":0,"field":"tags","value":"A"}],"tags":["a"],"v":{"first":2,"merge":1}}"#,
    );
    // The order is that of whoever changed it, and not of whoever has one more that is the same.
    check_again(
        CONTACT,
        Some(r#"{"tags":["b","A"],"v":{"first":2}}"#),
        &[r#"{"tags":["b","A","a"]}"#, r#"{"tags":["A","b"]}"#],
        r#"{"lost":[{"edits":0,"field":"tags","value":"a"}],"tags":["A","b"],"v":{"first":2,"merge":1}}"#,
    );
}

#[test]
fn what_comes_to_the_base_again_counts_as_a_merge() {
    check_again(
        "message:7d0f3c7e-52a4-4c0b-9a8e-3f1f6a5c2b10:1-x",
        Some(r#"{"state":"delivered","v":{"first":2}}"#),
        &[r#"{"state":"delivered"}"#, r#"{"state":"sent"}"#],
        r#"{"state":"delivered","v":{"first":2,"merge":1}}"#,
    );
    // Of two times since when it is deleted the one that somebody changed.
    check_again(
        CONTACT,
        Some(r#"{"deleted_at":"2026-01-01T04:00:00.000Z","v":{"first":2}}"#),
        &[
            r#"{"deleted_at":"2026-01-01T04:00:00.000Z"}"#,
            r#"{"deleted_at":"2026-01-01T00:00:00.000Z"}"#,
        ],
        r#"{"deleted_at":"2026-01-01T00:00:00.000Z","v":{"first":2,"merge":1}}"#,
    );
}
