//! Statements of the Experience API (xAPI 1.0.3 and 2.0, IEEE 9274.1.1): read, checked, compared and formatted.
//!
//! Everything here is pure: bytes in, values out, every refusal typed with its place in the statement.
