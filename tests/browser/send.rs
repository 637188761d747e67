//! Sending with the whole state, which only a browser has.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::mount::mount_to_body;
use visage::domain::conversation::draft::Draft;
use visage::domain::conversation::message::Channel;
use visage::domain::id::ContactId;
use visage::state::start;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn who_writes_to_a_contact_that_is_gone_reads_that_it_is_gone() {
    let refused = Rc::new(RefCell::new(None));
    let told = refused.clone();
    mount_to_body(move || {
        let draft = Draft { body: "See you there.".to_owned(), ..Draft::default() };
        told.replace(start().send(ContactId::from_random(1), draft, Channel::Sms).err());
    });
    let sentence = refused.take().unwrap().sentence();
    assert!(sentence.starts_with("This contact was deleted"), "{sentence}");
}
