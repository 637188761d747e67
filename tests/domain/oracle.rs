//! What a condition says, asked of one contact at a time and without any column: slow, plain, and written apart from the
//! rules that it checks.

use visage::domain::contact::Contact;
use visage::domain::contact::birthday::Birthday;
use visage::domain::contact::custom::CustomValue;
use visage::domain::date::{Calendar, Date};
use visage::domain::filter::field::{Field, Kind};
use visage::domain::filter::operator::Test;
use visage::domain::filter::{Condition, Filter, Known, Value};
use visage::domain::search::fold::fold;
use visage::domain::time::Timestamp;

/// Whether a filter shows a contact.
pub(crate) fn shows(
    filter: &Filter,
    contact: &Contact,
    is_unread: bool,
    calendar: &Calendar<'_>,
) -> bool {
    let is_trashed = contact.deleted_at.is_some() && contact.merged_into.is_none();
    if filter.groups.iter().all(Vec::is_empty) {
        return contact.is_listed();
    }
    filter.groups.iter().any(|group| {
        let known: Vec<&Known> = group.iter().filter_map(Condition::known).collect();
        let is_seen = contact.is_listed()
            || is_trashed && known.iter().any(|known| *known.field() == Field::InTrash);
        let holds =
            |known: &&Known| holds(known, contact, is_unread, calendar) != known.operator().negated;
        !known.is_empty() && is_seen && known.iter().all(holds)
    })
}

/// The texts in a field as they are compared, without empty ones.
pub(crate) fn texts(field: &Field, contact: &Contact) -> Vec<String> {
    let one = |text: &String| vec![text.clone()];
    let raw: Vec<String> = match field {
        Field::Name
            if contact.first_name.trim().is_empty() && contact.last_name.trim().is_empty() =>
        {
            Vec::new()
        }
        Field::Name => vec![contact.name()],
        Field::FirstName => one(&contact.first_name),
        Field::LastName => one(&contact.last_name),
        Field::Email => contact.emails.iter().map(|email| email.address.clone()).collect(),
        Field::Phone => contact.phones.iter().map(|phone| digits(&phone.number)).collect(),
        Field::Company => one(&contact.company),
        Field::JobTitle => one(&contact.job_title),
        Field::Type => one(&contact.contact_type),
        Field::Tag => contact.tags.clone(),
        Field::Owner => one(&contact.owner),
        Field::Street => one(&contact.street),
        Field::City => one(&contact.city),
        Field::Region => one(&contact.region),
        Field::PostalCode => one(&contact.postal_code),
        Field::Country => one(&contact.country),
        Field::Timezone => one(&contact.timezone),
        Field::Source => one(&contact.source),
        Field::Website => one(&contact.website),
        Field::Birthday => contact.birthday.iter().map(ToString::to_string).collect(),
        Field::Custom(definition) => match contact.custom.get(definition.key()) {
            None => Vec::new(),
            Some(CustomValue::Text(text) | CustomValue::Number(text)) => vec![text],
            Some(CustomValue::Flag(flag)) => vec![flag.to_string()],
            Some(CustomValue::List(texts)) => texts,
        },
        _ => Vec::new(),
    };
    let form = |text: &String| fold(text).replace('\u{1f}', " ").trim().to_owned();
    raw.iter().map(form).filter(|text| !text.is_empty()).collect()
}

fn digits(text: &str) -> String {
    fold(text).replace("(0)", "").chars().filter(char::is_ascii_digit).collect()
}

fn holds(known: &Known, contact: &Contact, is_unread: bool, calendar: &Calendar<'_>) -> bool {
    let (field, test) = (known.field(), known.operator().test);
    let time = |time: Timestamp| (time.millis() != 0).then(|| local_day(time, calendar));
    let texts = texts(field, contact);
    match field {
        Field::HasPicture => contact.picture.is_some(),
        Field::Unread => is_unread,
        Field::InTrash => contact.deleted_at.is_some(),
        Field::Dnd(channel) => contact.is_dnd(*channel),
        Field::Created => date(time(contact.created_at), known, calendar.today),
        Field::Updated => date(time(contact.updated_at), known, calendar.today),
        Field::LastActivity => date(time(contact.last_activity_at), known, calendar.today),
        _ if test == Test::Empty => texts.is_empty(),
        Field::Birthday => birthday(contact.birthday.as_ref(), known, calendar.today),
        _ => match field.kind() {
            Kind::Flag => texts == ["true"],
            Kind::Number => texts.iter().any(|text| number(text, known)),
            Kind::Date => texts.iter().any(|text| {
                let time =
                    || text.to_uppercase().parse().ok().map(|time| local_day(time, calendar));
                date(text.parse().ok().or_else(time), known, calendar.today)
            }),
            Kind::Text | Kind::Choice => texts.iter().any(|text| is_text(text, known)),
        },
    }
}

