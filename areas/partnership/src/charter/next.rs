//! What is next for a charter, in the eyes of one viewer: so that whoever is new here is led to a signed charter.

use lustrum_kernel::access::Side;

use super::{CharterVersion, Lack, State};
use crate::contact::{Holding, Mandate};

/// Who looks, and what the policies let that person do.
#[derive(Clone, Copy, Debug)]
pub struct Eyes {
    pub side: Side,
    pub person: lustrum_kernel::id::PersonId,
    pub may_edit: bool,
    /// Whether the person gives the mandates of its own side.
    pub may_give: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// There is no charter yet.
    Begin,
    /// There is none yet, and the viewer does not write it.
    AwaitBeginning,
    /// The draft lacks something.
    Complete(Vec<Lack>),
    /// The draft is complete.
    Offer,
    /// It is being written, by others than the viewer.
    AwaitOffer,
    /// Nobody on this side holds the mandate to sign; the viewer can give it.
    GiveMandate(Side),
    /// Nobody on this side holds the mandate to sign; its lead has to give it.
    AwaitMandate(Side),
    Sign,
    /// These people can sign for the side that has not.
    AwaitSignature(Side, Vec<String>),
    /// Signed by both.
    InForce,
    /// A later version took its place.
    Superseded,
}

impl Next {
    /// The word of its message: `charter-next-` and this.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::AwaitBeginning => "await-beginning",
            Self::Complete(_) => "complete",
            Self::Offer => "offer",
            Self::AwaitOffer => "await-offer",
            Self::GiveMandate(_) => "give-mandate",
            Self::AwaitMandate(_) => "await-mandate",
            Self::Sign => "sign",
            Self::AwaitSignature(..) => "await-signature",
            Self::InForce => "in-force",
            Self::Superseded => "superseded",
        }
    }
}

/// The next step of a version; `held` are the hands that may sign a charter, on both sides.
pub fn next(version: Option<&CharterVersion>, held: &[Holding], eyes: &Eyes) -> Next {
    let Some(version) = version else {
        return if eyes.may_edit { Next::Begin } else { Next::AwaitBeginning };
    };
    match version.head.state {
        State::InForce => Next::InForce,
        State::Superseded => Next::Superseded,
        State::Draft if !eyes.may_edit => Next::AwaitOffer,
        State::Draft => {
            let lacks = version.lacks();
            if lacks.is_empty() { Next::Offer } else { Next::Complete(lacks) }
        }
        State::Offered => offered(version, held, eyes),
    }
}

fn offered(version: &CharterVersion, held: &[Holding], eyes: &Eyes) -> Next {
    let hands = |side: Side| -> Vec<&Holding> {
        held.iter().filter(|held| held.side == side && held.mandate == Mandate::SignCharter).collect()
    };
    let own_open = version.signed_by(eyes.side).is_none();
    if own_open && eyes.may_edit && hands(eyes.side).iter().any(|held| held.person == eyes.person) {
        return Next::Sign;
    }
    // The viewer's own side first: there the viewer can do something about it.
    for side in [eyes.side, eyes.side.other()] {
        if version.signed_by(side).is_some() {
            continue;
        }
        let names: Vec<String> = hands(side).into_iter().map(|held| held.name.clone()).collect();
        if names.is_empty() {
            let gives = side == eyes.side && eyes.may_give;
            return if gives { Next::GiveMandate(side) } else { Next::AwaitMandate(side) };
        }
        return Next::AwaitSignature(side, names);
    }
    Next::InForce
}
