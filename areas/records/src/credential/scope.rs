//! What a credential may do, in the words of the specification.
//!
//! Source: xAPI 1.0.3, Part Three, 4.2 "OAuth Authorization Scope".

/// One permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    StatementsWrite,
    StatementsReadMine,
    StatementsRead,
    State,
    Define,
    Profile,
    AllRead,
    All,
}

impl Scope {
    pub const EVERY: [Scope; 8] = [
        Scope::StatementsWrite,
        Scope::StatementsReadMine,
        Scope::StatementsRead,
        Scope::State,
        Scope::Define,
        Scope::Profile,
        Scope::AllRead,
        Scope::All,
    ];
    /// The word of the specification, in the API and the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::StatementsWrite => "statements/write",
            Self::StatementsReadMine => "statements/read/mine",
            Self::StatementsRead => "statements/read",
            Self::State => "state",
            Self::Define => "define",
            Self::Profile => "profile",
            Self::AllRead => "all/read",
            Self::All => "all",
        }
    }
    /// The word as a part of a message's key.
    pub fn key(self) -> String {
        self.word().replace('/', "-")
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::EVERY.into_iter().find(|scope| scope.word() == word)
    }
}

/// How much of the statements may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    Nothing,
    /// What this credential brought itself.
    Mine,
    Everything,
}

/// What a credential may do altogether.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    pub fn of(mut scopes: Vec<Scope>) -> Self {
        scopes.sort_unstable();
        scopes.dedup();
        Self(scopes)
    }
    /// From the words in the database; a word of a later version grants nothing here.
    pub fn parse(words: &str) -> Self {
        Self::of(words.split_whitespace().filter_map(Scope::parse).collect())
    }
    pub fn words(&self) -> String {
        self.0.iter().map(|scope| scope.word()).collect::<Vec<_>>().join(" ")
    }
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    fn any(&self, of: &[Scope]) -> bool {
        self.0.iter().any(|scope| of.contains(scope))
    }

    pub fn write_statements(&self) -> bool {
        self.any(&[Scope::StatementsWrite, Scope::All])
    }
    pub fn read_statements(&self) -> Reads {
        if self.any(&[Scope::StatementsRead, Scope::AllRead, Scope::All]) {
            Reads::Everything
        } else if self.any(&[Scope::StatementsReadMine]) {
            Reads::Mine
        } else {
            Reads::Nothing
        }
    }
    pub fn read_state(&self) -> bool {
        self.any(&[Scope::State, Scope::AllRead, Scope::All])
    }
    pub fn write_state(&self) -> bool {
        self.any(&[Scope::State, Scope::All])
    }
    pub fn read_profiles(&self) -> bool {
        self.any(&[Scope::Profile, Scope::AllRead, Scope::All])
    }
    pub fn write_profiles(&self) -> bool {
        self.any(&[Scope::Profile, Scope::All])
    }
    /// What is known of people and of activities comes out of the statements, so it is for those who may read them.
    pub fn read_nouns(&self) -> bool {
        self.any(&[Scope::StatementsRead, Scope::Define, Scope::Profile, Scope::AllRead, Scope::All])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_narrow_credential_does_what_it_is_for_and_nothing_else() {
        let writes = Scopes::parse("statements/write");
        assert!(writes.write_statements() && !writes.read_state() && !writes.write_profiles() && !writes.read_nouns());
        assert_eq!(writes.read_statements(), Reads::Nothing);
        assert_eq!(Scopes::parse("statements/write statements/read/mine").read_statements(), Reads::Mine);
        let reads = Scopes::parse("all/read");
        assert!(reads.read_state() && reads.read_profiles() && !reads.write_statements() && !reads.write_state());
        assert_eq!(reads.read_statements(), Reads::Everything);
        assert!(Scopes::parse("all").write_profiles());
        assert!(Scopes::parse("everything").is_empty());
    }
}
