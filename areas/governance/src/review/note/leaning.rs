//! What a note can lean on: the figures of its quarter that both sides see, and the modules of programmes that have not ended.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::db::{DbError, Sql, remember};
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::{OrganisationId, PartnershipId};
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::problem::Problem;
use lustrum_programme::module::{self, Module, ModuleId};
use lustrum_programme::programme;

use super::{Kind, Leaning};
use crate::measure;
use crate::quarter::Quarter;
use crate::review::{Line, lines_of};

/// More than anyone looks through in a list.
const MOST: i64 = 500;

/// A module with the name of its programme, where a partnership has more than one.
#[derive(Clone, Debug)]
pub(crate) struct Choosable {
    pub module: Module,
    pub name: String,
}

/// The modules that can be named: those of programmes that have not ended.
pub(crate) async fn modules(
    db: &impl Sql,
    tenant: OrganisationId,
    partnership: PartnershipId,
) -> Result<Vec<Choosable>, DbError> {
    let known = programme::of_partnership(db, tenant, partnership).await?;
    let known: Vec<_> = known.into_iter().filter(|one| one.ended_at.is_none()).collect();
    let all = module::of_partnership(db, tenant, partnership, MOST).await?;
    let several = known.len() > 1;
    Ok(all
        .into_iter()
        .filter_map(|module| {
            let programme = known.iter().find(|one| one.id == module.programme_id)?;
            let name = if several { format!("{}: {}", programme.title, module.title) } else { module.title.clone() };
            Some(Choosable { module, name })
        })
        .collect())
}

/// The module that a form names by its id.
pub(crate) fn module_named<'a>(modules: &'a [Choosable], word: &str) -> Option<&'a Module> {
    let id: ModuleId = word.parse().ok()?;
    modules.iter().map(|one| &one.module).find(|module| module.id == id)
}

/// All that a note for this quarter can lean on.
pub(crate) struct Leanings {
    pub lines: Vec<Line>,
    pub modules: Vec<Choosable>,
}

const MEASURE: &str = "measure ";
const MODULE: &str = "module ";

pub(crate) async fn leanings(app: &App, scope: &PartnershipScope, period: Quarter) -> Result<Leanings, Problem> {
    let (db, at) = (app.db(), app.now());
    let which = format!("{} {period}", scope.id());
    let lines = lines_of(db, &scope.partnership, period, at);
    let lines = remember(db, scope.tenant(), at, "review figures", which, lines).await?;
    Ok(Leanings { lines: lines.to_vec(), modules: modules(db, scope.tenant(), scope.id()).await? })
}

impl Leanings {
    /// The choices of a form: the figures that have a value, then the modules.
    pub(crate) fn choices(&self, t: &Speaker) -> Vec<(String, String)> {
        let measured = self.lines.iter().filter(|line| line.figure.value().is_some());
        let figures = measured.map(|line| (format!("{MEASURE}{}", measure::word(line)), measure::name(t, line)));
        let modules = self
            .modules
            .iter()
            .map(|one| (format!("{MODULE}{}", one.module.id), t.say1("note-module", "title", &one.name)));
        figures.chain(modules).collect()
    }

    fn parse(&self, word: &str) -> Option<Leaning> {
        if let Some(word) = word.strip_prefix(MEASURE) {
            return measure::find(&self.lines, word).map(|line| Leaning::Measure(measure::word(line)));
        }
        let module = module_named(&self.modules, word.strip_prefix(MODULE)?)?;
        Some(Leaning::Module { programme: module.programme_id, id: module.id, title: module.title.clone() })
    }

    /// Reads what a note of this kind leans on. What it leaned on before stays a choice, also where it is gone meanwhile.
    pub(crate) fn read(&self, form: &mut Fields, kind: Option<Kind>, before: Option<&Leaning>) -> Option<Leaning> {
        let word = form.value("evidence").trim().to_owned();
        if word.is_empty() {
            return None;
        }
        let kept = before.filter(|before| word_of(before) == word).cloned();
        let Some(leaning) = self.parse(&word).or(kept) else {
            form.refuse("evidence", Fault::new("fault-not-a-choice"));
            return None;
        };
        if kind.is_some_and(|kind| !kind.leans_on(&leaning)) {
            let proposal = kind == Some(Kind::Proposal);
            let key = if proposal { "fault-note-proposal-leaning" } else { "fault-note-surroundings-leaning" };
            form.refuse("evidence", Fault::new(key));
        }
        Some(leaning)
    }
}

/// How a form names it.
pub(crate) fn word_of(leaning: &Leaning) -> String {
    match leaning {
        Leaning::Measure(word) => format!("{MEASURE}{word}"),
        Leaning::Module { id, .. } => format!("{MODULE}{id}"),
    }
}

/// What it is called.
pub(crate) fn name_of(t: &Speaker, leaning: &Leaning) -> String {
    match leaning {
        Leaning::Measure(word) => measure::name_of_word(t, word),
        Leaning::Module { title, .. } => t.say1("note-module", "title", title),
    }
}
