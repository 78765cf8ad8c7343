//! Everything that a draw follows from, in one file that anyone checks without us: `lustrum study draw FILE.json`.

use lustrum_kernel::access::Side;
use serde::{Deserialize, Serialize};

use super::{Draw, Entrant, Lot, Lottery, Study, hashed};

const FORMAT: &str = "lustrum-draw/1";

/// A draw with where its seed comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proof {
    pub format: String,
    pub title: String,
    /// SHA-256 of the plan that the draw is part of.
    pub plan_hash: String,
    /// The words of both sides; nothing where the seed came from elsewhere.
    pub words: Option<BothWords>,
    pub seed: String,
    /// How many of a hundred start first.
    pub percent: u8,
    pub starts: lustrum_kernel::Day,
    pub lots: Vec<Lot>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BothWords {
    pub organisation: Words,
    pub partner: Words,
}

/// The words of a side, and their hash as it was sealed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Words {
    pub words: String,
    pub hash: String,
    /// Instants, as RFC 3339.
    pub sealed_at: String,
    pub opened_at: String,
}

/// A step of the check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// The words of the organisation give the hash that was sealed.
    OrganisationWords,
    /// Those of the partner do.
    PartnerWords,
    /// No words were opened before both hashes were there.
    SealedFirst,
    /// Plan, list and words give the seed.
    Seed,
    /// The seed gives what was drawn.
    Lots,
}

impl Step {
    pub fn words(self) -> &'static str {
        match self {
            Self::OrganisationWords => "the organisation's words give the hash that it sealed",
            Self::PartnerWords => "the partner's words give the hash that it sealed",
            Self::SealedFirst => "no words were opened before both hashes were there",
            Self::Seed => "the hash of the plan, the hash of the list and the words of both sides give the seed",
            Self::Lots => "the seed gives who starts first",
        }
    }
}

impl Proof {
    /// Of a study whose draw was made.
    pub fn of(study: &Study) -> Option<Self> {
        let draw = study.plan.assigned.draw.as_ref()?;
        let words = |side: Side| {
            let seal = study.seals.iter().find(|seal| seal.side == side)?;
            Some(Words {
                words: seal.open()?.to_owned(),
                hash: seal.hash.clone(),
                sealed_at: seal.sealed_at.to_string(),
                opened_at: seal.opened_at?.to_string(),
            })
        };
        let both = words(Side::Organisation).zip(words(Side::Partner));
        Some(Self {
            format: FORMAT.to_owned(),
            title: study.plan.title.clone(),
            plan_hash: study.plan_hash.clone(),
            words: both.map(|(organisation, partner)| BothWords { organisation, partner }),
            seed: draw.seed.clone(),
            percent: draw.percent,
            starts: draw.starts,
            lots: draw.lots.clone(),
        })
    }

    fn lottery(&self) -> Lottery {
        let units = self.lots.iter().map(|lot| Entrant { unit: lot.unit.clone(), group: lot.group.clone() });
        Lottery { percent: self.percent, starts: self.starts, units: units.collect() }
    }

    /// Every step, and whether it holds.
    pub fn steps(&self) -> Vec<(Step, bool)> {
        let lottery = self.lottery();
        let mut steps = Vec::new();
        if let Some(BothWords { organisation, partner }) = &self.words {
            steps.push((Step::OrganisationWords, hashed(&organisation.words) == organisation.hash));
            steps.push((Step::PartnerWords, hashed(&partner.words) == partner.hash));
            let moment = |text: &str| text.parse::<jiff::Timestamp>().ok();
            let sealed = moment(&organisation.sealed_at).zip(moment(&partner.sealed_at));
            let opened = moment(&organisation.opened_at).zip(moment(&partner.opened_at));
            let first = sealed.zip(opened).is_some_and(|((one, other), (then, last))| one.max(other) <= then.min(last));
            steps.push((Step::SealedFirst, first));
            let seed = lottery.seed(&self.plan_hash, &organisation.words, &partner.words);
            steps.push((Step::Seed, seed == self.seed));
        }
        let drawn =
            Draw { seed: self.seed.clone(), percent: self.percent, starts: self.starts, lots: self.lots.clone() };
        steps.push((Step::Lots, drawn.holds()));
        steps
    }

    pub fn holds(&self) -> bool {
        self.steps().iter().all(|(_, holds)| *holds)
    }

    /// Reads a file; the refusal says what is wrong with it.
    ///
    /// # Errors
    /// What can't be read, with its line and column.
    pub fn read(text: &str) -> Result<Self, String> {
        let proof: Self = serde_json::from_str(text).map_err(|error| format!("no file of a draw: {error}"))?;
        if proof.format == FORMAT { Ok(proof) } else { Err(format!("a file of another form: {}", proof.format)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof() -> Proof {
        let entrant = |unit: &str| Entrant { unit: unit.to_owned(), group: String::new() };
        let units = ["Gent", "Lier", "Genk", "Venlo"].map(entrant).to_vec();
        let lottery = Lottery { percent: 50, starts: "2027-01-11".parse().unwrap(), units };
        let words = |words: &str, sealed_at: &str| Words {
            words: words.to_owned(),
            hash: hashed(words),
            sealed_at: sealed_at.to_owned(),
            opened_at: "2026-10-02T09:00:00Z".to_owned(),
        };
        let seed = lottery.seed("plan", "ours", "theirs");
        Proof {
            format: FORMAT.to_owned(),
            title: "Turnover".to_owned(),
            plan_hash: "plan".to_owned(),
            words: Some(BothWords {
                organisation: words("ours", "2026-10-01T09:00:00Z"),
                partner: words("theirs", "2026-10-02T09:00:00Z"),
            }),
            lots: lottery.drawn(&seed).lots,
            seed,
            percent: 50,
            starts: lottery.starts,
        }
    }

    #[test]
    fn each_thing_that_was_changed_afterwards_is_found_by_its_step() {
        let failed = |proof: &Proof| -> Vec<Step> {
            proof.steps().into_iter().filter(|(_, holds)| !holds).map(|(step, _)| step).collect()
        };
        assert_eq!(failed(&proof()), []);
        let mut words = proof();
        words.words.as_mut().unwrap().partner.words = "others".to_owned();
        assert_eq!(failed(&words), [Step::PartnerWords, Step::Seed]);
        let mut early = proof();
        early.words.as_mut().unwrap().organisation.opened_at = "2026-10-01T10:00:00Z".to_owned();
        assert_eq!(failed(&early), [Step::SealedFirst]);
        let mut joined = proof();
        joined.lots.push(Lot { unit: "Gouda".to_owned(), group: String::new(), first: true });
        assert!(failed(&joined).contains(&Step::Seed));
        let mut moved = proof();
        moved.lots.iter_mut().for_each(|lot| lot.first = !lot.first);
        assert_eq!(failed(&moved), [Step::Lots]);
        let mut other = proof();
        other.seed = hashed("chosen");
        assert!(failed(&other).contains(&Step::Seed));
    }

    #[test]
    fn a_file_comes_back_as_it_was_and_another_is_refused() {
        let text = serde_json::to_string(&proof()).unwrap();
        assert_eq!(Proof::read(&text), Ok(proof()));
        assert!(Proof::read("{}").unwrap_err().contains("no file of a draw"));
        assert!(Proof::read(&text.replace("lustrum-draw/1", "other/1")).unwrap_err().contains("another form"));
    }
}
