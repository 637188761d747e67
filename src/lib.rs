//! Visage.
