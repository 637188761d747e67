//! The number in the title of the page.

use visage::state::notify::badged;

#[test]
fn a_title_has_one_number_at_most() {
    let check = |title: &str, count: usize, expect: &str| {
        assert_eq!(badged(title, count), expect, "{title:?} with {count}");
    };
    check("Visage", 0, "Visage");
    check("Visage", 3, "(3) Visage");
    check("(3) Visage", 4, "(4) Visage");
    check("(3) Visage", 0, "Visage");
    check("Visage", 99, "(99) Visage");
    check("Visage", 100, "(99+) Visage");
    check("(99+) Visage", 1, "(1) Visage");
    check("(Acme) Visage", 1, "(1) (Acme) Visage");
    check("() Visage", 0, "() Visage");
    check("(3)", 2, "(2) ");
    check("(3)Visage", 2, "(2) (3)Visage");
    check("", 1, "(1) ");
}
