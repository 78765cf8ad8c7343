//! What a partner may see: agreements, releases and the ledger of both.
