//! Compresses a file once at build time, at the highest quality, so that hosts need not.

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use std::{fs, io::Write, path::Path};

/// Endings of files that get smaller; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 9] =
    ["html", "js", "css", "wasm", "bin", "json", "webmanifest", "svg", "txt"];

/// Writes `.br` and `.gz` beside the file when it is of a kind that gets smaller.
pub(crate) fn beside(path: &Path) -> Result<()> {
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    if !COMPRESSIBLE.contains(&ending.as_ref()) {
        return Ok(());
    }
    let contents = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    for (suffix, compressed) in [("br", brotli(&contents)?), ("gz", gzip(&contents)?)] {
        let beside = path.with_extension(format!("{ending}.{suffix}"));
        fs::write(&beside, compressed)
            .with_context(|| format!("{} cannot be written", beside.display()))?;
    }
    Ok(())
}

fn brotli(contents: &[u8]) -> Result<Vec<u8>> {
    let settings = ::brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 24,
        size_hint: contents.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    ::brotli::BrotliCompress(&mut &*contents, &mut compressed, &settings)
        .context("brotli failed")?;
    Ok(compressed)
}

fn gzip(contents: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(contents).context("gzip failed")?;
    encoder.finish().context("gzip failed")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_compressed_comes_back() {
        let text = "faces first ".repeat(100).into_bytes();
        let mut back = Vec::new();
        ::brotli::BrotliDecompress(&mut &*brotli(&text).unwrap(), &mut back).unwrap();
        assert_eq!(back, text);
        back.clear();
        flate2::read::GzDecoder::new(&*gzip(&text).unwrap()).read_to_end(&mut back).unwrap();
        assert_eq!(back, text);
    }
}
