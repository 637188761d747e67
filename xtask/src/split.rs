//! Cuts the program apart: what the first page does not need goes into chunks of its own, which it fetches later.
//!
//! Trunk has compiled the program whole, with relocations, and has written the page. From the compiled program come
//! the main part and the chunks; wasm-bindgen makes the main part's script, binaryen makes all of them small, and they
//! take the place of what Trunk made. Chunks are fetched by a script of their own, which the main script imports.

use crate::{
    page,
    process::{command, node, run},
    setup, workspace,
};
use anyhow::{Context, Result, anyhow, bail};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// What makes programs small, in Node.
const OPTIMISE: &str = include_str!("optimise.mjs");

/// How the scripts name each other until their contents, and so their names, are known.
const MAIN: &str = "./main.js";
const CHUNKS: &str = "./chunks.js";

/// The script that fetches chunks, with places to fill.
const SCRIPT: &str = include_str!("chunks.js");
const LENT: &str = "\"@lent@\"";
const SHARED: &str = "@shared@";

/// How the chunks' script begins the function by which the program asks for a chunk.
const LOAD: &str = "export const __wasm_split_load_";

/// One finished file.
struct Part {
    name: String,
    contents: Vec<u8>,
}

/// Cuts the program that Trunk has compiled, and puts the parts into the site. The page's text with their names.
pub(crate) fn program(stage: &Path, text: &str, mount: &str, tools: &[PathBuf]) -> Result<String> {
    let work = workspace::target().join("split");
    if work.exists() {
        fs::remove_dir_all(&work).with_context(|| format!("{} is in use", work.display()))?;
    }
    let chunks = cut(&work)?;
    bind(&work, tools)?;
    let main = work.join("bound/main_bg.wasm");
    optimise(&[chunks.clone(), vec![main.clone()]].concat(), &work)?;
    let (mut shared, mut entries) = (Vec::new(), Vec::new());
    for chunk in &chunks {
        let contents = small(chunk)?;
        match word(chunk) {
            Some(word) => {
                let name = format!("{word}-{}.wasm", page::short_hash(&contents));
                write(&stage.join(&name), &contents)?;
                entries.push((word, name));
            }
            None => {
                shared.extend(u32::try_from(contents.len())?.to_le_bytes());
                shared.extend(contents);
            }
        }
    }
    let name = format!("shared-{}.bin", page::short_hash(&shared));
    write(&stage.join(&name), &shared)?;
    let link = link(&read_text(&work.join(CHUNKS))?, &name, &entries)?;
    let wasm = small(&main)?;
    let script = read_text(&work.join("bound/main.js"))?;
    let parts = named(&script, &link, wasm)?;
    for part in &parts {
        write(&stage.join(&part.name), &part.contents)?;
    }
    rewritten(stage, text, mount, &parts)
}

/// Cuts the compiled program into `main.wasm`, chunks and the script that fetches these. The chunks' paths, in order.
fn cut(work: &Path) -> Result<Vec<PathBuf>> {
    let whole = workspace::target().join("wasm32-unknown-unknown/release/visage.wasm");
    let whole = fs::read(&whole)
        .with_context(|| format!("Trunk has left no program at {}", whole.display()))?;
    let main = work.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(&whole);
    options.output_dir = work;
    options.main_out_path = &main;
    options.main_module = MAIN;
    options.link_name = CHUNKS;
    let split = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("the program cannot be cut apart: {error:#}"))?;
    let link = read_text(&work.join(CHUNKS))?;
    // What is empty is written too, but nothing fetches it.
    let mut chunks = split.split_modules;
    chunks.retain(|chunk| link.contains(&format!("\"./{}\"", file_name(chunk))));
    chunks.sort();
    Ok(chunks)
}

/// Makes the script of the main part.
fn bind(work: &Path, tools: &[PathBuf]) -> Result<()> {
    let mut bindgen = command("wasm-bindgen", tools)?;
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "main", "--out-dir"]);
    bindgen.arg(work.join("bound"));
    // Chunks find what they need of the main part by its linker's names.
    bindgen.args(["--keep-lld-exports", "--no-demangle"]).arg(work.join("main.wasm"));
    run(&mut bindgen)
}

/// The word by which the program knows a chunk; none for what several chunks need and the main part does not.
fn word(chunk: &Path) -> Option<String> {
    Some(chunk.file_stem()?.to_str()?.strip_prefix("split_")?.to_owned())
}

/// The script that fetches the chunks. What these take from the main part says the one that came with the cut.
fn link(cut: &str, shared: &str, entries: &[(String, String)]) -> Result<String> {
    let lent = cut.split("const {").find_map(|rest| {
        let (names, after) = rest.split_once('}')?;
        after.trim_start().starts_with("= initSync(").then_some(names.trim())
    });
    let lent = lent.filter(|names| names.contains("__indirect_function_table"));
    let lent = lent.context(
        "what chunks take from the main program cannot be told: has wasm_split_cli_support changed?",
    )?;
    let mut script = SCRIPT.replace(LENT, lent).replace(SHARED, &format!("./{shared}"));
    let mut found = 0;
    for asked in cut.split(LOAD).skip(1) {
        let (asked, _) = asked.split_once(' ').unwrap_or((asked, ""));
        // Without a file of its own, a chunk is all in what several need.
        let file = entries.iter().find(|(word, _)| word == asked);
        let file = file.map(|(_, name)| format!("\"./{name}\"")).unwrap_or_default();
        found += usize::from(!file.is_empty());
        script.push_str(&format!("{LOAD}{asked} = chunk({file});\n"));
    }
    if found != entries.len() {
        bail!("some chunks are asked for by nothing: has wasm_split_cli_support changed?");
    }
    Ok(script)
}

