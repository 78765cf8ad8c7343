//! The outbox as a page, in the demo only: what went out by mail in the name of the viewer's organisations.

pub(crate) mod pages;
