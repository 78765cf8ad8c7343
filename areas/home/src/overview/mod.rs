//! Where a partnership stands: the chain, the four levels, what needs someone.

pub mod pages;
