//! The register of assets: pages and API over what [`lustrum_sharing::asset`] keeps. It stands here, as what can be registered
//! is made in many areas, and this one knows them.

pub(crate) mod api;
pub(crate) mod pages;
mod read;
mod targets;
pub(crate) mod terms_pages;
#[cfg(test)]
mod tests;
