//! Starts Visage in the page.

use leptos::mount::mount_to_body;
use visage::ui::Visage;

fn main() {
    mount_to_body(Visage);
}
