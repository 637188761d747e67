//! Names what a file is that is not a JPG or PNG, so that its user learns what to do about it.
//! It only ever makes a message better: nothing is accepted because of what is found here.

/// A type of file recognised by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// HEIC or HEIF, what iPhones store.
    Heic,
    /// AVIF.
    Avif,
    /// GIF, animated or not.
    Gif,
    /// WebP.
    WebP,
    /// Windows bitmap.
    Bmp,
    /// TIFF, and the raw formats of cameras that are built on it.
    Tiff,
    /// Windows icon.
    Icon,
    /// SVG.
    Svg,
    /// JPEG XL.
    JpegXl,
    /// JPEG 2000.
    Jpeg2000,
    /// Photoshop document.
    Photoshop,
    /// Quite OK Image.
    Qoi,
    /// Any video: MP4, QuickTime, WebM, AVI.
    Video,
    /// Any sound: MP3, Ogg, FLAC, WAV.
    Sound,
    /// PDF.
    Pdf,
    /// ZIP and what is built on it, such as office documents.
    Zip,
    /// Any other archive or compressed file: RAR, 7z, gzip.
    Archive,
    /// A program: ELF, Windows, WebAssembly.
    Program,
    /// A web page.
    Html,
    /// A vCard, which may have a picture inside but is none.
    VCard,
    /// Any other text.
    Text,
}

/// First bytes that settle the type.
const SIGNATURES: &[(&[u8], Kind)] = &[
    (b"GIF8", Kind::Gif),
    (b"II*\0", Kind::Tiff),
    (b"MM\0*", Kind::Tiff),
    (b"\0\0\x01\0", Kind::Icon),
    (b"\xFF\x0A", Kind::JpegXl),
    (b"\0\0\0\x0CJXL \r\n\x87\n", Kind::JpegXl),
    (b"\0\0\0\x0CjP  \r\n\x87\n", Kind::Jpeg2000),
    (b"8BPS\0", Kind::Photoshop),
    (b"qoif", Kind::Qoi),
    (b"\x1A\x45\xDF\xA3", Kind::Video),
    (b"OggS", Kind::Sound),
    (b"fLaC", Kind::Sound),
    (b"ID3", Kind::Sound),
    (b"%PDF-", Kind::Pdf),
    (b"PK\x03\x04", Kind::Zip),
    (b"PK\x05\x06", Kind::Zip),
    (b"Rar!\x1A\x07", Kind::Archive),
    (b"7z\xBC\xAF\x27\x1C", Kind::Archive),
    (b"\x1F\x8B", Kind::Archive),
    (b"\x7FELF", Kind::Program),
    (b"\0asm", Kind::Program),
];

impl Kind {
    /// The type of a file by its first bytes, of which a few thousand are enough; none if unknown.
    pub fn of(start: &[u8]) -> Option<Self> {
        for (signature, kind) in SIGNATURES {
            if start.starts_with(signature) {
                return Some(*kind);
            }
        }
        match (start.first_chunk::<4>(), start.get(4..8), start.get(8..12)) {
            (Some(b"RIFF"), _, Some(b"WEBP")) => return Some(Self::WebP),
            (Some(b"RIFF"), _, Some(b"AVI ")) => return Some(Self::Video),
            (Some(b"RIFF"), _, Some(b"WAVE")) => return Some(Self::Sound),
            (_, Some(b"ftyp"), Some(brand)) => return Some(by_brand(brand, start)),
            _ => {}
        }
        // Two letters alone could start a text; the reserved zeros of a bitmap could not.
        if start.starts_with(b"BM") && start.get(6..10) == Some(&[0; 4]) {
            return Some(Self::Bmp);
        }
        match text_of(start) {
            Some(text) => Some(by_markup(text)),
            None if start.starts_with(b"MZ") => Some(Self::Program),
            None => None,
        }
    }