fn is_text(text: &str, known: &Known) -> bool {
    let is_phone = *known.field() == Field::Phone;
    let values = match known.value() {
        Value::Text(value) => vec![value.clone()],
        Value::Texts(values) => values.clone(),
        _ => unreachable!(),
    };
    let form = |value: &String| {
        if is_phone { digits(value) } else { fold(value).replace('\u{1f}', " ").trim().to_owned() }
    };
    let plain = |text: &str| {
        if text.chars().all(|digit| digit == '0') {
            text.to_owned()
        } else {
            text.trim_start_matches('0').to_owned()
        }
    };
    values.iter().map(form).filter(|value| !value.is_empty()).any(|value| {
        let trunk = plain(&value);
        match known.operator().test {
            Test::Is | Test::AnyOf if is_phone => plain(text) == trunk,
            Test::Is | Test::AnyOf => text == value,
            Test::Contains if is_phone && !trunk.starts_with('0') && trunk.len() >= 3 => {
                text.contains(&trunk)
            }
            Test::Contains => text.contains(&value),
            Test::StartsWith if is_phone && !trunk.starts_with('0') => {
                plain(text).starts_with(&trunk)
            }
            Test::StartsWith => text.starts_with(&value),
            _ => unreachable!(),
        }
    })
}

fn number(text: &str, known: &Known) -> bool {
    let Ok(number) = text.parse::<f64>() else { return false };
    match (known.operator().test, known.value()) {
        (Test::Between, Value::Numbers(a, b)) => {
            (a.value() <= number && number <= b.value())
                || (b.value() <= number && number <= a.value())
        }
        (test, Value::Number(other)) => match number.partial_cmp(&other.value()).unwrap() {
            std::cmp::Ordering::Less => matches!(test, Test::Less | Test::AtMost),
            std::cmp::Ordering::Equal => matches!(test, Test::Equal | Test::AtLeast | Test::AtMost),
            std::cmp::Ordering::Greater => matches!(test, Test::Greater | Test::AtLeast),
        },
        _ => unreachable!(),
    }
}

/// The day of a point in time where days begin as the calendar says.
fn local_day(time: Timestamp, calendar: &Calendar<'_>) -> Date {
    let near = Date::from_days(time.millis().div_euclid(visage::domain::time::DAY)).plus(-2);
    let days = (0..5).map(|days| near.plus(days));
    days.take_while(|day| (calendar.start_of)(*day) <= time).last().unwrap()
}

fn date(day: Option<Date>, known: &Known, today: Date) -> bool {
    let test = known.operator().test;
    let Some(day) = day else { return test == Test::Empty };
    let ((year, month, _), (this_year, this_month, _)) = (day.civil(), today.civil());
    let ahead = day.days() - today.days();
    let days = if let Value::Days(days) = known.value() { i64::from(*days) } else { 0 };
    match (test, known.value()) {
        (Test::On, Value::Date(date)) => day == *date,
        (Test::Before, Value::Date(date)) => day < *date,
        (Test::After, Value::Date(date)) => day > *date,
        (Test::Between, Value::Dates(a, b)) => (*a <= day && day <= *b) || (*b <= day && day <= *a),
        (Test::InMonth, Value::Month(wanted)) => month == i64::from(*wanted),
        (Test::Today, _) => ahead == 0,
        (Test::Yesterday, _) => ahead == -1,
        (Test::Tomorrow, _) => ahead == 1,
        // 29 December 1969 was a Monday.
        (Test::ThisWeek, _) => (day.days() + 3).div_euclid(7) == (today.days() + 3).div_euclid(7),
        (Test::ThisMonth, _) => (year, month) == (this_year, this_month),
        (Test::ThisQuarter, _) => (year, (month - 1) / 3) == (this_year, (this_month - 1) / 3),
        (Test::ThisYear, _) => year == this_year,
        (Test::InLast | Test::LessThanAgo, _) => -days <= ahead && ahead <= 0,
        (Test::InNext, _) => 0 <= ahead && ahead <= days,
        (Test::MoreThanAgo, _) => ahead < -days,
        (Test::Empty, _) => false,
        _ => unreachable!(),
    }
}

fn birthday(birthday: Option<&Birthday>, known: &Known, today: Date) -> bool {
    let Some(birthday) = birthday else { return false };
    let Some((month, day)) = birthday.month_and_day() else { return false };
    match known.operator().test {
        Test::On
        | Test::Before
        | Test::After
        | Test::Between
        | Test::MoreThanAgo
        | Test::LessThanAgo
        | Test::ThisYear => {
            birthday.date().is_some_and(|date| self::date(Some(date), known, today))
        }
        Test::InMonth => *known.value() == Value::Month(month),
        // Every day of two years is looked at, which is as good as every day.
        _ => (-800..800).map(|days| today.plus(days)).any(|date| {
            let (year, its_month, its_day) = date.civil();
            let is_leap = Date::new(year, 2, 29).is_some();
            let is_leapling =
                (month, day) == (2, 29) && !is_leap && (its_month, its_day) == (2, 28);
            let is_same = (i64::from(month), i64::from(day)) == (its_month, its_day);
            (is_same || is_leapling) && self::date(Some(date), known, today)
        }),
    }
}
