//! Where someone may go: the first page after signing in, and the home of an organisation.

pub mod pages;
