//! What may leave: suppression of small groups, with nothing to be worked back.
