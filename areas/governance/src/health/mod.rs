//! The health of a partnership: what both sides perceive, asked in rounds, and whether it drifts back to buying and selling,
//! computed from what happens.

pub mod check;
pub mod drift;
pub(crate) mod pages;
pub mod setting;
#[cfg(test)]
pub(crate) mod tests;
