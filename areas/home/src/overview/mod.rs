//! Where a partnership stands: the chain, the four levels, what needs someone.

pub mod asks;
mod chain;
mod levels;
mod needs;
pub mod pages;
mod state;
