//! What an earlier area is told of the studies of a partnership: each with its latest run, as far as the viewer's side
//! may know of it.

use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::studied::{Answer, Run, Studied, Studies};

use super::{Basis, Concluded, Estimated, latest_of, pages};

/// Answers for the studies.
pub struct Results;

impl Studies for Results {
    fn of<'a>(&'a self, app: &'a App, scope: &'a PartnershipScope) -> Answer<'a> {
        Box::pin(async move {
            let all = latest_of(app.db(), scope.tenant(), scope.id(), app.now()).await?;
            let seen = all.into_iter().filter(|known| scope.side == Side::Organisation || known.partner_sees);
            Ok(seen.map(|known| studied(app, scope, known)).collect())
        })
    }
}

fn studied(app: &App, scope: &PartnershipScope, known: Concluded) -> Studied {
    let Concluded { study, estimate, partner_sees } = known;
    let opens = scope.may(app, "study.view", &study.resource(partner_sees));
    Studied {
        study: study.id.0,
        kpi: study.plan.kpi().map(|kpi| kpi.0),
        months: match &study.plan.basis {
            Basis::Kpi { from, until, .. } => Some((*from, *until)),
            Basis::Table { .. } => None,
        },
        plan_hash: study.plan_hash,
        shared: partner_sees,
        path: opens.then(|| format!("{}/{}", pages::path_of(scope), study.id)),
        run: estimate.map(run),
        title: study.plan.title,
        unit: study.plan.unit,
        source: study.plan.source,
    }
}

fn run(made: Estimated) -> Run {
    let finding = made.finding;
    let failed = finding.checks.iter().filter(|check| check.status == "failed" && check.bearing != "advice");
    Run {
        number: made.number,
        made_at: made.made_at,
        effect: finding.effect(),
        level: finding.level,
        n: finding.n,
        failed: failed.map(|check| check.kind.clone()).collect(),
        verdict: finding.verdict.word().to_owned(),
        design: finding.design,
        data_hash: made.data_hash,
        answer_hash: made.answer_hash,
        code: made.code_version,
    }
}
