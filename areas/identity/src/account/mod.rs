//! Your own account: name, language, zone, password, sessions, tokens.

pub(crate) mod api;
pub(crate) mod pages;
#[cfg(test)]
mod tests;
