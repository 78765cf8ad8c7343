//! Which version of the specification a request follows.
//!
//! Source: xAPI 1.0.3, Part Three, 3.3 "Versioning"; IEEE 9274.1.1, 4.1.6 "Headers".

use crate::refusal::{Code, Refusal};

/// The two families of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 1.0.0 to 1.0.3: one data model, the strictest wording being that of 1.0.3.
    V1_0_3,
    /// 2.0, IEEE 9274.1.1.
    V2_0,
}

impl Version {
    /// Every version that is spoken, the oldest first, as the about resource lists them.
    pub const ALL: [Self; 2] = [Self::V1_0_3, Self::V2_0];

    /// From the header `X-Experience-API-Version`: `1.0` and `1.0.x` follow 1.0.3, `2.0.x` follows 2.0. Anything else is refused,
    /// also nothing at all.
    ///
    /// # Errors
    /// [`Code::NotVersion`].
    ///
    /// ```
    /// use lustrum_xapi::Version;
    /// assert_eq!(Version::of_header(Some("1.0.3"))?, Version::V1_0_3);
    /// assert_eq!(Version::of_header(Some("1.0"))?, Version::V1_0_3);
    /// assert_eq!(Version::of_header(Some("2.0.0"))?, Version::V2_0);
    /// assert!(Version::of_header(Some("1.1.0")).is_err());
    /// assert!(Version::of_header(None).is_err());
    /// # Ok::<(), lustrum_xapi::Refusal>(())
    /// ```
    pub fn of_header(value: Option<&str>) -> Result<Self, Refusal> {
        let refused = || Refusal::new(Code::NotVersion).within("X-Experience-API-Version");
        Self::of_text(value.ok_or_else(refused)?.trim()).ok_or_else(refused)
    }

    fn of_text(text: &str) -> Option<Self> {
        if is_patch_of(text, "1.0") {
            Some(Self::V1_0_3)
        } else if is_patch_of(text, "2.0") {
            Some(Self::V2_0)
        } else {
            None
        }
    }

    /// What the response says in the same header: the latest patch of the family.
    pub fn header(self) -> &'static str {
        match self {
            Self::V1_0_3 => "1.0.3",
            Self::V2_0 => "2.0.0",
        }
    }

    /// What the store writes into a statement that came without a version.
    pub fn of_statement(self) -> &'static str {
        match self {
            Self::V1_0_3 => "1.0.0",
            Self::V2_0 => "2.0.0",
        }
    }

    /// Whether a statement that is sent under this version may call itself of that version. A request by 2.0 may bring
    /// statements of 1.0.x; one by 1.0.3 may not bring statements of 2.0.
    pub fn takes_statement_of(self, version: &str) -> bool {
        match Self::of_text(version) {
            Some(of) => of <= self,
            None => false,
        }
    }
}

/// `family`, or `family.` with a number of at most nine digits.
fn is_patch_of(text: &str, family: &str) -> bool {
    match text.strip_prefix(family) {
        Some("") => true,
        Some(rest) => rest
            .strip_prefix('.')
            .is_some_and(|patch| (1..=9).contains(&patch.len()) && patch.bytes().all(|byte| byte.is_ascii_digit())),
        None => false,
    }
}
