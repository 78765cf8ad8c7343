//! Contests in the words of a review: a section with both views, and a mark beside each figure that is contested.

use lustrum_kernel::figure::Status;
use lustrum_kernel::locale::Speaker;
use serde::Serialize;

use super::{LEVELS, Line, Spoken, standing_for};
use crate::measure;
use crate::review::content::Content;
use crate::review::contest::{Contest, figures};

/// A contested figure with both views.
#[derive(Clone, Debug, Serialize)]
pub struct SpokenContest {
    /// The page of the contest, for whoever reads on a screen.
    pub page: String,
    pub figure: String,
    /// Who contests it.
    pub side: String,
    pub made: String,
    pub view: String,
    pub source: String,
    pub link: String,
    pub has_file: bool,
    /// Who answers, and what; empty as long as nobody did.
    pub other: String,
    pub answered: String,
    pub answer: String,
    /// What came of it; empty while it is open.
    pub outcome: String,
    pub correction: String,
    pub settled: String,
}

/// The section, which is not shown where nothing was contested.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Contests {
    pub heading: String,
    pub lead: String,
    pub evidence: String,
    pub unanswered: String,
    pub open: String,
    pub items: Vec<SpokenContest>,
}

/// Words one contest of a review's figure.
pub fn spoken_contest(t: &Speaker, content: &Content, contest: &Contest) -> SpokenContest {
    let known = figures(t, content);
    let name = known.into_iter().find(|(word, _)| *word == contest.figure).map(|(_, name)| name);
    let party = |side| content.partnership.party(side).name.clone();
    let (answer, answered) = contest.answer.as_ref().map(|(text, at)| (text.clone(), t.date(at))).unwrap_or_default();
    let (outcome, correction, settled) = contest
        .outcome
        .as_ref()
        .map(|(outcome, words, at)| (t.say(&format!("contest-outcome-{}", outcome.word())), words.clone(), t.date(at)))
        .unwrap_or_default();
    SpokenContest {
        page: format!("/p/{}/contests/{}", content.partnership.id, contest.id),
        figure: name.unwrap_or_else(|| contest.figure.clone()),
        side: party(contest.side),
        made: t.date(&contest.made_at),
        view: contest.view.clone(),
        source: contest.source.clone(),
        link: contest.link.clone(),
        has_file: contest.file.is_some(),
        other: party(contest.side.other()),
        answered,
        answer,
        outcome,
        correction,
        settled,
    }
}

impl Spoken {
    /// The same with what was contested since it was frozen.
    pub fn with_contests(mut self, t: &Speaker, content: &Content, contests: &[Contest]) -> Self {
        if contests.is_empty() {
            return self;
        }
        let is_contested = |line: &Line| contests.iter().any(|one| one.figure == measure::word(line));
        let mark = t.say("contest-mark");
        let measured = content.figures.iter().filter(|line| line.figure.status() != Status::NoEvidence);
        for (line, row) in measured.zip(&mut self.levels.table.rows) {
            if let Some(name) = row.get_mut(1).filter(|_| is_contested(line)) {
                *name = format!("{name} ({mark})");
            }
        }
        for ((level, _), card) in LEVELS.into_iter().zip(&mut self.levels.levels) {
            let lines: Vec<&Line> = content.on_level(level).collect();
            if standing_for(&lines).is_some_and(is_contested) {
                card.figure.name = format!("{} ({mark})", card.figure.name);
            }
        }
        self.contests = Contests {
            heading: t.say("contest-title"),
            lead: t.say("contest-stays"),
            evidence: t.say("contest-evidence"),
            unanswered: t.say("contest-answer-none"),
            open: t.say("contest-open"),
            items: contests.iter().map(|one| spoken_contest(t, content, one)).collect(),
        };
        self
    }
}
