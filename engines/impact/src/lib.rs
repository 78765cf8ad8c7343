//! Did it work: effects of training programmes, with their uncertainty and their limits.
