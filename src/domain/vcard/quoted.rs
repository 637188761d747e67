//! Quoted-printable (RFC 2045, 6.7) and the character sets that vCard 2.1 names.

use crate::domain::csv::encoding::windows;

/// The text in a quoted-printable value. What is no code stays as it is.
#[must_use]
pub fn decode(value: &str, charset: Option<&str>) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        rest = behind;
        let code = match behind {
            [high, low, ..] if *first == b'=' => hexadecimal(*high).zip(hexadecimal(*low)),
            _ => None,
        };
        match code {
            Some((high, low)) => {
                bytes.push(high << 4 | low);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => bytes.push(*first),
        }
    }
    text(bytes, charset)
}

fn hexadecimal(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).map(|value| value as u8)
}

/// Bytes as text: UTF-8 where they are, else Western European, which is what programs mean that name another set.
fn text(bytes: Vec<u8>, charset: Option<&str>) -> String {
    let is_hebrew = charset.is_some_and(|name| {
        name.eq_ignore_ascii_case("iso-8859-8") || name.eq_ignore_ascii_case("windows-1255")
    });
    let letter = |byte: u8| match byte {
        // The alphabet stands there in its order.
        0xe0..=0xfa if is_hebrew => char::from_u32(0x5d0 + u32::from(byte - 0xe0)).unwrap_or('?'),
        _ => windows(byte),
    };
    String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(letter).collect())
}
