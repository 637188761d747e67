//! Files that the browser keeps for whoever asked for them: in the folder of downloads, or where it is told to.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Blob, HtmlElement, Url};

use super::clock;

/// How long the address of a file is good for, in milliseconds: browsers ask for it some time after the click.
const PATIENCE: u32 = 60_000;

/// Hands a file over under a name. Returns whether the browser takes it; what becomes of it is not told.
#[must_use]
pub fn offer(file: &Blob, name: &str) -> bool {
    let Ok(address) = Url::create_object_url_with_blob(file) else { return false };
    let is_taken = click(&address, name).is_some();
    spawn_local(async move {
        clock::sleep(PATIENCE).await;
        // An address that is not good any more is no loss.
        let _ = Url::revoke_object_url(&address);
    });
    is_taken
}

fn click(address: &str, name: &str) -> Option<()> {
    let document = web_sys::window()?.document()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.click();
    Some(())
}
