//! Did it work: registered studies, estimates and verdicts.

pub mod estimate;
