//! The log that both sides read.

use askama::Template;
use axum::extract::{Query, State};
use lustrum_identity::{person, words_of_event};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::event::{self, Part, Recorded};
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{self, Out};
use serde::Deserialize;

use crate::agreement::pages::{path_of, resource};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

/// An entry as it is read.
pub struct Entry {
    pub number: i64,
    pub at: String,
    pub instant: String,
    pub who: String,
    pub what: String,
}

#[derive(Template)]
#[template(path = "ledger/log.html")]
struct Log {
    shell: Shell,
    path: String,
    list: String,
    entries: Vec<Entry>,
    next: Option<i64>,
}

#[derive(Deserialize)]
pub struct Asked {
    pub before: Option<i64>,
}

pub async fn entries(
    app: &App,
    scope: &PartnershipScope,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<Entry>, Problem> {
    let events = super::entries(app.db(), scope.tenant(), scope.id(), before, limit).await?;
    worded(app, scope, events).await
}

/// The newest entries about one agreement.
pub async fn entries_about(app: &App, scope: &PartnershipScope, id: uuid::Uuid) -> Result<Vec<Entry>, Problem> {
    let events = event::recent(app.db(), Part::Subject(scope.tenant(), id), None, A_PAGE).await?;
    worded(app, scope, events).await
}

async fn worded(app: &App, scope: &PartnershipScope, events: Vec<Recorded>) -> Result<Vec<Entry>, Problem> {
    let people: Vec<_> = events.iter().filter_map(|event| event.person_id).collect();
    let names = person::named(app.db(), &people).await?;
    let t = scope.viewer.speaker();
    let entry = |event: &Recorded| Entry {
        number: event.number,
        at: t.moment(&event.at),
        instant: event.at.to_string(),
        who: event.person_id.and_then(|id| names.get(&id).cloned()).unwrap_or_else(|| t.say("history-nobody")),
        what: words_of_event(&t, event),
    };
    Ok(events.iter().map(entry).collect())
}

pub async fn show_log(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "agreement.list", &resource(&scope))?;
    let mut entries = entries(&app, &scope, asked.before, A_PAGE + 1).await?;
    let more = entries.len() > A_PAGE as usize;
    entries.truncate(A_PAGE as usize);
    show(&Log {
        shell: Shell::within(&app, &scope, scope.viewer.speaker().say("ledger-title")),
        path: format!("{}/log", path_of(&scope)),
        list: path_of(&scope),
        next: entries.last().filter(|_| more).map(|entry| entry.number),
        entries,
    })
}

pub async fn export_log(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "agreement.list", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings = ["history-number", "history-at", "history-who", "history-what"];
    let mut rows = vec![headings.map(|key| Out::from(t.say(key))).to_vec()];
    let entries = entries(&app, &scope, asked.before, AN_EXPORT).await?;
    rows.extend(
        entries
            .into_iter()
            .map(|entry| vec![(entry.number as f64).into(), entry.instant.into(), entry.who.into(), entry.what.into()]),
    );
    download("ledger.csv", "text/csv; charset=utf-8", table::csv(&rows))
}
