mod documents;
pub(crate) mod sample;
