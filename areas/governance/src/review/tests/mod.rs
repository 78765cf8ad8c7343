mod documents;
mod gathered;
pub(crate) mod sample;
