//! What is found for what one types.

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use visage::domain::contact::Contact;
use visage::domain::contacts::Contacts;
use visage::domain::search::column::TextColumn;
use visage::domain::search::{Fit, Query, SEPARATOR, write_text};
use visage::domain::time::Timestamp;

use crate::people::{emails, named, nobody, phones};

#[test]
fn a_query_is_split_into_words_with_their_spellings() {
    let check = |typed: &str, expect: &str| {
        let query = Query::parse(typed);
        let words: Vec<String> = query.words().map(|spellings| spellings.join("|")).collect();
        assert_eq!(words.join(" "), expect, "{typed}");
        assert_eq!(query.is_empty(), expect.is_empty());
    };
    check("", "");
    check(" \t\n\u{3000}\u{1f} ", "");
    check("\u{200b}", "");
    check("Amara", "amara");
    check("  Zoë   MAXWELL ", "zoe maxwell");
    check("a\u{1f}b\u{1}c", "a b c");
    check("r&d", "r&d");
    check("42", "42");
    check("b2b", "b2b");
    check("+44", "+44|44");
    check("555-0148", "555-0148|5550148");
    check("020", "020");
    check("02079", "02079|2079");
    check("(020)79", "(020)79|02079|2079");
    check("+49(0)30", "+49(0)30|4930");
    check("٠٢٠٧٩", "02079|2079");
    check("0000", "0000");
    check("--", "--");
    check("020 7946", "020|0207946|207946 7946|0207946|207946");
    check(
        "09 555 0160",
        "09|095550160|95550160 555|095550160|95550160 0160|160|095550160|95550160",
    );
    check("amara 555 0148", "amara 555|5550148 0148|148|5550148");
    check("1 2", "1 2");
}

#[test]
fn a_letter_more_narrows_a_query() {
    let check = |typed: &str, wider: &str, expect: bool| {
        assert_eq!(Query::parse(typed).narrows(&Query::parse(wider)), expect, "{typed} of {wider}");
    };
    check("ros", "ro", true);
    check("ros", "ros", true);
    check("ros", "", true);
    check("ro", "ros", false);
    check("", "ros", false);
    check("sor", "ros", false);
    check("grace ho", "grace", true);
    check("grace ho", "ho", true);
    check("grace ho", "ho gr", true);
    check("grace ho", "ho x", false);
    check("4711", "471", true);
    // As the number of somebody abroad it is looked for without the zero.
    check("0207", "020", false);
    check("020 7946", "020", false);
}

fn people() -> Vec<Contact> {
    let tagged = |tags: &[&str], contact: Contact| Contact {
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..contact
    };
    vec![
        Contact {
            company: "Lagos Builds".into(),
            job_title: "Architect".into(),
            emails: emails("work@builds.example*, home@okafor.example"),
            phones: phones("+234 802 555 0148*, +44 20 7946 0958"),
            ..tagged(&["vip", "west africa"], named("Amara", "Okafor"))
        },
        Contact {
            company: "Çelik Yapı".into(),
            emails: emails("elif@bosfor.example"),
            phones: phones("(0212) 555-01-44"),
            ..tagged(&["vip"], named("Elif", "Yılmaz"))
        },
        Contact { phones: phones("+49 (0)30 5550 0128"), ..named("", "Weiß") },
        Contact { phones: phones("+64 9 555 0160, ٠١٢٣٤٥٦"), ..named("Pītā", "Tamatea") },
        Contact { emails: emails("info@example.com"), ..nobody(5) },
        Contact { company: "3M".into(), ..nobody(6) },
    ]
}

#[test]
fn every_word_must_stand_somewhere_in_one_contact() {
    let mut column = TextColumn::default();
    for (row, contact) in (0..).zip(people()) {
        column.set(row, |text| write_text(&contact, text));
    }
    let check = |typed: &str, expect: &[u32]| {
        let found = column.matches(&Query::parse(typed));
        let found: Vec<u32> = (0..6).filter(|row| found.contains(*row)).collect();
        assert_eq!(found, expect, "{typed}");
    };
    // Names, in any case, order and part, with and without accents.
    check("amara", &[0]);
    check("AMARA", &[0]);
    check("okafor amara", &[0]);
    check("mar kaf", &[0]);
    check("amara elif", &[]);
    check("yilmaz", &[1]);
    check("YILMAZ", &[1]);
    check("Yılmaz", &[1]);
    check("yapi celik", &[1]);
    check("weiss", &[2]);
    check("WEISS", &[2]);
    check("pita", &[3]);
    check("pi\u{304}ta\u{304}", &[3]);
    check("Ｔａｍａｔｅａ", &[3]);
    // Every searched field, and words from several of them.
    check("builds", &[0]);
    check("home@okafor", &[0]);
    check("@", &[0, 1, 4]);
    check("vip", &[0, 1]);
    check("vip elif", &[1]);
    check("vip bosfor 0144", &[1]);
    check("west africa lagos", &[0]);
    check("3m", &[5]);
    check("architect", &[]);
    check("nobody", &[]);
    // No match reaches from one field, or one contact, into the next.
    check("okaforlagos", &[]);
    check("vipwest", &[]);
    check("01484420", &[]);
    check("0958elif", &[]);
    check("okafor\u{1f}lagos", &[0]);
    // Phone digits, however either side is written.
    check("8025550148", &[0]);
    check("+2348025550148", &[0]);
    check("+234 802 555 0148", &[0]);
    check("(802) 555-0148", &[0]);
    check("802.555.0148", &[0]);
    check("080 2555 0148", &[0]);
    check("020 7946 0958", &[0]);
    check("0044 20 7946 0958", &[0]);
    check("(020) 79460958", &[0]);
    check("02079460958", &[0]);
    check("7946 802", &[0]);
    check("0212 555 0144", &[1]);
    check("212-5550144", &[1]);
    check("+49 30 5550 0128", &[2]);
    check("+49 (0)30 5550 0128", &[2]);
    check("030 55500128", &[2]);
    check("09 555 0160", &[3]);
    check("０９ ５５５ ０１６０", &[3]);
    check("012 3456", &[3]);
    check("۰۱۲۳۴۵۶", &[3]);
    check("5550 0129", &[]);
    check("555", &[0, 1, 2, 3]);
}

