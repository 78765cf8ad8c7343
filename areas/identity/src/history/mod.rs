//! The audit page: the one history of an organisation, as it happened, in words.

pub(crate) mod pages;
