//! Did it work: registered studies, estimates and verdicts.
