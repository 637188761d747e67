//! Files made by hand and the answers they get.

use visage::domain::picture::inspect::{HEAD_BYTES, is_truncated};
use visage::domain::picture::{Format, Inspected, MAX_BYTES, too_large};

use crate::files::{answer, chunk, exif, frame, jpeg, png, png_of, scan, segment, tiff, turned};

#[track_caller]
fn check(file: &[u8], expect: &str) {
    assert_eq!(answer(file, file.len() as u64), expect);
}

#[track_caller]
fn check_size(file: &[u8], size: u64, expect: &str) {
    let mut head = file.to_vec();
    head.resize(HEAD_BYTES, 0);
    assert_eq!(answer(&head, size), expect);
}

#[test]
fn the_size_limit_is_exact_and_comes_last() {
    assert!(!too_large(MAX_BYTES));
    assert!(too_large(MAX_BYTES + 1));
    check_size(&png(10, 10), 2_621_440, "png 10x10");
    check_size(&png(10, 10), 2_621_441, "large 2621441");
    check_size(&png(20_000, 20_000), 2_621_441, "pixels 20000x20000");
    check_size(b"%PDF-1.7\n", 2_621_441, "a PDF document");
    check_size(b"\0\0\0\x18ftypheic\0\0\0\0", u64::MAX, "a HEIC picture");
    check_size(&jpeg(&[frame(0xC0, 40, 30), scan()]), u64::MAX, "large 18446744073709551615");
    check(b"", "empty");
}

#[test]
fn dimensions_are_judged_by_the_header_alone() {
    check(&png(1, 1), "png 1x1");
    check(&png(16_384, 3_051), "png 16384x3051");
    check(&png(16_384, 3_052), "pixels 16384x3052");
    check(&png(16_385, 1), "pixels 16385x1");
    check(&png(1, 16_385), "pixels 1x16385");
    check(&png(5_000, 10_000), "png 5000x10000");
    check(&png(5_001, 10_000), "pixels 5001x10000");
    check(&png(20_000, 20_000), "pixels 20000x20000");
    check(&png(0x7FFF_FFFF, 0x7FFF_FFFF), "pixels 2147483647x2147483647");
    check(&png(0x8000_0000, 1), "damaged");
    check(&png(0, 1), "damaged");
    check(&png(1, 0), "damaged");
    check(&jpeg(&[frame(0xC0, 65_535, 65_535)]), "pixels 65535x65535");
    check(&jpeg(&[frame(0xC0, 8_000, 6_000), scan()]), "jpeg 8000x6000");
    check(&jpeg(&[frame(0xC2, 0, 5), scan()]), "damaged");
    check(&jpeg(&[frame(0xC2, 5, 0), scan()]), "damaged");
}

#[test]
fn png_headers() {
    check(&png_of(3, 2, 8, 6, &[]), "png 3x2 transparent");
    check(&png_of(3, 2, 16, 4, &[]), "png 3x2 transparent");
    check(&png_of(3, 2, 4, 3, &[chunk(b"tRNS", &[0])]), "png 3x2 transparent");
    check(&png_of(3, 2, 4, 3, &[chunk(b"PLTE", &[0; 3])]), "png 3x2");
    check(&png_of(3, 2, 8, 0, &[chunk(b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0])]), "png 3x2 animated");
    check(&png_of(3, 2, 8, 0, &[chunk(b"acTL", &[0, 0, 0, 1, 0, 0, 0, 0])]), "png 3x2");
    check(&png_of(3, 2, 8, 0, &[chunk(b"a1Cd", &[])]), "png 3x2");
    check(&png_of(3, 2, 3, 0, &[]), "damaged");
    check(&png_of(3, 2, 4, 2, &[]), "damaged");
    check(&png_of(3, 2, 16, 3, &[]), "damaged");
    check(&png_of(3, 2, 8, 1, &[]), "damaged");
    check(&png_of(3, 2, 8, 7, &[]), "damaged");
    check(&png_of(3, 2, 8, 0, &[chunk(b"IEND", &[])]), "damaged");
    let whole = png(3, 2);
    check(&whole[..8], "damaged");
    check(&whole[..7], "unknown");
    check(&whole[..40], "damaged");
    check(&[&whole[..8], &whole[33..]].concat(), "damaged");
    let mut wrong = png(3, 2);
    wrong[30] ^= 1;
    check(&wrong, "damaged");
    // With its type on the last byte a chunk of two gigabytes would reach behind the file.
    check(&[&whole[..33], b"\x7F\xFF\xFF\xFFtEXt"].concat(), "damaged");
    check(&[&whole[..33], b"\xFF\xFF\xFF\xFFtEXt"].concat(), "damaged");
}

