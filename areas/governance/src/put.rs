//! What one side puts forward and the other agrees to. The rule is the same for a proposal of a review, a module in the
//! re-evaluation, an experiment and the ring-fence of its money: two sides, two people, and what was shown.

use lustrum_kernel::access::Side;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::problem::Problem;

/// Why what was put is not agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAgreed {
    #[error("both sides agreed on it")]
    Agreed,
    #[error("nothing was put to agree to")]
    NothingPut,
    #[error("what was put is not what was shown")]
    Changed,
    #[error("the side that put it does not agree for the other")]
    OwnSide,
    #[error("one person does not stand for both sides")]
    SamePerson,
}

impl From<NotAgreed> for Problem {
    fn from(refused: NotAgreed) -> Self {
        Self::refused(match refused {
            NotAgreed::Agreed => "refusal-put-agreed",
            NotAgreed::NothingPut => "refusal-put-nothing",
            NotAgreed::Changed => "refusal-put-changed",
            NotAgreed::OwnSide => "refusal-put-own",
            NotAgreed::SamePerson => "refusal-put-same-person",
        })
    }
}

/// Whether someone can agree for a side to what someone put for a side.
pub fn two_sides(put: (Side, PersonId), agrees: (Side, PersonId)) -> Result<(), NotAgreed> {
    if put.0 == agrees.0 {
        return Err(NotAgreed::OwnSide);
    }
    if put.1 == agrees.1 {
        return Err(NotAgreed::SamePerson);
    }
    Ok(())
}

/// What stands, where every change of it has the next revision.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    pub by: (Side, PersonId),
    pub revision: i64,
    pub agreed: bool,
}

impl Standing {
    /// Whether someone can agree to it who was shown this revision.
    pub fn may_agree(self, agrees: (Side, PersonId), revision: i64) -> Result<(), NotAgreed> {
        if self.agreed {
            return Err(NotAgreed::Agreed);
        }
        two_sides(self.by, agrees)?;
        if self.revision != revision {
            return Err(NotAgreed::Changed);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_side_agrees_to_what_it_was_shown_and_one_person_never_for_both() {
        let (one, other) = (PersonId::new(), PersonId::new());
        let put = Standing { by: (Side::Partner, one), revision: 2, agreed: false };
        assert_eq!(put.may_agree((Side::Organisation, other), 2), Ok(()));
        assert_eq!(put.may_agree((Side::Partner, other), 2), Err(NotAgreed::OwnSide));
        assert_eq!(put.may_agree((Side::Organisation, one), 2), Err(NotAgreed::SamePerson));
        assert_eq!(put.may_agree((Side::Organisation, other), 1), Err(NotAgreed::Changed));
        let agreed = Standing { agreed: true, ..put };
        assert_eq!(agreed.may_agree((Side::Organisation, other), 2), Err(NotAgreed::Agreed));
    }
}
