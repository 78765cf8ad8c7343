//! A review in one language: the one text from which page, PDF and JSON are made, so that they can't differ. Days are
//! days in UTC; who reads it, where and when changes nothing.

mod agreed;
mod contest;
mod figure;
mod notes;
mod picture;
mod study;

use lustrum_kernel::figure::Status;
use lustrum_kernel::locale::{Locale, Speaker};
use serde::Serialize;

use super::content::{Content, Line, Measure, Target, hash_of};
pub use contest::{Contests, SpokenContest, spoken_contest};
pub use figure::SpokenFigure;
use figure::{Style, Words, period};
pub use notes::Notes;
pub use picture::Picture;
pub use study::SpokenStudy;

#[derive(Clone, Debug, Serialize)]
pub struct Spoken {
    pub lang: &'static str,
    pub title: String,
    /// The two organisations, above the title and on every page that follows.
    pub over: String,
    pub lead: String,
    /// Stands on every page where the review is activity and not effect.
    pub label: Option<String>,
    pub banners: Vec<Banner>,
    pub facts: Vec<(String, String)>,
    pub findings: Findings,
    pub promises: Promises,
    pub levels: Levels,
    /// What each side brought, in its own words.
    pub notes: Notes,
    pub changes: Changes,
    /// What actions were to move, and what happened; without rows it is not shown.
    pub expected: Table,
    pub expected_lead: String,
    pub actions: Table,
    pub decisions: Table,
    /// Figures that one side does not take, with both views: beside the frozen text, not in it.
    pub contests: Contests,
    /// Headings of the empty space in which decisions are written down.
    pub space: String,
    pub words: Frame,
    pub hash: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Banner {
    pub title: String,
    pub words: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Findings {
    pub heading: String,
    pub lead: String,
    pub studies: Vec<SpokenStudy>,
    /// How many success cases both sides may read, after their heading.
    pub cases: Option<SpokenCases>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SpokenCases {
    pub heading: String,
    pub words: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Promises {
    pub heading: String,
    /// Which version, or that none is in force.
    pub lead: String,
    pub vision_name: String,
    pub vision: Vec<String>,
    pub goals_name: String,
    pub goals: Vec<String>,
    pub measures: Table,
}

#[derive(Clone, Debug, Serialize)]
pub struct Levels {
    pub heading: String,
    pub lead: String,
    pub levels: Vec<Level>,
    pub table: Table,
}

/// One of the four levels: the figure that stands for it, and its picture.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// `l1` to `l4`: the class that carries the colour.
    pub class: &'static str,
    pub name: String,
    /// `L1`
    pub short: String,
    pub figure: SpokenFigure,
    pub picture: Option<Picture>,
}

#[derive(Clone, Debug, Serialize)]
pub struct Changes {
    pub heading: String,
    pub items: Vec<String>,
    pub none: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Table {
    pub heading: String,
    pub columns: Vec<String>,
    /// The columns (from 0) that hold numbers.
    pub numbers: &'static [usize],
    pub rows: Vec<Vec<String>>,
    /// What stands there instead of an empty table.
    pub none: String,
}

#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    pub page: String,
    pub of: String,
    pub hash: String,
    pub data: String,
}

/// Which pages behind the figures the reader may open.
#[derive(Clone, Copy, Debug)]
pub struct Opens {
    pub results: bool,
    pub studies: bool,
}

impl Spoken {
    /// For a file that is kept: a path of this site leads nowhere from there.
    pub fn without_links(mut self) -> Self {
        self.levels.levels.iter_mut().for_each(|level| level.figure.link.clear());
        let notes = self.notes.groups.iter_mut().flat_map(|group| &mut group.notes);
        notes.for_each(|note| note.link.clear());
        for contest in &mut self.contests.items {
            contest.page.clear();
            if contest.link.starts_with('/') {
                contest.link.clear();
            }
        }
        self.links_that_open(Opens { results: false, studies: false })
    }

    /// For a page: no way to what is not for its reader. The figures themselves stay, for both sides made the review.
    pub fn links_that_open(mut self, opens: Opens) -> Self {
        let studies = self.findings.studies.iter_mut().filter_map(|study| study.figure.as_mut());
        studies.filter(|_| !opens.studies).for_each(|figure| figure.link.clear());
        let results = self.levels.levels.iter_mut().filter(|level| level.class == RESULTS);
        results.filter(|_| !opens.results).for_each(|level| level.figure.link.clear());
        self
    }
}

const RESULTS: &str = "l4";
const LEVELS: [(u8, &str); 4] = [(1, "l1"), (2, "l2"), (3, "l3"), (4, RESULTS)];

/// Words a review in a language.
pub fn spoken(content: &Content, locale: Locale) -> Result<Spoken, serde_json::Error> {
    let t = &Speaker::utc(locale);
    let words = &Words { t, quarter: content.period };
    let relation = &content.partnership;
    let quarter = words.quarter_name();
    let mut banners = Vec::new();
    if content.is_activity() {
        banners.push(Banner { title: t.say("review-activity"), words: t.say("review-activity-words") });
    }
    if content.generated {
        banners.push(Banner { title: t.say("review-generated"), words: t.say("review-generated-words") });
    }
    Ok(Spoken {
        lang: locale.code(),
        title: t.say1("review-of", "period", &quarter),
        over: format!("{} × {}", relation.organisation.name, relation.partner.name),
        lead: relation.title.clone(),
        label: content.is_activity().then(|| t.say("review-activity")),
        banners,
        facts: facts(content, t),
        findings: findings(content, words),
        promises: promises(content, words),
        levels: levels(content, words),
        notes: notes::notes(content, words),
        changes: agreed::changes(content, t),
        expected: agreed::expected(content, words),
        expected_lead: t.say("review-expected-lead"),
        actions: agreed::actions(content, t),
        decisions: agreed::decisions(content, t),
        contests: Contests::default(),
        space: t.say("review-space"),
        words: Frame {
            page: t.say("review-page"),
            of: t.say("review-page-of"),
            hash: t.say("review-hash"),
            data: t.say("review-data"),
        },
        hash: hash_of(&content.text()?),
    })
}

fn facts(content: &Content, t: &Speaker) -> Vec<(String, String)> {
    let charter = content.charter.as_ref().map_or_else(
        || t.say("review-charter-none"),
        |charter| t.say2("review-charter-since", "version", &charter.version, "since", t.date(&charter.since)),
    );
    let range = period(t, content.period.period(), None);
    vec![
        (t.say("review-fact-period"), range),
        (t.say("review-fact-charter"), charter),
        (t.say("review-fact-since"), t.date(&content.partnership.since)),
        (t.say("review-fact-frozen"), t.date(&content.frozen_at)),
    ]
}

fn findings(content: &Content, words: &Words<'_>) -> Findings {
    let t = words.t;
    let lead = match (content.studies.len(), content.is_activity()) {
        (0, true) => t.say("review-findings-activity"),
        (0, false) => t.say("review-findings-described"),
        (count, _) => t.count("review-findings-studies", count),
    };
    let studies = content.studies.iter().enumerate().map(|(place, study)| study::spoken(words, place, study));
    let cases = content.cases.map(|cases| SpokenCases {
        heading: t.say("review-cases"),
        words: t.say2("review-cases-words", "success", cases.success, "other", cases.no_success),
    });
    Findings { heading: t.say("review-findings"), lead, studies: studies.collect(), cases }
}

/// A text of the charter, in its other language where there is one.
fn said<'a>(own: &'a str, other: Option<&'a String>) -> &'a str {
    other.filter(|text| !text.trim().is_empty()).map_or(own, String::as_str)
}

fn promises(content: &Content, words: &Words<'_>) -> Promises {
    let t = words.t;
    let paragraphs = |text: &str| -> Vec<String> {
        text.split('\n').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let charter = content.charter.as_ref();
    let other = charter.and_then(|charter| charter.other.as_ref()).filter(|other| other.language == t.locale.code());
    let rows = charter.map(|charter| charter.measures.as_slice()).unwrap_or_default().iter();
    let row = |measure: &Measure| {
        let target = measure.target.as_ref().map(|target| promised(words, target)).unwrap_or_default();
        let text = said(&measure.text, measure.other.as_ref().filter(|_| other.is_some()));
        vec![level_name(t, measure.level), text.to_owned(), target]
    };
    Promises {
        heading: t.say("review-promises"),
        lead: charter.map_or_else(
            || t.say("review-promises-none"),
            |charter| t.say2("review-promises-lead", "version", &charter.version, "since", t.date(&charter.since)),
        ),
        vision_name: t.say("review-vision"),
        vision: charter
            .map(|charter| paragraphs(said(&charter.vision, other.map(|other| &other.vision))))
            .unwrap_or_default(),
        goals_name: t.say("review-goals"),
        goals: charter
            .map(|charter| paragraphs(said(&charter.goals, other.map(|other| &other.goals))))
            .unwrap_or_default(),
        measures: Table {
            heading: t.say("review-measures"),
            columns: ["level", "measure", "promise"].map(|name| t.say(&format!("review-column-{name}"))).to_vec(),
            rows: rows.map(row).collect(),
            numbers: &[],
            none: String::new(),
        },
    }
}

/// `from 30 to 20 % by 31 December 2028`
fn promised(words: &Words<'_>, target: &Target) -> String {
    let t = words.t;
    let value = [words.plain(target.value).as_str(), &target.unit].join("\u{a0}").trim().to_owned();
    let reached = match target.baseline {
        Some(baseline) => t.say2("review-target-from", "baseline", words.plain(baseline), "target", value),
        None => value,
    };
    match &target.due {
        Some(due) => t.say2("review-target-by", "target", reached, "due", t.day(due)),
        None => reached,
    }
}

fn level_name(t: &Speaker, level: u8) -> String {
    format!("{} {}", t.say1("review-level-short", "level", level), t.say(&format!("review-level-{level}")))
}

/// The figure that a level's card shows: the first of its source, and of those the first that may be shown.
fn standing_for<'a>(lines: &[&'a Line]) -> Option<&'a Line> {
    lines.iter().find(|line| line.figure.value().is_some()).or(lines.first()).copied()
}

fn levels(content: &Content, words: &Words<'_>) -> Levels {
    let t = words.t;
    let columns = ["level", "figure", "value", "interval", "n", "period", "source"];
    let level = |(level, class): (u8, &'static str)| {
        let lines: Vec<&Line> = content.on_level(level).collect();
        Level {
            class,
            name: t.say(&format!("review-level-{level}")),
            short: t.say1("review-level-short", "level", level),
            figure: standing_for(&lines).map_or_else(|| words.missing(), |line| words.line(line)),
            picture: words.picture(level, &lines),
        }
    };
    let row = |line: &Line| {
        let figure = words.line(line);
        let interval = words.interval("review-interval-alone", &line.figure, Style::of_line(line));
        vec![
            t.say1("review-level-short", "level", line.level),
            figure.name,
            [figure.value, figure.unit].join("\u{a0}").trim().to_owned(),
            [interval, figure.state].into_iter().flatten().collect::<Vec<_>>().join(" · "),
            words.count(&line.figure).unwrap_or_default(),
            figure.period,
            [Some(figure.source), figure.charter].into_iter().flatten().collect::<Vec<_>>().join(", "),
        ]
    };
    // Where nothing was measured, the card of the level says so.
    let measured = |line: &&Line| line.figure.status() != Status::NoEvidence;
    Levels {
        heading: t.say("review-levels"),
        lead: t.say("review-levels-lead"),
        levels: LEVELS.into_iter().map(level).collect(),
        table: Table {
            heading: t.say("review-figures"),
            columns: columns.map(|name| t.say(&format!("review-column-{name}"))).to_vec(),
            rows: content.figures.iter().filter(measured).map(row).collect(),
            numbers: &[2, 4],
            none: t.say("review-figures-none"),
        },
    }
}