#[test]
fn jpeg_headers() {
    for marker in [0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC9, 0xCA, 0xCF] {
        check(&jpeg(&[frame(marker, 40, 30), scan()]), "jpeg 40x30");
    }
    for marker in [0xC4, 0xC8, 0xCC] {
        check(&jpeg(&[frame(marker, 40, 30), scan()]), "damaged");
    }
    check(&jpeg(&[vec![0xFF; 9], frame(0xC0, 40, 30), scan()]), "jpeg 40x30");
    check(&jpeg(&[frame(0xC0, 4, 3), vec![1, 2, 3], scan()]), "jpeg 4x3");
    check(&jpeg(&[vec![0xFF, 0x01], frame(0xC0, 40, 30), scan()]), "jpeg 40x30");
    check(&jpeg(&[frame(0xC0, 40, 30), frame(0xC0, 40, 30), scan()]), "damaged");
    check(&jpeg(&[frame(0xC0, 40, 30)]), "damaged");
    check(&jpeg(&[scan()]), "damaged");
    check(&jpeg(&[vec![0xFF, 0xD9]]), "damaged");
    check(&jpeg(&[vec![0xFF, 0xE0, 0, 1]]), "damaged");
    check(&jpeg(&[vec![0xFF, 0xE0, 0xFF, 0xFF]]), "damaged");
    check(&jpeg(&[vec![0xFF; 500]]), "damaged");
    check(&[0xFF, 0xD8], "unknown");
    check(&[0xFF, 0xD8, 0, 0, 0xFF, 0xC0], "unknown");
}

