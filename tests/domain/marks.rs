//! Which parts of a shown text a search marks.

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use visage::domain::search::Query;
use visage::domain::search::marks::marks;

/// The text with brackets around what is marked.
fn marked(text: &str, typed: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    let decode = |from: u32, to: u32| {
        String::from_utf16(units.get(from as usize..to as usize).unwrap()).unwrap()
    };
    let (mut shown, mut at) = (String::new(), 0);
    for place in marks(text, &Query::parse(typed)) {
        shown += &decode(at, place.start);
        shown += &format!("[{}]", decode(place.start, place.end));
        at = place.end;
    }
    shown + &decode(at, units.len() as u32)
}

#[test]
fn words_are_marked_wherever_they_stand() {
    let check = |typed: &str, expect: &str| {
        let text = expect.replace(['[', ']'], "");
        assert_eq!(marked(&text, typed), expect, "{typed}");
    };
    // Nothing typed, nothing found.
    check("", "Amara Okafor");
    check("   ", "Amara Okafor");
    check("x", "");
    check("elif", "Amara Okafor");
    // Case, part, order, several words.
    check("amara", "[Amara] Okafor");
    check("AMARA", "[Amara] Okafor");
    check("kaf", "Amara O[kaf]or");
    check("okafor amara", "[Amara] [Okafor]");
    check("mar for", "A[mar]a Oka[for]");
    check("a", "[A]m[a]r[a] Ok[a]for");
    check("amara elif", "[Amara] Okafor");
    // Overlapping and touching parts are one.
    check("aa", "b[aaaa]b");
    check("ama mara", "[Amara] Okafor");
    check("am ara", "[Amara] Okafor");
    check("okafor kaf", "Amara [Okafor]");
    check("anana", "b[ananana]s");
    // Accents, on either side, composed or not.
    check("celik", "[Çelik] Yapı");
    check("yapı", "Çelik [Yapı]");
    check("ÇELİK", "[Çelik] Yapı");
    check("yilmaz", "[YILMAZ] Elif");
    check("zoe", "[Zoe\u{308}] Maxwell");
    check("zoë", "[Zoe] Maxwell");
    check("pit", "[Pi\u{304}t]a\u{304}");
    check("a", "Pi\u{304}t[a\u{304}\u{301}] T");
    check("i", "P[i\u{304}]t");
    check("nguyen thi", "[Nguyễn] [Thị] Phương");
    // One letter for two, and the other way round.
    check("weiss", "[Weiß]");
    check("weis", "[Weiß]");
    check("s", "Wei[ß]");
    check("weiß", "[Weiss]");
    check("strasse", "Lange [Straße] 3");
    check("aero", "[Æro]dyn");
    check("e", "[Æ]ro");
    check("thor", "[Þor]");
    check("oeuvre", "l’[Œuvre]");
    check("l'oeuvre", "[l’Œuvre]");
    check("ijssel", "[Ĳssel]");
    // Other scripts, and letters of four bytes.
    check("алексей", "[Алексей] Ёлкин");
    check("елкин", "Алексей [Ёлкин]");
    check("σ", "Πέτρο[ς]");
    check("محمد", "[مُحَمَّد] علي");
    check("婉", "上官[婉]儿");
    check("fox", "🦊🦊 [Fox] 🦊");
    check("🦊", "[🦊🦊] Fox [🦊]");
    check("tama", "[Ｔａｍａ]tea");
    // What is not seen does not part a word; at its end it belongs to it.
    check("amara", "[Am\u{200b}ara]");
    check("ama", "[Am\u{ad}a\u{200d}]ra");
    check("a", "\u{202b}[a]b");
    // Every searched field.
    check("@", "home[@]okafor.example");
    check("home@okafor", "[home@okafor].example");
    check("r&d", "[R&D] Ltd");
    check("3m", "[3M]");
    check("b2b", "[B2B] sales");
}

#[test]
fn phones_are_marked_by_their_digits() {
    let check = |typed: &str, expect: &str| {
        let text: String = expect.replace(['[', ']'], "");
        assert_eq!(marked(&text, typed), expect, "{typed}");
    };
    check("8025550148", "+234 [802 555 0148]");
    check("+234 802 555 0148", "+[234 802 555 0148]");
    check("(802) 555-0148", "+234 [802 555 0148]");
    check("802.555.0148", "+234 [802 555 0148]");
    check("080 2555 0148", "+234 [802 555 0148]");
    check("555 0148", "+1 (555) [555-0148]");
    check("555", "+1 ([555]) [555]-0148");
    check("020 7946 0958", "+44 [20 7946 0958]");
    check("0044 20 7946 0958", "+[44 20 7946 0958]");
    check("+44", "[+44] 20 7946 0958");
    check("7946 802", "+44 20 [7946] 0958");
    check("7946 58", "+44 20 [7946] 09[58]");
    check("0212 555 0144", "([0212) 555-01-44]");
    check("55 5", "(0212) [555]-01-44");
    // The zero that nobody dials after the country.
    check("+49 30 5550", "+[49 (0)30 5550] 0128");
    check("030 5550", "+49 (0)[30 5550] 0128");
    check("+49 (0)30", "+[49 (0)30] 5550 0128");
    // Digits of other scripts, and full width.
    check("٥٥٥", "+20 ([555]) 0148");
    check("0123456", "[٠١٢ ٣٤٥٦]");
    check("０１２３４５６", "[012-3456]");
    check("012 3456", "[۰۱۲۳۴۵۶]");
    // An extension does not make a text of it.
    check("5550148", "[555-0148] ext. 3");
    // Digits across a text that is no number are not what was found.
    check("24", "B2B 4 you");
    check("555012", "anna555-012@mail.example");
    check("555-012", "anna[555-012]@mail.example");
    check("9", "+44 20 7[9]46 0[9]58");
    check("--", "555[--]0148");
    check("0129", "555 0148");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn marks_lie_on_letters_in_order_and_apart(text in any::<String>(), typed in any::<String>()) {
        whole(&text, &typed)?;
    }

    #[test]
    fn what_is_typed_of_a_text_is_marked_in_it(text in "[aßÆéé\u{301}İΣ🦊 0-9()+٣.-]{1,16}", from in 0_usize..16, len in 1_usize..8) {
        let typed: String = text.chars().skip(from).take(len).collect();
        whole(&text, &typed)?;
        let query = Query::parse(&typed);
        prop_assert!(query.is_empty() || !marks(&text, &query).is_empty(), "{:?} in {:?}", typed, text);
    }
}

fn whole(text: &str, typed: &str) -> Result<(), proptest::test_runner::TestCaseError> {
    let mut at = 0;
    let mut edges = vec![0];
    edges.extend(text.chars().map(|letter| {
        at += letter.len_utf16() as u32;
        at
    }));
    let mut last = None;
    for place in marks(text, &Query::parse(typed)) {
        prop_assert!(
            edges.binary_search(&place.start).is_ok() && edges.binary_search(&place.end).is_ok()
        );
        prop_assert!(place.start < place.end && last.is_none_or(|last| last < place.start));
        last = Some(place.end);
    }
    Ok(())
}
