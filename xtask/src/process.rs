//! Starting other programs: which ones are on `PATH`, what they inherit, and a sentence when they fail.

use anyhow::{Context, Result, bail};
use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A command in the workspace root without what `cargo run` and colour settings leave behind.
/// `front` is put at the front of its `PATH`.
pub(crate) fn command(program: impl AsRef<Path>, front: &[PathBuf]) -> Result<Command> {
    let mut command = Command::new(program.as_ref());
    command.current_dir(crate::workspace::root()).stdin(Stdio::null());
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        // Trunk refuses `NO_COLOR=1`; the others describe xtask itself.
        if name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || name == "NO_COLOR"
        {
            command.env_remove(name.as_ref());
        }
    }
    command.env("PATH", path_with(front)?);
    Ok(command)
}

/// Runs to the end; any status but success is an error.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let name = describe(command);
    let status = command.status().with_context(|| format!("`{name}` could not be started"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// What the program prints on its standard output, or nothing when it cannot be run or fails.
pub(crate) fn output(program: impl AsRef<Path>, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program.as_ref())
        .args(arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The first of these programs that is on `PATH`.
pub(crate) fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| folders.iter().find_map(|folder| program_in(folder, name)))
}

/// A program in a folder, with the endings that Windows uses.
pub(crate) fn program_in(folder: &Path, name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    endings.iter().map(|ending| folder.join(format!("{name}{ending}"))).find(|path| path.is_file())
}

/// npm, or a sentence about where to get it.
pub(crate) fn npm() -> Result<PathBuf> {
    on_path(&["npm"]).context("npm is not on PATH: install Node.js 20 or newer, which brings it")
}

/// Node.js, or a sentence about where to get it.
pub(crate) fn node() -> Result<PathBuf> {
    on_path(&["node"]).context("node is not on PATH: install Node.js 20 or newer")
}

/// Cargo as the one that started xtask.
pub(crate) fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

fn path_with(front: &[PathBuf]) -> Result<OsString> {
    let rest = env::var_os("PATH").unwrap_or_default();
    env::join_paths(front.iter().cloned().chain(env::split_paths(&rest))).context(
        "a tool folder has a character that PATH cannot hold; set XDG_CACHE_HOME to another folder",
    )
}

fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| argument.to_string_lossy());
    std::iter::once(name).chain(arguments).collect::<Vec<_>>().join(" ")
}
