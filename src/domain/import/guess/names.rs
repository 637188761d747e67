//! The names of columns, folded and without punctuation and numbers.

use crate::domain::contact::draft::Field;
use crate::domain::contact::phone::PhoneLabel;
use crate::domain::import::column::{BirthPart, Target};

/// Names of columns with one value for a contact. Where a file has several of a line, the one whose name comes first
/// counts: a team wants to know where somebody works rather than lives.
pub(super) const FIELDS: [(Field, &[&str]); 14] = [
    (Field::FirstName, &["first name", "given name", "firstname", "forename"]),
    (Field::LastName, &["last name", "family name", "surname", "lastname"]),
    (
        Field::Company,
        &[
            "company",
            "company name",
            "organization name",
            "organization",
            "organisation",
            "business name",
            "account name",
            "associated company",
            "employer",
        ],
    ),
    (
        Field::JobTitle,
        &["job title", "organization title", "position", "title", "occupation", "role"],
    ),
    (Field::ContactType, &["contact type", "type"]),
    (Field::Owner, &["owner", "contact owner", "assigned to", "assigned", "assigned user"]),
    (Field::Source, &["source", "lead source", "original source", "contact source"]),
    (
        Field::Street,
        &[
            "street",
            "street address",
            "business street",
            "work address",
            "mailing street",
            "address street",
            "address",
            "home street",
            "home address",
            "other street",
        ],
    ),
    (
        Field::City,
        &[
            "city",
            "business city",
            "work city",
            "mailing city",
            "address city",
            "home city",
            "other city",
        ],
    ),
    (
        Field::Region,
        &[
            "region",
            "state",
            "state region",
            "state province",
            "province",
            "business state",
            "work state",
            "mailing state",
            "mailing state province",
            "address region",
            "home state",
            "other state",
        ],
    ),
    (
        Field::PostalCode,
        &[
            "postal code",
            "zip",
            "zip code",
            "zipcode",
            "business postal code",
            "work zipcode",
            "mailing zip postal code",
            "mailing zip",
            "mailing postal code",
            "address postal code",
            "home postal code",
            "home zipcode",
            "other postal code",
        ],
    ),
    (
        Field::Country,
        &[
            "country",
            "country region",
            "business country",
            "business country region",
            "work country",
            "mailing country",
            "address country",
            "home country",
            "home country region",
            "other country",
        ],
    ),
    (Field::Timezone, &["timezone", "time zone"]),
    (Field::Website, &["website", "website value", "web page", "website url", "url", "home page"]),
];

/// The names of birthdays, which some programs write in three columns.
pub(super) const BIRTHDAY: [&str; 4] = ["birthday", "date of birth", "birthdate", "birth date"];

/// Columns that may come several times, with or without a number.
pub(super) static SEVERAL: [(&str, Target); 40] = {
    use Target as T;
    const EMAIL: Target = Target::Field(Field::Email);
    const MOBILE: Target = Target::Phone(Some(PhoneLabel::Mobile));
    const WORK: Target = Target::Phone(Some(PhoneLabel::Work));
    const HOME: Target = Target::Phone(Some(PhoneLabel::Home));
    [
        ("email", EMAIL),
        ("e mail", EMAIL),
        ("email address", EMAIL),
        ("e mail address", EMAIL),
        ("e mail value", EMAIL),
        ("primary email", EMAIL),
        ("secondary email", EMAIL),
        ("additional email", EMAIL),
        ("additional emails", EMAIL),
        ("work email", EMAIL),
        ("phone", T::Phone(None)),
        ("phone value", T::Phone(None)),
        ("phone number", T::Phone(None)),
        ("primary phone", T::Phone(None)),
        ("other phone", T::Phone(None)),
        ("additional phone", T::Phones),
        ("additional phones", T::Phones),
        ("mobile", MOBILE),
        ("mobile phone", MOBILE),
        ("mobile number", MOBILE),
        ("mobile phone number", MOBILE),
        ("cell phone", MOBILE),
        ("business phone", WORK),
        ("work phone", WORK),
        ("company main phone", T::Phone(None)),
        ("home phone", HOME),
        ("landline", T::Phone(Some(PhoneLabel::Landline))),
        ("phone label", T::PhoneLabel),
        ("phone type", T::PhoneLabel),
        ("tags", T::Field(Field::Tags)),
        ("tag", T::Field(Field::Tags)),
        ("labels", T::Categories),
        ("group membership", T::Categories),
        ("categories", T::Categories),
        ("followers", T::Followers),
        ("do not disturb", T::Dnd),
        ("notes", T::Note),
        ("note", T::Note),
        ("middle name", T::MiddleName),
        ("additional name", T::MiddleName),
    ]
};

/// Columns with one value for a contact that are no field of it.
pub(super) static SINGLE: [(&str, Target); 8] = [
    ("contact id", Target::Id),
    ("name", Target::FullName),
    ("full name", Target::FullName),
    ("display name", Target::FullName),
    ("contact name", Target::FullName),
    ("birth year", Target::Birth(BirthPart::Year)),
    ("birth month", Target::Birth(BirthPart::Month)),
    ("birth day", Target::Birth(BirthPart::Day)),
];

/// Columns that say nothing by themselves: labels of values that have none here, sums of other columns, addresses of
/// pictures, which are never fetched, and what this program writes for people only.
pub(super) const SKIPPED: [&str; 18] = [
    "row",
    "reason",
    "created",
    "updated",
    "last activity",
    "photo",
    "e mail label",
    "e mail type",
    "address label",
    "address type",
    "address formatted",
    "website label",
    "event label",
    "custom field label",
    "organization type",
    "file as",
    "e mail display name",
    "email label",
];
