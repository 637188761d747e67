//! A line between the tabs of this browser.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// A line. Where a browser has none, nobody hears anything.
#[derive(Debug)]
pub struct Channel(Option<BroadcastChannel>);

impl Channel {
    /// Opens the line of this name; `hear` is told what other tabs say, for as long as the page lives.
    pub fn open(name: &str, hear: impl Fn(String) + 'static) -> Self {
        let Ok(channel) = BroadcastChannel::new(name) else { return Self(None) };
        let listen = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(text) = event.data().as_string() {
                hear(text);
            }
        });
        channel.set_onmessage(Some(listen.as_ref().unchecked_ref()));
        listen.forget();
        Self(Some(channel))
    }

    /// Tells the other tabs.
    pub fn say(&self, text: &str) {
        if let Some(channel) = &self.0 {
            // Fails only on a closed channel, which this one never is.
            let _ = channel.post_message(&JsValue::from_str(text));
        }
    }
}
