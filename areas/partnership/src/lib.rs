//! The partnership itself: contacts with mandates, and the co-signed charter.
