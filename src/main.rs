//! Starts Visage in the page, and in the thread that works beside it.

use leptos::mount::mount_to_body;
use visage::io::worker::is_worker;
use visage::state::work;
use visage::ui::Visage;

fn main() {
    if is_worker() {
        work::serve();
    } else {
        mount_to_body(Visage);
    }
}