#[test]
fn the_name_comes_first_in_the_searched_text() {
    let mut text = String::new();
    write_text(&people()[1], &mut text);
    let parts: Vec<&str> = text.split(SEPARATOR).collect();
    assert_eq!(parts, ["elif yilmaz", "celik yapi", "elif@bosfor.example", "vip", "02125550144"]);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_contact_is_found_by_any_part_of_its_name(first in any::<String>(), last in "\\PC{1,12}", cut in 0_usize..12) {
        let contact = named(&first, &last);
        let mut column = TextColumn::default();
        column.set(0, |text| write_text(&contact, text));
        let letters = last.trim().chars().count();
        let part: String = last.trim().chars().skip(cut.min(letters.saturating_sub(1))).collect();
        let query = Query::parse(&part);
        prop_assert!(query.is_empty() || column.matches(&query).contains(0), "{:?}", query);
    }

    #[test]
    fn a_phone_is_found_by_its_digits_in_any_grouping(digits in "[1-9][0-9]{5,11}", marks in "[ .+/-]{12}", stored in "[ .+/-]{12}") {
        let grouped = |marks: &str| -> String {
            digits.chars().zip(marks.chars()).flat_map(<[char; 2]>::from).collect()
        };
        let contact = Contact { phones: phones(&grouped(&stored)), ..named("A", "B") };
        let mut column = TextColumn::default();
        column.set(0, |text| write_text(&contact, text));
        for typed in [digits.clone(), format!("+{digits}"), format!("0{digits}"), grouped(&marks)] {
            prop_assert!(column.matches(&Query::parse(&typed)).contains(0), "{}", typed);
        }
    }
}

#[test]
fn what_begins_a_word_fits_better_than_what_stands_within() {
    let check = |typed: &str, text: &str, expect: Option<Fit>| {
        assert_eq!(Query::parse(typed).fit(text), expect, "{typed} in {text}");
    };
    check("", "amara okafor", Some(Fit::Begins));
    check("amara", "amara okafor", Some(Fit::Begins));
    check("oka", "amara okafor", Some(Fit::Begins));
    check("oka am", "amara okafor", Some(Fit::Begins));
    check("mar", "amara okafor", Some(Fit::Within));
    check("am for", "amara okafor", Some(Fit::Within));
    check("elif", "amara okafor", None);
    check("am elif", "amara okafor", None);
    check("b", "ann-beth", Some(Fit::Begins));
    check("b", "abba", Some(Fit::Within));
    check("b", "abba (bj\u{f6}rn)", Some(Fit::Begins));
    check("555 0148", "flat 5550148", Some(Fit::Begins));
    check("x", "", None);
}

#[test]
fn the_first_ones_found_are_those_whose_name_begins_with_it() {
    let mut contacts = Contacts::default();
    let mut people = people();
    people.push(Contact { deleted_at: Some(Timestamp::from_millis(1)), ..named("Amara", "Gone") });
    people.extend(["Tamara", "Amaro", "Samara"].map(|first| named(first, "Diaz")));
    contacts.upsert(
        people
            .into_iter()
            .zip(1..)
            .map(|(contact, number)| Contact { id: nobody(number).id, ..contact })
            .collect(),
    );
    let check = |typed: &str, count: usize, expect: &[&str]| {
        let found = contacts.find(&Query::parse(typed), count);
        let names: Vec<String> = found.iter().map(|contact| contact.name()).collect();
        assert_eq!(names, expect, "{typed}");
    };
    check("", 8, &[]);
    check("amar", 8, &["Amara Okafor", "Amaro Diaz", "Samara Diaz", "Tamara Diaz"]);
    check("amar", 3, &["Amara Okafor", "Amaro Diaz", "Samara Diaz"]);
    check("amar", 1, &["Amara Okafor"]);
    check("mara", 2, &["Amara Okafor", "Samara Diaz"]);
    check("lagos", 8, &["Amara Okafor"]);
    check("zzz", 8, &[]);
}
