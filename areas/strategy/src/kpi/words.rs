//! The few words that a definition chooses from. Each has a message: `kpi-direction-higher`.

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($variant),* }
        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.word() == word)
            }
        }
    };
}

words!(
    /// Which way is better.
    Direction { Higher = "higher", Lower = "lower" }
);
words!(
    /// How often it is read.
    Cadence { Monthly = "monthly", Quarterly = "quarterly", Yearly = "yearly" }
);
words!(
    /// What the figures are about, from what harms nobody to what is about a few people.
    DataClass { Public = "public", Internal = "internal", Confidential = "confidential", Personal = "personal" }
);

impl Cadence {
    pub fn months(self) -> i32 {
        match self {
            Self::Monthly => 1,
            Self::Quarterly => 3,
            Self::Yearly => 12,
        }
    }
}
