//! The sections of a version as the page shows them: the text in one language, and around it who writes, what is said,
//! and what it speaks of.

use std::collections::HashMap;

use lustrum_kernel::id::PersonId;
use lustrum_kernel::locale::{Locale, Speaker};

use crate::charter::comment::Thread;
use crate::charter::languages::{self, Behind};
use crate::charter::link::Use;
use crate::charter::live::Writer;
use crate::charter::{CharterMeasureId, CharterVersion, Head, Section};

/// One section as it is shown.
pub(super) struct Clause {
    pub section: Section,
    /// In the language of the text.
    pub heading: String,
    pub parts: Vec<String>,
    /// Who saved it last, once someone did.
    pub edited: Option<String>,
    pub open_comments: usize,
    pub all_comments: usize,
    /// Which of the two texts is the newer one.
    pub behind: Option<String>,
    pub writing: Option<String>,
    /// What it speaks of: an anchor of the page and its words.
    pub measures: Vec<(String, String)>,
    /// What was decided under it: an anchor of the page of decisions, its words, and when and under which version.
    pub decisions: Vec<(String, String, String)>,
}

impl Clause {
    pub fn holds_measures(&self) -> bool {
        self.section == Section::Measures
    }
    pub fn open(&self) -> usize {
        self.open_comments
    }
    /// Whether anything was ever said about it.
    pub fn discussed(&self) -> bool {
        self.all_comments > 0
    }
    pub fn empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// What stands around the text.
pub(super) struct Around<'a> {
    pub names: &'a HashMap<PersonId, String>,
    pub threads: &'a [Thread],
    pub measures: &'a [(Section, CharterMeasureId)],
    pub uses: &'a [Use],
    pub writers: &'a [Writer],
    pub known: &'a [Head],
}

pub(super) fn clauses(t: &Speaker, version: &CharterVersion, language: Locale, around: &Around<'_>) -> Vec<Clause> {
    let own = Speaker::new(language, t.zone.clone());
    let behind = languages::behind(version);
    let clause = |section: Section| {
        let text = version.section_in(section, language);
        let threads = around.threads.iter().filter(|thread| thread.first.section == section);
        let open = threads.clone().filter(|thread| thread.open()).count();
        Clause {
            section,
            heading: format!("{} {}", section.place(), own.say(&section.key())),
            parts: paragraphs(version.text_in(section, language)),
            edited: text.filter(|text| text.revision > 1).map(|text| {
                let name = around.names.get(&text.changed_by).cloned().unwrap_or_default();
                t.say2("charter-edited-by", "name", name, "at", t.moment(&text.changed_at))
            }),
            open_comments: open,
            all_comments: threads.count(),
            behind: behind.iter().find(|late| late.section == section).map(|late| newer(t, late)),
            writing: writing(t, around.writers, section),
            measures: measures(version, around.measures, section, language),
            decisions: decisions(t, around, section),
        }
    };
    Section::ALL.into_iter().map(clause).collect()
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n").map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// `the Dutch text is newer`, or that there is none.
pub(super) fn newer(t: &Speaker, late: &Behind) -> String {
    match late.empty {
        true => t.say(&format!("charter-missing-{}", late.language.code())),
        false => t.say(&format!("charter-newer-{}", languages::other(late.language).code())),
    }
}

fn writing(t: &Speaker, writers: &[Writer], section: Section) -> Option<String> {
    let names: Vec<&str> =
        writers.iter().filter(|writer| writer.section == section).map(|writer| writer.name.as_str()).collect();
    (!names.is_empty()).then(|| t.say1("charter-writing", "names", names.join(", ")))
}

fn measures(
    version: &CharterVersion,
    links: &[(Section, CharterMeasureId)],
    section: Section,
    language: Locale,
) -> Vec<(String, String)> {
    let linked = |id: &CharterMeasureId| links.contains(&(section, *id));
    let known = version.measures.iter().filter(|measure| linked(&measure.id));
    known.map(|measure| (format!("measure-{}", measure.id), version.words_of(measure, language).to_owned())).collect()
}

fn decisions(t: &Speaker, around: &Around<'_>, section: Section) -> Vec<(String, String, String)> {
    let under = around.uses.iter().filter(|known| known.section == section);
    let shown = |known: &Use| {
        let version = around.known.iter().find(|head| head.id == known.version).map(Head::number).unwrap_or_default();
        let when = t.say2("charter-decided", "at", t.date(&known.at), "version", version);
        (format!("{}-{}", known.kind, known.target), known.title.clone(), when)
    };
    under.map(shown).collect()
}
