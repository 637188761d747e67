//! Parts of a view that change, under few types. Leptos compiles its machinery anew for each closure type in a view,
//! about two kilobytes apiece, and every user downloads them: boxed, all closures of a kind share one copy.

use leptos::prelude::*;

/// A text that changes.
pub type Text = Box<dyn FnMut() -> String + Send>;
/// An attribute that comes, changes and goes.
pub type Maybe = Box<dyn FnMut() -> Option<String> + Send>;
/// A property that is on or off.
pub type Flag = Box<dyn FnMut() -> bool + Send>;
/// A piece of a view that comes, changes and goes.
pub type Part = Box<dyn FnMut() -> Option<AnyView> + Send>;

/// A text that changes.
pub fn text(read: impl FnMut() -> String + Send + 'static) -> Text {
    Box::new(read)
}

/// An attribute that comes, changes and goes.
pub fn maybe(read: impl FnMut() -> Option<String> + Send + 'static) -> Maybe {
    Box::new(read)
}

/// A property that is on or off.
pub fn flag(read: impl FnMut() -> bool + Send + 'static) -> Flag {
    Box::new(read)
}

/// A piece of a view that comes, changes and goes.
pub fn part(draw: impl FnMut() -> Option<AnyView> + Send + 'static) -> Part {
    Box::new(draw)
}

/// A piece of a view that is there while a condition holds, drawn once for each time it comes to hold.
pub fn when(
    condition: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> Part {
    let holds = memo(condition);
    Box::new(move || holds.get().then(&draw))
}

/// A condition that tells of its changes only.
pub fn memo(condition: impl Fn() -> bool + Send + Sync + 'static) -> Memo<bool> {
    let condition: Box<dyn Fn() -> bool + Send + Sync> = Box::new(condition);
    Memo::new(move |_| condition())
}

/// Does something about the world outside now and whenever what it reads changes.
pub fn watch(act: impl FnMut() + 'static) {
    let mut act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(move |_| act());
}
