//! Who: organisations, people, memberships, sign-in, tokens, and which organisations are partnered.
