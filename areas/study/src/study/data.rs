//! Opening the data of a study, keeping them, and letting the partner see what came of it.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::blob;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, download, see_and_say, show_again};
use lustrum_kernel::problem::Problem;
use serde_json::Value;

use super::pages::{load, page, path_of};
use super::readings::table_of_readings;
use super::{Concluded, StudyId, estimate_and_store, estimates, release, withdraw};
use crate::estimate::DataError;

pub async fn export_plan(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.view", &known.study.resource(known.partner_sees))?;
    download("plan.json", "application/json", known.study.text.into_bytes())
}

pub async fn make_estimate(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
    mut form: Fields,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.estimate", &known.study.resource(known.partner_sees))?;
    if known.study.plan.assigned.waits_for_words() {
        form.refuse("file", Fault::new("fault-study-not-drawn"));
        return again(&app, &scope, known, form).await;
    }
    let t = scope.viewer.speaker();
    if let Some(start) = known.study.plan.first_start().filter(|start| *start > app.now().day_in(&t.zone)) {
        form.refuse("file", Fault::new("fault-study-not-started").with("day", t.day(&start)));
        return again(&app, &scope, known, form).await;
    }
    let table = if known.study.plan.kpi().is_some() {
        let table = table_of_readings(app.db(), &known.study, app.now()).await?;
        if table.is_none() {
            form.refuse("file", Fault::new("fault-study-no-readings"));
        }
        table
    } else {
        form.file("file")
    };
    let Some(table) = table else { return again(&app, &scope, known, form).await };
    let tx = app.db().begin().await?;
    match estimate_and_store(&tx, &known.study, scope.viewer.person, app.now(), &table).await? {
        Ok(_) => tx.commit().await?,
        Err(refused) => {
            form.refuse("file", Fault::new("fault-study-data").with("why", said(&scope.viewer.speaker(), &refused)));
            return again(&app, &scope, known, form).await;
        }
    }
    see_and_say(&format!("{}/{id}", path_of(&scope)), "study-said-estimated")
}

async fn again(app: &App, scope: &PartnershipScope, known: Concluded, form: Fields) -> Answer {
    show_again(&page(app, scope, known, form).await?)
}

/// What is wrong with a table, in the reader's language, from its code.
fn said(t: &Speaker, refused: &DataError) -> String {
    let told = serde_json::to_value(refused).unwrap_or(Value::Null);
    let code = told["code"].as_str().or_else(|| told.as_str()).unwrap_or("setting").replace('_', "-");
    let named: Vec<(String, String)> = match &told["parameters"] {
        Value::Object(parameters) => parameters
            .iter()
            .map(|(name, value)| {
                let words = match value {
                    Value::String(text) => text.clone(),
                    Value::Array(items) => items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
                    other => other.to_string(),
                };
                (name.clone(), words)
            })
            .collect(),
        _ => Vec::new(),
    };
    let named: Vec<(&str, String)> = named.iter().map(|(name, words)| (name.as_str(), words.clone())).collect();
    t.say_with(&format!("study-data-{code}"), &named)
}

pub async fn export_data(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id, number)): Path<(PartnershipId, StudyId, i64)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.estimate", &known.study.resource(known.partner_sees))?;
    let all = estimates(app.db(), scope.tenant(), id).await?;
    let made = all.into_iter().find(|made| made.number == number).ok_or(Problem::NotFound)?;
    let kept = blob::find(app.db(), scope.tenant(), made.blob).await?.ok_or(Problem::NotFound)?;
    download(&kept.name, "text/csv; charset=utf-8", kept.bytes)
}

pub async fn make_release(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.release", &known.study.resource(known.partner_sees))?;
    let tx = app.db().begin().await?;
    if known.study.released_at.is_none() {
        release(&tx, &known.study, scope.viewer.person, app.now()).await?;
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "study-said-released")
}

pub async fn withdraw_release(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, StudyId)>,
) -> Answer {
    let known = load(&app, &scope, id).await?;
    scope.require(&app, "study.release", &known.study.resource(known.partner_sees))?;
    let tx = app.db().begin().await?;
    if known.study.released_at.is_some() {
        withdraw(&tx, &known.study, scope.viewer.person, app.now()).await?;
    }
    tx.commit().await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "study-said-withdrawn")
}
