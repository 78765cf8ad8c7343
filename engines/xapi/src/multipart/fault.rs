//! What can be wrong with a body in parts.

/// Why a body in parts is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MultipartFault {
    #[error("multipart/mixed needs a boundary of 1 to 70 characters")]
    NoBoundary,
    #[error("the boundary does not occur in the body")]
    BoundaryNotFound,
    #[error("the body ends before its last boundary")]
    Unfinished,
    #[error("more than {limit} parts")]
    TooManyParts { limit: usize },
    #[error("the headers of the part can't be read")]
    Headers,
    #[error("there is no part with statements")]
    Empty,
    #[error("the first part must be application/json")]
    FirstPart,
    #[error("the part lacks the header {header}")]
    MissingHeader { header: &'static str },
    #[error("Content-Transfer-Encoding must be binary")]
    NotBinary,
    #[error("no statement has an attachment with the hash of this part")]
    Superfluous,
    #[error("the bytes have another hash than X-Experience-API-Hash says")]
    HashDiffers,
    #[error("the bytes have another length than the statement says")]
    LengthDiffers,
    #[error("the attachment has neither bytes in this request nor a fileUrl")]
    NotSent,
}

impl MultipartFault {
    /// The key of the message in other languages.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoBoundary => "part-no-boundary",
            Self::BoundaryNotFound => "part-boundary-not-found",
            Self::Unfinished => "part-unfinished",
            Self::TooManyParts { .. } => "part-too-many",
            Self::Headers => "part-headers",
            Self::Empty => "part-empty",
            Self::FirstPart => "part-first",
            Self::MissingHeader { .. } => "part-missing-header",
            Self::NotBinary => "part-not-binary",
            Self::Superfluous => "part-superfluous",
            Self::HashDiffers => "part-hash-differs",
            Self::LengthDiffers => "part-length-differs",
            Self::NotSent => "attachment-not-sent",
        }
    }

    pub(crate) fn arguments(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::TooManyParts { limit } => vec![("limit", limit.to_string())],
            Self::MissingHeader { header } => vec![("header", (*header).to_owned())],
            _ => Vec::new(),
        }
    }
}
