//! The rhythm: reviews, decisions and actions.
