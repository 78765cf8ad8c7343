//! What was seen of one module. Reaction is asked about it; learning comes of the tests that are its own; behaviour comes of the
//! behaviours that it works on, which other modules may work on as well. Results are of the programme as a whole.

use lustrum_kernel::locale::Speaker;
use serde::{Deserialize, Serialize};

/// How a module was received: the share, in percent, that found it relevant, with its interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Seen {
    pub share: f64,
    pub low: f64,
    pub high: f64,
    pub n: u64,
}

/// What was gained in its tests, from before to after, in points of a hundred; no interval where all gained the same.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    pub points: f64,
    pub interval: Option<(f64, f64)>,
    pub n: u64,
}

/// How a behaviour that it works on changed, on the scale of 1 to 5: of those who were trained, or where others wait, how much
/// more than of those.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Behaved {
    pub behaviour: String,
    pub change: f64,
    pub interval: Option<(f64, f64)>,
    /// How many were trained, and how many wait.
    pub n: u64,
    pub waiting: Option<u64>,
}

/// How many reached the level that a rubric of it asks, in percent, of the demonstrations that two raters scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Demonstrated {
    pub rubric: String,
    pub share: f64,
    pub low: f64,
    pub high: f64,
    pub n: u64,
    /// Of how many both raters, each alone, said the same; with Cohen's kappa of that and its interval.
    pub alike: u64,
    pub kappa: Option<(f64, f64, f64)>,
}

/// What was seen of a module on the levels that can be seen of it, as both sides may see it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// What was kept before the other levels were seen of a module is this alone.
    #[serde(flatten)]
    pub reaction: Option<Seen>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learned: Option<Learned>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub demonstrated: Vec<Demonstrated>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub behaved: Vec<Behaved>,
}

impl Evidence {
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

fn whole(t: &Speaker, number: u64) -> String {
    t.whole(i64::try_from(number).unwrap_or(i64::MAX))
}

/// ` (+9.1 to +15.5)`, or nothing.
fn interval(t: &Speaker, interval: Option<(f64, f64)>, digits: usize) -> String {
    let worded = |(low, high): (f64, f64)| {
        format!(" {}", t.say2("midway-interval", "low", t.signed(low, digits), "high", t.signed(high, digits)))
    };
    interval.map(worded).unwrap_or_default()
}

impl Seen {
    /// `84 % (78 % to 89 %), n = 146`
    pub(crate) fn words(&self, t: &Speaker) -> String {
        let part = |value: f64| t.number(value, 0);
        let named =
            [("share", part(self.share)), ("low", part(self.low)), ("high", part(self.high)), ("n", whole(t, self.n))];
        t.say_with("midway-relevant", &named)
    }
}

impl Learned {
    /// `+12.3 points of 100 (+9.1 to +15.5), n = 24`
    pub(crate) fn words(&self, t: &Speaker) -> String {
        let named = [
            ("points", t.signed(self.points, 1)),
            ("interval", interval(t, self.interval, 1)),
            ("n", whole(t, self.n)),
        ];
        t.say_with("midway-learned", &named)
    }
}

impl Demonstrated {
    /// `Holding a coaching talk: 57 % at or above the level asked (37 % to 74 %), n = 23; the two raters said the same of 20
    /// (kappa 0.74, 0.46 to 1.00)`
    pub(crate) fn words(&self, t: &Speaker) -> String {
        let part = |value: f64| t.number(value, 0);
        let kappa = self.kappa.map(|(value, low, high)| {
            let named = [("value", t.number(value, 2)), ("low", t.number(low, 2)), ("high", t.number(high, 2))];
            format!(" {}", t.say_with("midway-kappa", &named))
        });
        let named = [
            ("rubric", self.rubric.clone()),
            ("share", part(self.share)),
            ("low", part(self.low)),
            ("high", part(self.high)),
            ("n", whole(t, self.n)),
            ("alike", whole(t, self.alike)),
            ("kappa", kappa.unwrap_or_default()),
        ];
        t.say_with("midway-demonstrated", &named)
    }
}

impl Behaved {
    /// `Holds a coaching talk: +0.38 points of 5 (+0.11 to +0.65), 31 trained against 28 waiting`
    pub(crate) fn words(&self, t: &Speaker) -> String {
        let mut named = vec![
            ("behaviour", self.behaviour.clone()),
            ("change", t.signed(self.change, 2)),
            ("interval", interval(t, self.interval, 2)),
            ("n", whole(t, self.n)),
        ];
        match self.waiting {
            Some(waiting) => {
                named.push(("waiting", whole(t, waiting)));
                t.say_with("midway-behaved-more", &named)
            }
            None => t.say_with("midway-behaved", &named),
        }
    }
}
