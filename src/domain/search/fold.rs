//! Folding: one spelling for what people take for the same text. Case goes, accents go, full-width forms become
//! plain ones, and so do the digits of other scripts. The tables are those of Unicode NFKD for the letters of Latin
//! scripts, Greek and Cyrillic; other letters keep their accents.

/// Base letters of U+00C0 to U+017F. `_` stands for a character that is folded otherwise or not at all.
const LATIN: &str = "aaaaaa_ceeeeiiii_nooooo_ouuuuy__aaaaaa_ceeeeiiii_nooooo_ouuuuy_y\
aaaaaaccccccccdd__eeeeeeeeeegggggggghh__iiiiiiiiii__jjkk_llllll____nnnnnn___oooooo__rrrrrrssssssss\
tttt__uuuuuuuuuuuuwwyyyzzzzzzs";

/// Base letters of U+1E00 to U+1EFF, which Vietnamese and transliterations use.
const LATIN_ADDITIONAL: &str = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmm\
nnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwyas____\
aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy______";

/// The digit zero of the scripts whose digits are typed in phone numbers; 1 to 9 follow it. Arabic, Persian,
/// Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Burmese, Khmer.
const ZEROS: &[u32] = &[
    0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0,
    0x1040, 0x17e0,
];

/// The folded form of a text.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    push(&mut folded, text);
    folded
}

/// Appends the folded form of a text.
pub fn push(folded: &mut String, text: &str) {
    // Nearly every text is ASCII, which is copied as a whole.
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        if let Some(copy) = folded.get_mut(start..) {
            copy.make_ascii_lowercase();
        }
        return;
    }
    for letter in text.chars() {
        match letter {
            'A'..='Z' | '\0'..='\x7f' => folded.push(letter.to_ascii_lowercase()),
            _ => push_other(folded, letter),
        }
    }
}

/// Whether a character is a zero-width or bidirectional control: not to be seen, so not to be searched.
#[must_use]
pub const fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')
}

fn push_other(folded: &mut String, letter: char) {
    let code = u32::from(letter);
    match letter {
        // Combining marks.
        '\u{300}'..='\u{36f}' => {}
        _ if is_unseen(letter) => {}
        // The Arabic tatweel and vowel signs, which are written to be exact and left out to be quick.
        '\u{640}' | '\u{64b}'..='\u{652}' | '\u{670}' => {}
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => folded.push(' '),
        // The Ångström sign, which looks like the letter.
        '\u{212b}' => folded.push('a'),
        'Æ' | 'æ' => folded.push_str("ae"),
        'Œ' | 'œ' => folded.push_str("oe"),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'Þ' | 'þ' => folded.push_str("th"),
        'Ð' | 'ð' | 'Đ' | 'đ' => folded.push('d'),
        'Ø' | 'ø' => folded.push('o'),
        'Ł' | 'ł' => folded.push('l'),
        'Ĳ' | 'ĳ' => folded.push_str("ij"),
        'Ŀ' | 'ŀ' => folded.push_str("l·"),
        'ŉ' => folded.push_str("'n"),
        'ı' => folded.push('i'),
        'Ħ' | 'ħ' => folded.push('h'),
        '’' | '‘' | 'ʼ' => folded.push('\''),
        // Full-width forms of ASCII stand 0xFEE0 above it.
        '\u{ff01}'..='\u{ff5e}' => {
            folded.extend(char::from_u32(code - 0xfee0).map(|plain| plain.to_ascii_lowercase()));
        }
        '\u{c0}'..='\u{17f}' => push_base(folded, letter, LATIN, code - 0xc0),
        '\u{1e00}'..='\u{1eff}' => push_base(folded, letter, LATIN_ADDITIONAL, code - 0x1e00),
        _ => match digit(code) {
            Some(digit) => folded.push(digit),
            None => folded.extend(letter.to_lowercase().map(unaccented)),
        },
    }
}

/// The ASCII digit that a decimal digit of another script stands for.
fn digit(code: u32) -> Option<char> {
    let zero = ZEROS.iter().rev().find(|zero| **zero <= code)?;
    char::from_digit(code - zero, 10)
}

/// A small Greek or Cyrillic letter without its accent, and the sigma that is not at an end.
const fn unaccented(letter: char) -> char {
    match letter {
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ѐ' | 'ё' => 'е',
        'ѓ' => 'г',
        'ѝ' | 'й' => 'и',
        'ї' => 'і',
        'ќ' => 'к',
        'ў' => 'у',
        _ => letter,
    }
}

fn push_base(folded: &mut String, letter: char, table: &str, at: u32) {
    match table.as_bytes().get(at as usize) {
        Some(base) if *base != b'_' => folded.push(char::from(*base)),
        _ => folded.extend(letter.to_lowercase()),
    }
}
