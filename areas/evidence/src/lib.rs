//! What was seen, on the four levels of Kirkpatrick.
