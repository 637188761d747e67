//! Folding: texts that people take for the same get one spelling.

use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use visage::domain::search::fold::fold;

/// What Unicode calls the plain form: compatibility decomposition without marks, in lower case.
fn plain(letter: char) -> String {
    let lower = letter.to_lowercase().nfkd().flat_map(char::to_lowercase).nfkd();
    lower.filter(|letter| !is_combining_mark(*letter)).collect()
}

/// Letters that Unicode does not take apart and people do, or for which they type another sign.
const SPECIAL: &[(char, &str)] = &[
    ('Æ', "ae"),
    ('æ', "ae"),
    ('Œ', "oe"),
    ('œ', "oe"),
    ('ß', "ss"),
    ('ẞ', "ss"),
    ('Þ', "th"),
    ('þ', "th"),
    ('Ð', "d"),
    ('ð', "d"),
    ('Đ', "d"),
    ('đ', "d"),
    ('Ø', "o"),
    ('ø', "o"),
    ('Ł', "l"),
    ('ł', "l"),
    ('ı', "i"),
    ('Ħ', "h"),
    ('ħ', "h"),
    ('ŉ', "'n"),
    ('ẚ', "a"),
];

#[test]
fn latin_letters_fold_as_unicode_says() {
    let mut faults = Vec::new();
    for letter in ('\u{c0}'..='\u{17f}').chain('\u{1e00}'..='\u{1eff}') {
        let special = SPECIAL.iter().find(|(known, _)| *known == letter);
        let expect = special.map_or_else(|| plain(letter), |(_, folded)| (*folded).to_owned());
        let found = fold(&letter.to_string());
        if found != expect {
            faults.push(format!("U+{:04X} {letter}: {found}, not {expect}", u32::from(letter)));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn decomposed_latin_letters_fold_like_composed_ones() {
    for letter in ('\u{c0}'..='\u{17f}').chain('\u{1e00}'..='\u{1eff}') {
        let apart: String = letter.nfd().collect();
        assert_eq!(fold(&apart), fold(&letter.to_string()), "{letter}");
    }
}

#[test]
fn greek_and_cyrillic_letters_fold_like_those_without_accents() {
    for letter in ('\u{386}'..='\u{3ce}').chain('\u{400}'..='\u{45f}') {
        let apart: String = letter.nfd().filter(|part| !is_combining_mark(*part)).collect();
        let is_sign = letter == '\u{387}';
        assert!(
            is_sign || fold(&letter.to_string()) == fold(&apart),
            "U+{:04X} {letter}",
            u32::from(letter)
        );
    }
}

#[test]
fn texts_that_people_take_for_the_same_fold_alike() {
    let check = |text: &str, expect: &str| assert_eq!(fold(text), expect, "{text}");
    check("", "");
    check("Amara OKAFOR", "amara okafor");
    check("Zoë", "zoe");
    check("Elif Yılmaz", "elif yilmaz");
    check("İSTANBUL", "istanbul");
    check("Nguyễn Thị Hạnh", "nguyen thi hanh");
    check("Wiśniewski", "wisniewski");
    check("Łódź", "lodz");
    check("Straße", "strasse");
    check("STRASSE", "strasse");
    check("Ødegård", "odegard");
    check("Björn Sigurðsson", "bjorn sigurdsson");
    check("Þórr", "thorr");
    check("Cœur", "coeur");
    check("Pītā", "pita");
    check("O’Neil", "o'neil");
    check("OʼNeil", "o'neil");
    check("Ａｃｍｅ　１２", "acme 12");
    check("Acme\u{a0}Steel", "acme steel");
    check("so\u{ad}ft\u{200b}\u{2060}\u{feff}", "soft");
    check("\u{202a}+44\u{202c}", "+44");
    check("cafe\u{301}", "cafe");
    check("ΣΟΦΟΣ", "σοφοσ");
    check("σοφός", "σοφοσ");
    check("ΓΙΩΡΓΟΣ", "γιωργοσ");
    check("Γιώργος", "γιωργοσ");
    check("Алёна", "алена");
    check("АНДРЕЙ", "андреи");
    check("Андрей", "андреи");
    check("Їжак", "іжак");
    check("٠١٢٣٤٥٦٧٨٩", "0123456789");
    check("۰۱۲۳۴۵۶۷۸۹", "0123456789");
    check("०१२३४५६७८९", "0123456789");
    check("๐๑๒๓๔๕๖๗๘๙", "0123456789");
    check("مُحَمَّد", "محمد");
    check("山田", "山田");
    check("がぎ", "がぎ");
    check("한국", "한국");
    check("👩‍👧", "👩👧");
    check("a\tb\nc", "a\tb\nc");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1_000) })]

    #[test]
    fn folding_twice_is_folding_once(text in any::<String>(), latin in "[À-ſ\u{370}-\u{52f}Ḁ-ỿ！-～]{0,20}") {
        for text in [text, latin] {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }

    #[test]
    fn a_text_folds_part_by_part(a in any::<String>(), b in any::<String>()) {
        prop_assert_eq!(fold(&format!("{a}{b}")), fold(&a) + &fold(&b));
    }
}