#[test]
fn orientation_is_what_chromium_makes_of_it() {
    let check_exif = |blocks: &[Vec<u8>], expect: &str| {
        check(&jpeg(&[blocks.concat(), frame(0xC0, 40, 30), scan()]), expect);
    };
    for value in [0, 1, 2, 3, 4, 9, 65_535] {
        check_exif(&[exif(&turned(value))], "jpeg 40x30");
    }
    for value in [5, 6, 7, 8] {
        check_exif(&[exif(&turned(value))], "jpeg 30x40");
        check_exif(&[exif(&tiff(false, 0x0112, 3, 1, value))], "jpeg 30x40");
    }
    check_exif(&[exif(&tiff(true, 0x0112, 4, 1, 6))], "jpeg 40x30");
    check_exif(&[exif(&tiff(true, 0x0112, 3, 2, 6))], "jpeg 40x30");
    check_exif(&[exif(&turned(1)), exif(&turned(6))], "jpeg 40x30");
    check_exif(&[exif(&turned(6)), exif(&turned(1))], "jpeg 30x40");
    check_exif(&[exif(&tiff(true, 0x0113, 3, 1, 6)), exif(&turned(6))], "jpeg 40x30");
    check_exif(&[segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0"), exif(&turned(6))], "jpeg 30x40");
    check(&jpeg(&[frame(0xC0, 40, 30), exif(&turned(6)), scan()]), "jpeg 30x40");
    // Offsets and counts that lead nowhere.
    check_exif(&[exif(b"MM\0*\xFF\xFF\xFF\xFF\xFF\xFF")], "jpeg 40x30");
    check_exif(&[exif(b"MM\0*\0\0\0\x08\xFF\xFF")], "jpeg 40x30");
    check_exif(&[exif(b"II*\0\0\0\0\0")], "jpeg 40x30");
    check_exif(&[exif(b"")], "jpeg 40x30");
    check_exif(&[exif(&turned(6)[..19])], "jpeg 40x30");
    // The same block in a PNG.
    check(&png_of(40, 30, 8, 2, &[chunk(b"eXIf", &turned(6))]), "png 30x40");
    check(&png_of(40, 30, 8, 2, &[chunk(b"eXIf", &turned(3))]), "png 40x30");
    let mut wrong = chunk(b"eXIf", &turned(6));
    *wrong.last_mut().unwrap() ^= 1;
    check(&png_of(40, 30, 8, 2, &[wrong]), "png 40x30");
}

#[test]
fn other_files_are_named() {
    check(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a HEIC picture");
    check(b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", "a HEIC picture");
    check(b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", "an AVIF picture");
    check(b"\0\0\0\x20ftypavif\0\0\0\0avifmif1", "an AVIF picture");
    check(b"\0\0\0\x20ftypisom\0\0\0\0isomavc1", "a video");
    check(b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", "a video");
    check(b"\x1A\x45\xDF\xA3\x9F\x42", "a video");
    check(b"GIF89a\x01\0\x01\0\0\0\0;", "a GIF picture");
    check(b"RIFF\x12\0\0\0WEBPVP8L", "a WebP picture");
    check(b"RIFF\x12\0\0\0WAVEfmt ", "a sound file");
    check(b"BM\x1e\0\0\0\0\0\0\0\x1a\0\0\0", "a BMP picture");
    check(b"II*\0\x08\0\0\0", "a TIFF picture");
    check(b"\0\0\x01\0\x01\0\x20\x20", "an ICO picture");
    check(b"8BPS\0\x01", "a Photoshop picture");
    check(b"%PDF-1.4\n%\xE2\xE3", "a PDF document");
    check(b"PK\x03\x04\x14\0", "a ZIP archive or an office document");
    check(b"MZ\x90\0\x03\0", "a program");
    check(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "an SVG picture");
    check(b"\xEF\xBB\xBF \n<svg>", "an SVG picture");
    check(b"<?xml version=\"1.0\"?>\n<!-- a > b -->\n<svg width='1'>", "an SVG picture");
    check(b"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"x\"><svg>", "an SVG picture");
    check(b"<!DOCTYPE svg [<!ENTITY a \"<b>\"> ]><svg:svg>", "an SVG picture");
    check(b"<?xml version=\"1.0\"?><kml>", "a text file");
    check(b"<!-- never ends <svg>", "a text file");
    check(b"<!DOCTYPE html><title>svg</title><svg>", "a web page");
    check(b"<HTML><body><svg>", "a web page");
    check(b"BEGIN:VCARD\r\nVERSION:4.0", "a vCard");
    check(b"BMW, MZ and %PDF- are words", "a text file");
    check("Grüße aus Köln ☺".as_bytes(), "a text file");
    check(b"0", "a text file");
    check(b"\xEF\xBB\xBF", "unknown");
    check(b"abc\0def", "unknown");
    check(b"\x89QNG\r\n\x1a\n", "unknown");
    // A character cut in two at the end of the bytes that are looked at.
    let long = "x".to_owned() + &"ü".repeat(5_000);
    check(long.as_bytes(), "a text file");
}

#[test]
fn a_header_beyond_the_head_is_asked_for() {
    let long: Vec<Vec<u8>> = (0..5).map(|_| segment(0xE2, &[7; 65_533])).collect();
    let file = jpeg(&[long.concat(), frame(0xC0, 40, 30), scan()]);
    let size = file.len() as u64;
    assert_eq!(answer(&file[..HEAD_BYTES], size), "more 131072");
    assert_eq!(answer(&[], size), "more 65536");
    assert_eq!(answer(&file[..300_000], size), format!("more {size}"));
    assert_eq!(answer(&file, size), "jpeg 40x30");
    let file = png_of(40, 30, 8, 6, &[chunk(b"iCCP", &[7; 300_000])]);
    assert_eq!(answer(&file[..HEAD_BYTES], 3_000_000), "more 300049");
    assert_eq!(answer(&file[..300_053], 300_053), "damaged");
    let start = [&png(3, 2)[..33], b"\x80\0\0\0IDAT"].concat();
    check_size(&start, u64::MAX, "damaged");
    // A header of many megabytes is no header.
    let start = [&png(3, 2)[..33], b"\x7F\0\0\0tEXt"].concat();
    check_size(&start, u64::MAX, "damaged");
}

#[test]
fn truncated_files_are_told_from_whole_ones() {
    let check = |format, file: &[u8], expect| assert_eq!(is_truncated(format, file), expect);
    let whole = jpeg(&[exif(&turned(6)), frame(0xC0, 40, 30), scan()]);
    check(Format::Jpeg, &whole, false);
    check(Format::Jpeg, &whole[..whole.len() - 1], true);
    check(Format::Jpeg, &whole[..whole.len() - 2], true);
    check(Format::Jpeg, &[&whole[..], b"appended"].concat(), false);
    // The end mark of a thumbnail is not that of the picture.
    let thumb = segment(0xE1, &[0xFF, 0xD8, 0xFF, 0xD9]);
    let cut = jpeg(&[thumb, frame(0xC0, 40, 30), scan()]);
    check(Format::Jpeg, &cut, false);
    check(Format::Jpeg, &cut[..cut.len() - 2], true);
    check(Format::Jpeg, &[&cut[..cut.len() - 2], &[0; 99]].concat(), true);
    // A broken length behind the scan leads past the end mark, which still is in its place.
    let scan = [0xFF, 0xDA, 0, 2, 1, 2, 0xFF, 0xC4, 0xFF, 0xFF, 3, 0xFF, 0xD9];
    check(Format::Jpeg, &jpeg(&[frame(0xC0, 40, 30), scan.to_vec()]), false);
    check(Format::Jpeg, &jpeg(&[frame(0xC0, 40, 30), scan[..11].to_vec()]), true);
    check(Format::Jpeg, b"", true);
    let whole = png(3, 2);
    check(Format::Png, &whole, false);
    check(Format::Png, &[&whole[..], b"appended"].concat(), false);
    for end in 0..whole.len() {
        check(Format::Png, &whole[..end], true);
    }
}

#[test]
fn small_and_square_pictures_are_known() {
    let of = |width, height| {
        let format = Format::Png;
        Inspected { format, width, height, animated: false, may_be_transparent: false }
    };
    for (width, height, is_small, needs_positioning) in [
        (128, 128, false, false),
        (127, 500, true, true),
        (500, 127, true, true),
        (512, 512, false, false),
        (513, 513, false, true),
        (512, 511, false, true),
        (1, 1, true, false),
    ] {
        let picture = of(width, height);
        assert_eq!(
            (picture.is_small(), picture.needs_positioning()),
            (is_small, needs_positioning)
        );
    }
}