/// Makes all of these programs small, each in a file beside it.
fn optimise(programs: &[PathBuf], work: &Path) -> Result<()> {
    let script = work.join("optimise.mjs");
    write(&script, OPTIMISE.as_bytes())?;
    let mut optimise = command(node()?, &[])?;
    optimise.arg(script).arg(setup::optimiser()?).args(programs);
    run(&mut optimise)
}

/// A program that was made small.
fn small(program: &Path) -> Result<Vec<u8>> {
    let small = program.with_extension("wasm.small");
    fs::read(&small).with_context(|| format!("{} cannot be read", small.display()))
}

/// Main script, chunks' script and main program under their final names. The scripts name each other, so both carry
/// the hash of both.
fn named(script: &str, link: &str, wasm: Vec<u8>) -> Result<[Part; 3]> {
    let hash = page::short_hash(format!("{script}{link}").as_bytes());
    let (main, chunks) = (format!("visage-{hash}.js"), format!("chunks-{hash}.js"));
    let point = |text: &str, from: &str, to: &str| -> Result<String> {
        let quoted = [format!("\"{from}\""), format!("'{from}'")];
        // The program asks for the script under the name that it was linked with.
        let import = quoted.iter().map(|quoted| format!("from {quoted}"));
        let import = import.into_iter().find(|import| text.contains(import.as_str()));
        let import =
            import.with_context(|| format!("nothing imports {from}: is anything split?"))?;
        Ok(text.replace(&import, &format!("from \"./{to}\"")))
    };
    let script = point(script, CHUNKS, &chunks)?.into_bytes();
    let link = point(link, MAIN, &main)?.into_bytes();
    let program = format!("visage-{}_bg.wasm", page::short_hash(&wasm));
    Ok([
        Part { name: main, contents: script },
        Part { name: chunks, contents: link },
        Part { name: program, contents: wasm },
    ])
}

/// The page with the names of the new parts; what they replace is removed from the site.
fn rewritten(stage: &Path, text: &str, mount: &str, parts: &[Part; 3]) -> Result<String> {
    let [script, link, wasm] = parts;
    let files = page::first_download(text, mount);
    let old_wasm = files.iter().find(|name| name.ends_with("_bg.wasm"));
    let old_wasm = old_wasm.context("Trunk's page names no program")?;
    let old_script = page::preloaded_module(text, mount).context("Trunk's page names no script")?;
    for old in [old_wasm, &old_script] {
        fs::remove_file(stage.join(old)).with_context(|| format!("the build has no {old}"))?;
    }
    let preloads = [script, link]
        .map(|part| page::module_preload(&format!("{mount}{}", part.name), &part.contents));
    let text = page::with_preloads(text, &format!("{mount}{old_script}"), &preloads.concat());
    let text = text.replace(&format!("{mount}{old_wasm}"), &format!("{mount}{}", wasm.name));
    Ok(text.replace(&format!("{mount}{old_script}"), &format!("{mount}{}", script.name)))
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn read_text(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))
}

fn write(path: &Path, contents: &[u8]) -> Result<()> {
    fs::write(path, contents).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CUT: &str = "import { initSync } from \"./main.js\";\n\
        const { __indirect_function_table, memory,  } = initSync(undefined, undefined);\n\
        export const __wasm_split_load_contact = wrapAsyncCb(makeLoad(() => {}, []));\n";

    fn entry(word: &str) -> (String, String) {
        (word.to_owned(), format!("{word}-0123456789abcdef.wasm"))
    }

    #[test]
    fn the_chunks_script_names_each_chunk_and_what_they_share() {
        let script = link(CUT, "shared-1.bin", &[entry("contact")]).unwrap();
        assert!(script.contains("\"./shared-1.bin\""));
        assert!(script.contains("const { __indirect_function_table, memory, } = initSync("));
        assert!(script.ends_with(
            "export const __wasm_split_load_contact = chunk(\"./contact-0123456789abcdef.wasm\");\n"
        ));
        assert!(!script.contains('@'));
    }

    #[test]
    fn a_chunk_without_a_file_of_its_own_can_be_asked_for() {
        let script = link(CUT, "shared-1.bin", &[]).unwrap();
        assert!(script.ends_with("export const __wasm_split_load_contact = chunk();\n"));
    }

    #[test]
    fn a_cut_that_is_not_understood_is_refused() {
        assert!(link(CUT, "shared-1.bin", &[entry("settings")]).is_err());
        assert!(link("", "shared-1.bin", &[]).is_err());
    }

    #[test]
    fn a_chunk_is_known_by_its_word() {
        assert_eq!(word(Path::new("/x/split_contact.wasm")).as_deref(), Some("contact"));
        assert_eq!(word(Path::new("/x/chunk_3.wasm")), None);
    }

    #[test]
    fn the_scripts_name_each_other_and_change_their_names_together() {
        let program = |main: &str| {
            named(&format!("import * as a from \"./chunks.js\"\n{main}"), CUT, Vec::new()).unwrap()
        };
        let [script, chunks, _] = program("one");
        let text = |part: &Part| String::from_utf8(part.contents.clone()).unwrap();
        assert!(text(&script).contains(&format!("from \"./{}\"", chunks.name)));
        assert!(text(&chunks).contains(&format!("from \"./{}\"", script.name)));
        let [other, other_chunks, _] = program("two");
        assert_ne!(script.name, other.name);
        assert_ne!(chunks.name, other_chunks.name);
        assert!(named("", CUT, Vec::new()).is_err());
    }
}
