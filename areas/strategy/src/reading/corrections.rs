//! What was corrected, and what was known on a day: every version of a reading stays, so that an old report can be
//! understood.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::page::{Answer, Shell, show as show_page};
use serde::Deserialize;

use super::store::{corrections, means_by_period, periods};
use crate::kpi::pages::{load, path_of};
use crate::kpi::{Kpi, KpiId};

const A_PAGE: i64 = 100;
/// So many periods stand in the comparison.
const PERIODS: usize = 24;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    known: String,
}

#[derive(Template)]
#[template(path = "reading/corrections.html")]
struct Corrections {
    shell: Shell,
    path: String,
    kpi: Kpi,
    form: Fields,
    rows: Vec<Corrected>,
    /// Period, as it was known on the day, as it is known now; and whether they differ.
    compared: Vec<([String; 3], bool)>,
    day: String,
}

struct Corrected {
    unit: String,
    period: String,
    before: String,
    after: String,
    step: String,
    when: String,
    who: String,
}

pub async fn show(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    Query(asked): Query<Asked>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.view", &kpi.resource())?;
    let (t, own) = (scope.viewer.speaker(), scope.organisation());
    let digits = usize::try_from(kpi.current.definition.decimals).unwrap_or_default();
    let mut form = Fields::filled([("known", asked.known)]);
    let day = form.optional_day("known");
    let late = corrections(app.db(), own, id, A_PAGE).await?;
    let people: Vec<_> = late.iter().map(|one| one.person_id).collect();
    let names = person::named(app.db(), &people).await?;
    let rows = late
        .into_iter()
        .map(|one| Corrected {
            unit: one.unit,
            period: t.month(&one.period),
            before: t.number(one.before, digits),
            after: t.number(one.value, digits),
            step: t.signed(one.value - one.before, digits),
            when: t.moment(&one.known_at),
            who: names.get(&one.person_id).cloned().unwrap_or_default(),
        })
        .collect();
    let mut compared = Vec::new();
    // What was known at the end of the day, on the viewer's clock.
    let then = day.and_then(|day| day.plus_days(1).start_in(&scope.viewer.zone)).map(|next| next.plus_seconds(-1));
    if let (Some(then), Some((from, until))) = (then, periods(app.db(), own, id).await?) {
        let before = means_by_period(app.db(), own, id, then, from, until).await?;
        let now = means_by_period(app.db(), own, id, app.now(), from, until).await?;
        for mean in now.iter().rev().take(PERIODS) {
            let known = before.iter().find(|known| known.period == mean.period);
            let differs = known.is_none_or(|known| known.mean != mean.mean);
            let then = known.map(|known| t.number(known.mean, digits)).unwrap_or_default();
            compared.push(([t.month(&mean.period), then, t.number(mean.mean, digits)], differs));
        }
    }
    show_page(&Corrections {
        shell: Shell::at(&app, &scope, t.say("correction-all")),
        path: format!("{}/{id}", path_of(&scope)),
        kpi,
        form,
        rows,
        compared,
        day: day.map(|day| t.day(&day)).unwrap_or_default(),
    })
}
