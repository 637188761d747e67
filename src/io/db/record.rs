//! Records as the database holds them. Bodies stay exact JSON text: as objects they would lose `null`, `1.0` and
//! large integers.

use js_sys::{Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::domain::doc::{Record, is_deleted};
use crate::domain::picture::Size;
use crate::io::picture::Blob;

/// The object to store.
pub(super) fn to_js(record: &Record) -> Result<JsValue, JsValue> {
    let object = Object::new();
    set(&object, "id", &record.id.as_str().into())?;
    set(&object, "json", &record.json.as_str().into())?;
    let optional = [("rev", &record.rev), ("base", &record.base), ("sent", &record.sent)];
    for (key, value) in optional {
        if let Some(value) = value {
            set(&object, key, &value.as_str().into())?;
        }
    }
    if record.dirty {
        // Absent when clean, so that the index holds only what waits.
        set(&object, "dirty", &1.into())?;
    }
    Ok(object.into())
}

/// The record in a stored object; `None` for what is no record.
pub(super) fn from_js(object: &JsValue) -> Option<Record> {
    Some(Record {
        id: text(object, "id")?,
        json: text(object, "json")?,
        rev: text(object, "rev"),
        base: text(object, "base"),
        sent: text(object, "sent"),
        dirty: get(object, "dirty").is_truthy(),
    })
}

/// Id of a stored object, which is its key.
pub(super) fn id(object: &JsValue) -> Option<String> {
    text(object, "id")
}

/// Id and body of a stored object; none of a tombstone, which is shown to nobody.
pub(super) fn body(object: &JsValue) -> Option<(String, String)> {
    let json = text(object, "json").filter(|json| !is_deleted(json))?;
    Some((text(object, "id")?, json))
}

/// The picture to store.
pub(super) fn picture(full: &Blob, thumb: &Blob) -> Result<JsValue, JsValue> {
    Ok(sizes(full, thumb)?.into())
}

/// The picture to store that the server has.
pub(super) fn uploaded(full: &Blob, thumb: &Blob) -> Result<JsValue, JsValue> {
    let object = sizes(full, thumb)?;
    set(&object, "uploaded", &1.into())?;
    Ok(object.into())
}

fn sizes(full: &Blob, thumb: &Blob) -> Result<Object, JsValue> {
    let object = Object::new();
    set(&object, "full", full.as_js())?;
    set(&object, "thumb", thumb.as_js())?;
    Ok(object)
}

/// One size of a stored picture.
pub(super) fn blob(object: &JsValue, size: Size) -> Option<Blob> {
    let key = match size {
        Size::Full => "full",
        Size::Thumb => "thumb",
    };
    let blob = get(object, key).dyn_into::<web_sys::Blob>().ok().map(Blob::from);
    // Of a picture that a server has, the thumbnail may be all that is here.
    blob.filter(|blob| size == Size::Thumb || blob.size() > 0)
}

fn set(object: &Object, key: &str, value: &JsValue) -> Result<(), JsValue> {
    Reflect::set(object, &wasm_bindgen::intern(key).into(), value).map(|_| ())
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &wasm_bindgen::intern(key).into()).unwrap_or_default()
}

fn text(object: &JsValue, key: &str) -> Option<String> {
    get(object, key).as_string()
}
