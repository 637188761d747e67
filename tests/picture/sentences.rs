//! The sentences about refused files, and the names in them.

use visage::domain::picture::kind::Kind;
use visage::domain::picture::refusal::{Refusal, shown_name};
use visage::domain::picture::{Format, Inspected};

#[test]
fn sentences_name_the_file_the_fault_and_the_remedy() {
    let picture = Inspected {
        format: Format::Jpeg,
        width: 9,
        height: 9,
        animated: false,
        may_be_transparent: false,
    };
    let check = |refusal: Refusal, expect: &str| assert_eq!(refusal.sentence("a.jpg"), expect);
    let large = |bytes| Refusal::TooLarge { bytes, picture };
    let not = |kind| Refusal::NotAPicture { found: kind };
    check(large(6_396_314), "“a.jpg” is 6.1 MB. The limit is 2.5 MB.");
    check(large(2_621_441), "“a.jpg” is just over 2.5 MB. The limit is 2.5 MB.");
    check(large(2_673_868), "“a.jpg” is just over 2.5 MB. The limit is 2.5 MB.");
    check(large(2_673_869), "“a.jpg” is 2.6 MB. The limit is 2.5 MB.");
    check(large(1_073_741_824), "“a.jpg” is 1.0 GB. The limit is 2.5 MB.");
    check(large(1_072_693_248), "“a.jpg” is 1,023.0 MB. The limit is 2.5 MB.");
    check(large(u64::MAX), "“a.jpg” is 17,179,869,184.0 GB. The limit is 2.5 MB.");
    check(not(None), "“a.jpg” is not a JPG or PNG picture. Choose one that is.");
    check(
        not(Some(Kind::Heic)),
        "“a.jpg” is not a JPG or PNG picture. It is a HEIC picture. Save it as JPG or PNG and try again.",
    );
    check(
        not(Some(Kind::Pdf)),
        "“a.jpg” is not a JPG or PNG picture. It is a PDF document. Choose a JPG or PNG picture.",
    );
    check(Refusal::Damaged, "“a.jpg” is damaged and cannot be read. Choose another picture.");
    check(Refusal::Empty, "“a.jpg” is empty. Choose another file.");
    check(Refusal::Folder, "“a.jpg” is a folder. Choose one picture from it.");
    check(
        Refusal::Several { count: 1_200 },
        "1,200 files are too many: only one picture fits here. Choose one.",
    );
    check(
        Refusal::TooManyPixels { width: 20_000, height: 900 },
        "“a.jpg” is 20,000 × 900 pixels. The limit is 16,384 pixels a side. Save a smaller copy and try again.",
    );
    check(
        Refusal::TooManyPixels { width: 10_000, height: 6_000 },
        "“a.jpg” is 10,000 × 6,000 pixels. The limit is 50 million pixels in all. Save a smaller copy and try again.",
    );
    assert_eq!(Refusal::Empty.sentence(""), "The picture is empty. Choose another file.");
    assert!(large(3_000_000).is_shrinkable());
    assert!(!Refusal::Damaged.is_shrinkable());
}

#[test]
fn file_names_are_shown_without_tricks() {
    let check = |name: &str, expect: &str| assert_eq!(shown_name(name), expect);
    check("me.jpg", "me.jpg");
    check("photo\u{202E}gpj.exe", "photogpj.exe");
    check("\u{2066}a\u{2069}\u{61C}\u{200F}\u{FEFF}b\n\t\0\u{7F}\u{85}c\u{2028}", "abc");
    check("  \u{200B} ", "");
    check("👩‍👧.png", "👩‍👧.png");
    check("می‌خواهم.jpg", "می‌خواهم.jpg");
    check(&"x".repeat(48), &"x".repeat(48));
    check(
        "a very long name of a picture that somebody made up.jpeg",
        "a very long name of a picture t…ody made up.jpeg",
    );
    check(
        &("a".repeat(60) + "\u{301}" + &"b".repeat(15)),
        &("a".repeat(31) + "…" + &"b".repeat(15)),
    );
}
