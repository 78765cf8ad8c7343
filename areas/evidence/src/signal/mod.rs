//! A signal: what both sides agreed beforehand to act on. It fires with the answer that completes the group, tells
//! those who can do something about it, and opens a proposal with its evidence. It never says who answered.

pub mod api;
pub mod changes;
pub mod pages;
pub mod store;
mod tell;
pub mod trigger;
pub mod watch;

use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::{Moment, id};
use lustrum_programme::module::ModuleId;
use lustrum_programme::programme::ProgrammeId;
use lustrum_programme::proposal::ProposalId;
use sea_orm::FromQueryResult;

use crate::feedback::RoundId;
use crate::form::Topic;
use trigger::{Kind, TriggerId};

pub use store::{of_partnership, open_of_partnership};
pub use watch::watch;

id!(
    /// A signal that fired.
    SignalId
);

#[derive(Clone, Debug, FromQueryResult)]
pub struct Signal {
    pub id: SignalId,
    pub partnership_id: PartnershipId,
    pub programme_id: ProgrammeId,
    pub module_id: ModuleId,
    pub module_title: String,
    pub module_version: i64,
    pub cohort_title: String,
    pub round_id: RoundId,
    pub trigger_id: TriggerId,
    pub topic: String,
    pub kind: String,
    pub threshold: f64,
    /// The mean on the scale of 5 when it fired, with its interval where the answers differed.
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub n: i64,
    /// Of a drop, the mean of the rounds before.
    pub before_value: Option<f64>,
    pub before_n: Option<i64>,
    pub fired_at: Moment,
    pub proposal_id: ProposalId,
    /// When the proposal was decided, and the version that came of it.
    pub decided_at: Option<Moment>,
    pub to_version: Option<i64>,
}

impl Signal {
    pub fn topic(&self) -> Topic {
        Topic::parse(&self.topic).unwrap_or(Topic::Relevance)
    }
    pub fn kind(&self) -> Kind {
        Kind::parse(&self.kind).unwrap_or(Kind::Below)
    }
    /// `Relevance 3.1 of 5 (2.6 to 3.6), n = 5, under 3.5`
    pub fn words(&self, t: &Speaker) -> String {
        let topic = t.say(&format!("form-topic-{}", self.topic));
        let mut named = vec![
            ("topic", topic),
            ("value", t.number(self.value, 1)),
            ("n", t.whole(self.n)),
            ("threshold", t.number(self.threshold, 1)),
            ("interval", self.interval(t)),
        ];
        if let (Some(before), Some(n)) = (self.before_value, self.before_n) {
            named.extend([("before", t.number(before, 1)), ("earlier", t.whole(n))]);
        }
        t.say_with(&format!("signal-words-{}", self.kind().word()), &named)
    }
    fn interval(&self, t: &Speaker) -> String {
        match (self.low, self.high) {
            (Some(low), Some(high)) => t.say2("signal-interval", "low", t.number(low, 1), "high", t.number(high, 1)),
            _ => String::new(),
        }
    }
    pub fn path(&self) -> String {
        format!("/p/{}/evidence/signals/{}", self.partnership_id, self.id)
    }
    /// Days from the signal to the decision.
    pub fn days_to_decision(&self) -> Option<f64> {
        self.decided_at.map(|at| (at.micros() - self.fired_at.micros()) as f64 / 86_400e6)
    }
}
