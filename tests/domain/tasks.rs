//! Tasks: when they are due, and when they come again.

use proptest::prelude::{ProptestConfig, prop, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::draft::MAX_TEXT;
use visage::domain::date::{Calendar, Date};
use visage::domain::id::entry::EntryId;
use visage::domain::task::due::Due;
use visage::domain::task::repeat::Repeat;
use visage::domain::task::{FIELDS, Task, TaskError, agenda};
use visage::domain::time::{DAY, Timestamp};

use crate::people::nobody;

fn id(bits: u128) -> EntryId {
    EntryId::from_random(nobody(1).id, bits)
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn due(text: &str) -> Option<Due> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

/// The reader's zone is two hours ahead of UTC.
fn midnight(day: Date) -> Timestamp {
    Timestamp::from_millis(day.days() * DAY - 2 * 3_600_000)
}

fn calendar() -> Calendar<'static> {
    Calendar { today: day("2026-03-11"), start_of: &midnight }
}

fn now() -> Timestamp {
    // Half past twelve on the reader's clock.
    "2026-03-11T10:30:00.000Z".parse().unwrap()
}

fn repeat(key: &str) -> Repeat {
    Task::from_json(id(0), &format!(r#"{{"repeat":"{key}"}}"#)).unwrap().repeat
}

#[test]
fn due_is_a_day_and_perhaps_a_time() {
    let check = |text: &str, minute: Option<u16>| {
        let due: Due = text.parse().unwrap();
        assert_eq!(due.minute, minute, "{text}");
        assert_eq!(due.to_string(), text.replace(' ', "T"));
    };
    check("2026-01-31", None);
    check("2026-01-31T00:00", Some(0));
    check("2026-01-31 14:30", Some(870));
    check("2026-01-31T23:59", Some(1439));
    for text in [
        "",
        "soon",
        "2026-02-30",
        "2026-01-31T",
        "2026-01-31T24:00",
        "2026-01-31T1:30",
        "2026-01-31T12:60",
        "2026-01-31T12:3",
        "2026-01-31T+1:30",
        "2026-01-31T14:30:00",
        "T14:30",
    ] {
        assert_eq!(text.parse::<Due>(), Err(TaskError::Due), "{text}");
    }
}

#[test]
fn open_tasks_are_overdue_due_today_or_later() {
    let texts = [
        "2026-03-12",
        "2026-03-11T18:00",
        "2026-03-11",
        "2026-03-10T23:00",
        "",
        "2026-03-11T12:30",
        "2026-03-11T12:31",
        "2027-01-01T09:00",
        "2026-03-10",
    ];
    let task =
        |(bits, text): (u128, &&str)| Task { due: due(text), ..Task::new(id(bits), "", now()) };
    let mut tasks: Vec<Task> = (0..).zip(&texts).map(task).collect();
    tasks.push(Task { done_at: Some(now()), ..tasks[0].clone() });
    tasks.push(Task { deleted_at: Some(now()), ..tasks[0].clone() });
    let agenda = agenda(&tasks, &calendar(), now());
    let shown = |part: &[&Task]| -> Vec<String> {
        part.iter().map(|task| task.due.map(|due| due.to_string()).unwrap_or_default()).collect()
    };
    assert_eq!(shown(&agenda.overdue), ["2026-03-10", "2026-03-10T23:00", "2026-03-11T12:30"]);
    assert_eq!(shown(&agenda.today), ["2026-03-11", "2026-03-11T12:31", "2026-03-11T18:00"]);
    assert_eq!(shown(&agenda.later), ["2026-03-12", "2027-01-01T09:00"]);
    assert_eq!(shown(&agenda.undated), [""]);
    for task in &tasks {
        let is_listed =
            agenda.overdue.iter().any(|overdue| overdue.id == task.id) && task.is_open();
        assert_eq!(task.is_overdue(&calendar(), now()), is_listed, "{task:?}");
    }
}

#[test]
fn repetitions_keep_their_day() {
    let check = |key: &str, first: &str, after: &str, expect: &str| {
        let found = repeat(key).after(day(first), day(after));
        assert_eq!(
            found.map(|day| day.to_string()).unwrap_or_default(),
            expect,
            "{key} {first} {after}"
        );
    };
    check("never", "2026-01-31", "2026-01-31", "");
    check("hourly", "2026-01-31", "2026-01-31", "");
    check("daily", "2026-01-31", "2026-01-31", "2026-02-01");
    check("daily", "2026-01-31", "2026-03-11", "2026-03-12");
    check("daily", "2026-01-31", "2025-01-01", "2026-01-31");
    check("weekly", "2026-03-04", "2026-03-04", "2026-03-11");
    check("weekly", "2026-03-04", "2026-03-10", "2026-03-11");
    check("weekly", "2026-03-04", "2026-03-11", "2026-03-18");
    check("monthly", "2026-01-31", "2026-01-31", "2026-02-28");
    check("monthly", "2026-01-31", "2026-02-28", "2026-03-31");
    check("monthly", "2026-01-31", "2026-03-31", "2026-04-30");
    check("monthly", "2024-01-31", "2024-01-31", "2024-02-29");
    check("monthly", "2026-01-29", "2026-01-29", "2026-02-28");
    check("monthly", "2026-12-15", "2026-12-15", "2027-01-15");
    check("monthly", "2026-01-15", "2036-01-15", "2036-02-15");
    check("yearly", "2024-02-29", "2024-02-29", "2025-02-28");
    check("yearly", "2024-02-29", "2027-03-01", "2028-02-29");
    check("yearly", "2026-03-11", "2026-03-11", "2027-03-11");
    check("yearly", "2026-03-11", "2126-03-11", "2127-03-11");
    check("daily", "9999-12-30", "9999-12-30", "9999-12-31");
    check("daily", "9999-12-31", "9999-12-31", "");
    check("yearly", "9999-01-01", "9999-06-01", "");
}

#[test]
fn completing_a_repeating_task_gives_the_next_one() {
    let check = |key: &str, from: &str, done: &str, expect: &str| {
        let task = Task { due: due(from), repeat: repeat(key), ..Task::new(id(1), "Ana", now()) };
        let mut ticked = task.clone();
        let next = ticked.complete(now(), day(done), id(2));
        assert!(!ticked.is_open());
        let shown = next.as_ref().and_then(|next| next.due).map(|due| due.to_string());
        assert_eq!(shown.unwrap_or_default(), expect, "{key} {from} {done}");
        assert!(next.is_none_or(|next| next.is_open() && next.id == id(2)));
        // Ticking it off again makes no second one.
        assert_eq!(ticked.complete(now(), day(done), id(3)), None);
    };
    check("never", "2026-03-11", "2026-03-11", "");
    check("daily", "", "2026-03-11", "");
    check("daily", "2026-03-11T09:00", "2026-03-11", "2026-03-12T09:00");
    check("daily", "2026-03-01", "2026-03-11", "2026-03-12");
    check("weekly", "2026-03-20", "2026-03-11", "2026-03-27");
    check("monthly", "2026-01-31", "2026-03-11", "2026-03-31");
    let mut task =
        Task { due: due("2026-01-31"), repeat: Repeat::Monthly, ..Task::new(id(1), "", now()) };
    let mut days = Vec::new();
    for bits in 2..6 {
        task = task.complete(now(), day("2026-01-01"), id(bits)).unwrap();
        days.push(task.due.unwrap().to_string());
    }
    assert_eq!(days, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]);
    task.set_due(due("2026-06-15"));
    let next = task.complete(now(), day("2026-01-01"), id(9)).unwrap();
    assert_eq!(next.due, due("2026-07-15"));
}

#[test]
fn a_task_has_a_title() {
    let mut task = Task::new(id(1), "Ana", now());
    assert_eq!(task.write_title(" Call\nback "), Ok(()));
    assert_eq!(task.title, "Call back");
    assert_eq!(task.write_title(" "), Err(TaskError::Nameless));
    assert_eq!(task.write_title(&"a".repeat(MAX_TEXT + 1)), Err(TaskError::TooLong));
    assert_eq!(task.title, "Call back");
}

#[test]
fn documents_of_tasks_are_read_as_they_are_written() {
    let full = serde_json::json!({
        "title": "T", "due": "2026-01-31T09:00", "assignee": "Bo", "repeat": "hourly",
        "repeat_from": "2026-01-31", "done_at": "2026-01-01T00:00:00.000Z", "author": "Ana",
        "created_at": "2026-01-01T00:00:00.000Z", "updated_at": "2026-01-01T00:00:00.000Z",
        "deleted_at": "2026-01-01T00:00:00.000Z",
    });
    let task: Task = serde_json::from_value(full.clone()).unwrap();
    assert_eq!(serde_json::to_value(&task).unwrap(), full);
    assert_eq!(full.as_object().unwrap().len(), FIELDS.len());
    let nulls = r#"{"title":null,"due":null,"repeat":null,"created_at":null}"#;
    assert_eq!(Task::from_json(id(1), nulls), Task::from_json(id(1), "{}"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn a_repetition_comes_soon_and_on_its_day(
        key in prop::sample::select(vec![("daily", 1), ("weekly", 7), ("monthly", 31), ("yearly", 366)]),
        first in -200_000..200_000_i64,
        after in 0..40_000_i64,
    ) {
        let (key, longest) = key;
        let (first, after) = (Date::from_days(first), Date::from_days(first + after));
        let next = repeat(key).after(first, after).unwrap();
        prop_assert!(next > after && next.days() - after.days() <= longest);
        let (day, of) = (next.civil().2, first.civil().2);
        match key {
            "weekly" => prop_assert_eq!((next.days() - first.days()) % 7, 0),
            "daily" => prop_assert_eq!(next, after.plus(1)),
            _ => {
                let is_last = next.plus(1).civil().1 != next.civil().1;
                prop_assert!(day == of || day < of && is_last);
            }
        }
        if key == "yearly" {
            prop_assert_eq!(next.civil().1, first.civil().1);
        }
    }
}
