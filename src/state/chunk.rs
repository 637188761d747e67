//! Parts of the program that are no part of the first download: each is fetched when it is first needed, or when there
//! is nothing else to do, and may be missing: no connection, or a newer version has taken its place.
//!
//! A chunk is a file; [`chunk!`] declares an entry into it. What is reachable only through entries is what the release
//! build moves into the chunks; without the feature `split` everything is in one piece and an entry is there at once.

use std::pin::Pin;

use thiserror::Error;

/// What a function of a chunk does, until it is done.
pub type Done = Pin<Box<dyn Future<Output = ()>>>;

/// A part of the program could not be fetched. It is asked for anew the next time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a part of the program could not be fetched")]
pub struct Absent;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Absent {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// Declares an entry into a chunk: a function that fetches the chunk, then gives what the block says: functions, as
/// plain pointers, so that whoever has them calls them without waiting.
///
/// ```text
/// chunk! { fn page() -> fn() -> AnyView as contact { || view! { <Page/> }.into_any() } }
/// ```
macro_rules! chunk {
    ($vis:vis fn $name:ident() -> $given:ty as $chunk:ident { $value:expr }) => {
        #[cfg(feature = "split")]
        #[wasm_split_helpers::wasm_split($chunk, fallible)]
        $vis fn $name() -> Result<$given, $crate::state::chunk::Absent> {
            Ok($value)
        }

        #[cfg(not(feature = "split"))]
        $vis fn $name() -> std::future::Ready<Result<$given, $crate::state::chunk::Absent>> {
            std::future::ready(Ok($value))
        }
    };
}

// Other modules see a macro by this only.
pub(crate) use chunk;
