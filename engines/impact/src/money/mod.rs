//! What an effect was worth: converted by a rule agreed beforehand, set against what everything cost, with the uncertainty
//! of all of it carried through (Phillips and Phillips, *Handbook of Training Evaluation and Measurement Methods* (2016)).

mod principle;
mod return_on_investment;
mod uncertain;
mod value;

pub use principle::Principle;
pub use return_on_investment::{Return, ReturnRefused, Tornado, return_on_investment};
pub use uncertain::Uncertain;
pub use value::{Conversion, Cost, Isolated};
