//! The sentences about templates that cannot be kept.

use super::name;
use crate::domain::contact::draft::MAX_TEXT;
use crate::domain::template::{MAX_BODY, TemplateError};

/// What is wrong with a template, and how it would be right.
#[must_use]
pub fn template(error: &TemplateError) -> String {
    match error {
        TemplateError::Name(refusal) => name(refusal),
        TemplateError::LongSubject => format!("Shorten the subject to {MAX_TEXT} characters."),
        TemplateError::Empty => "Enter the text of this template.".to_owned(),
        TemplateError::LongText => {
            format!("Shorten this text to {MAX_BODY} characters, or make two templates of it.")
        }
    }
}
