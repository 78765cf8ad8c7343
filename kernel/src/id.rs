//! Identifiers: UUID version 7, one type per noun, so that a programme's id can't be handed over as a cohort's.

/// Makes the id type of a noun: `id!(ProgrammeId)`.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $crate::uuid::Uuid);

        impl $name {
            /// A fresh id; ids of one process sort in the order in which they were made.
            #[allow(clippy::new_without_default)]
            pub fn new() -> Self {
                Self($crate::uuid::Uuid::now_v7())
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
        impl From<$name> for $crate::sea_orm::Value {
            fn from(id: $name) -> Self {
                id.0.into()
            }
        }
        impl $crate::sea_orm::TryGetable for $name {
            fn try_get_by<I: $crate::sea_orm::ColIdx>(
                row: &$crate::sea_orm::QueryResult,
                index: I,
            ) -> Result<Self, $crate::sea_orm::TryGetError> {
                <$crate::uuid::Uuid as $crate::sea_orm::TryGetable>::try_get_by(row, index).map(Self)
            }
        }
        impl $crate::sea_orm::sea_query::Nullable for $name {
            fn null() -> $crate::sea_orm::Value {
                <$crate::uuid::Uuid as $crate::sea_orm::sea_query::Nullable>::null()
            }
        }
    };
}

// The ids that the kernel itself has to know: the tenant, the person, the relation between two tenants.
id!(
    /// An organisation: a client organisation (the tenant) or a training partner.
    OrganisationId
);
id!(
    /// A person: one account, many memberships.
    PersonId
);
id!(
    /// The relation between one client organisation and one training partner.
    PartnershipId
);
id!(
    /// A stored file.
    BlobId
);
id!(
    /// A piece of work that the worker does.
    JobId
);
