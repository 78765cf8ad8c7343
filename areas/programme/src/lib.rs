//! What is learned: programmes, their behaviours and their modules in order.