    /// The type with its article, as it stands in a sentence: “a HEIC picture”.
    pub fn description(self) -> &'static str {
        match self {
            Self::Heic => "a HEIC picture",
            Self::Avif => "an AVIF picture",
            Self::Gif => "a GIF picture",
            Self::WebP => "a WebP picture",
            Self::Bmp => "a BMP picture",
            Self::Tiff => "a TIFF picture",
            Self::Icon => "an ICO picture",
            Self::Svg => "an SVG picture",
            Self::JpegXl => "a JPEG XL picture",
            Self::Jpeg2000 => "a JPEG 2000 picture",
            Self::Photoshop => "a Photoshop picture",
            Self::Qoi => "a QOI picture",
            Self::Video => "a video",
            Self::Sound => "a sound file",
            Self::Pdf => "a PDF document",
            Self::Zip => "a ZIP archive or an office document",
            Self::Archive => "a compressed file",
            Self::Program => "a program",
            Self::Html => "a web page",
            Self::VCard => "a vCard",
            Self::Text => "a text file",
        }
    }

    /// Whether it shows a still picture, which some program can save as JPG or PNG.
    pub fn is_picture(self) -> bool {
        match self {
            Self::Heic | Self::Avif | Self::Gif | Self::WebP | Self::Bmp | Self::Tiff => true,
            Self::Icon | Self::Svg | Self::JpegXl | Self::Jpeg2000 | Self::Photoshop => true,
            Self::Qoi => true,
            Self::Video | Self::Sound | Self::Pdf | Self::Zip | Self::Archive => false,
            Self::Program | Self::Html | Self::VCard | Self::Text => false,
        }
    }
}

/// The type of an ISO base media file (ISO/IEC 14496-12) by its brands.
fn by_brand(major: &[u8], start: &[u8]) -> Kind {
    match major {
        b"avif" | b"avis" => Kind::Avif,
        // The brands of HEIF say nothing about the coding; AVIF then stands among the others,
        // which begin at 16 and of which writers list fewer than a dozen.
        b"mif1" | b"msf1" => {
            let others = start.get(16..64).or_else(|| start.get(16..)).unwrap_or_default();
            let is_avif = others.chunks_exact(4).any(|brand| brand == b"avif" || brand == b"avis");
            if is_avif { Kind::Avif } else { Kind::Heic }
        }
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" => Kind::Heic,
        b"M4A " | b"M4B " => Kind::Sound,
        _ => Kind::Video,
    }
}

/// The bytes as text, without a byte order mark: valid UTF-8 up to the cut, no control characters.
fn text_of(start: &[u8]) -> Option<&str> {
    let text = match str::from_utf8(start) {
        Ok(text) => text,
        // An error without a length is a character that was cut in two by the end.
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(start.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    let is_plain = |byte: u8| byte >= b' ' || matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C);
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    (!text.is_empty() && text.bytes().all(is_plain)).then_some(text)
}

/// The type of a text by the first thing in it that is not a comment, prolog or document type.
fn by_markup(text: &str) -> Kind {
    let mut rest = text.trim_start();
    if starts_with_word(rest, "begin:vcard") {
        return Kind::VCard;
    }
    loop {
        if starts_with_word(rest, "<!doctype html") {
            return Kind::Html;
        }
        let after = if let Some(comment) = rest.strip_prefix("<!--") {
            comment.split_once("-->")
        } else if rest.starts_with("<?xml") {
            rest.split_once("?>")
        } else if starts_with_word(rest, "<!doctype") {
            // An internal subset has its own declarations, which end with the bracket.
            match rest.split_once('>') {
                Some((declaration, _)) if declaration.contains('[') => rest.split_once("]>"),
                after => after,
            }
        } else {
            break;
        };
        match after {
            Some((_, next)) => rest = next.trim_start(),
            None => return Kind::Text,
        }
    }
    let Some(tag) = rest.strip_prefix('<') else { return Kind::Text };
    let is_end = |letter: char| letter.is_ascii_whitespace() || letter == '>' || letter == '/';
    let name = tag.split(is_end).next().unwrap_or_default();
    let name = name.rsplit_once(':').map_or(name, |(_, local)| local);
    match name {
        "svg" => Kind::Svg,
        _ if ["html", "head", "body", "script", "title", "div", "p"]
            .iter()
            .any(|html| name.eq_ignore_ascii_case(html)) =>
        {
            Kind::Html
        }
        _ => Kind::Text,
    }
}

/// Whether a text starts with `word`, which is given in lower case.
fn starts_with_word(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}
