//! The register: the list, and one asset with the terms that hold and those that wait.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Resource, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, see_and_say, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use lustrum_partnership::By;
use lustrum_sharing::asset::{Asset, AssetId, AssetRefused, Terms, Version, confirm, find, licence, list, terms_of};
use serde::Deserialize;

use super::targets;
use crate::rehearsal::pages::{Clause, clause, name_on};

const A_PAGE: i64 = 50;
const AN_EXPORT: i64 = 10_000;

/// An asset as the list has it.
struct Line {
    id: AssetId,
    title: String,
    kind: String,
    authors: String,
    licence: String,
    waits: bool,
    holds: bool,
}

#[derive(Template)]
#[template(path = "asset/list.html")]
struct List {
    shell: Shell,
    path: String,
    exit_path: String,
    lines: Vec<Line>,
    clause: Option<Clause>,
    next: Option<AssetId>,
    may_propose: bool,
}

/// What a side may do, a sentence for each right.
pub(super) struct OfSide {
    pub name: String,
    pub authors: String,
    pub rights: Vec<(String, bool)>,
}

/// Terms in words.
pub(super) struct Spoken {
    pub number: i64,
    pub licence: String,
    pub words: String,
    pub sides: Vec<OfSide>,
    pub proposed: String,
    pub confirmed: String,
}

#[derive(Template)]
#[template(path = "asset/show.html")]
struct Show {
    shell: Shell,
    path: String,
    list_path: String,
    kind: String,
    page: Option<String>,
    holds: Option<Spoken>,
    waiting: Option<Spoken>,
    earlier: Vec<Spoken>,
    may_propose: bool,
    may_confirm: bool,
}

#[derive(Deserialize)]
pub struct Asked {
    pub before: Option<AssetId>,
}

pub(super) fn resource(scope: &PartnershipScope) -> Resource {
    Resource::new("Assets", scope.id())
}

pub(super) fn path_of(scope: &PartnershipScope) -> String {
    format!("/p/{}/assets", scope.id())
}

fn authors(scope: &PartnershipScope, terms: &Terms) -> String {
    let of = |side: Side| {
        let names = terms.authors(side);
        (!names.is_empty()).then(|| format!("{names} ({})", name_on(scope, side)))
    };
    Side::BOTH.into_iter().filter_map(of).collect::<Vec<_>>().join(", ")
}

pub(super) fn spoken(t: &Speaker, scope: &PartnershipScope, version: &Version) -> Spoken {
    let terms = &version.terms;
    let side = |side: Side| {
        let rights = terms.rights(side);
        let all = [("during", rights.during), ("after", rights.after), ("elsewhere", rights.elsewhere)];
        OfSide {
            name: name_on(scope, side).to_owned(),
            authors: terms.authors(side).to_owned(),
            rights: all.map(|(word, may)| (t.say(&format!("asset-right-{word}")), may)).to_vec(),
        }
    };
    let by = t.say2("asset-proposed", "name", name_on(scope, version.side), "at", t.date(&version.proposed_at));
    let confirmed = version
        .confirmed_at
        .map(|at| t.say2("asset-confirmed-by", "name", name_on(scope, version.side.other()), "at", t.date(&at)));
    Spoken {
        number: version.number,
        licence: licence(t, terms),
        words: terms.words.clone(),
        sides: Side::BOTH.map(side).into_iter().collect(),
        proposed: by,
        confirmed: confirmed.unwrap_or_default(),
    }
}

pub async fn show_list(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "asset.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let mut known = list(app.db(), scope.tenant(), scope.id(), asked.before, A_PAGE + 1).await?;
    let more = known.len() > A_PAGE as usize;
    known.truncate(A_PAGE as usize);
    let line = |(asset, version): &(Asset, Version)| Line {
        id: asset.id,
        title: asset.title.clone(),
        kind: t.say(&format!("asset-kind-{}", asset.kind.word())),
        authors: authors(&scope, &version.terms),
        licence: licence(&t, &version.terms),
        waits: asset.waits(),
        holds: asset.confirmed.is_some(),
    };
    show(&List {
        shell: Shell::within(&app, &scope, t.say("nav-assets")).step(&app, &scope, Step::Charter),
        path: path_of(&scope),
        exit_path: crate::rehearsal::pages::path_of(&scope),
        clause: clause(&app, &scope).await?,
        next: known.last().filter(|_| more).map(|(asset, _)| asset.id),
        lines: known.iter().map(line).collect(),
        may_propose: scope.may(&app, "asset.propose", &resource(&scope)),
    })
}

pub async fn export_list(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "asset.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let names = ["title", "kind", "authors", "licence", "organisation", "partner", "state"];
    let mut rows: Vec<Vec<Out>> = vec![names.map(|name| t.say(&format!("asset-column-{name}")).into()).to_vec()];
    for (asset, version) in list(app.db(), scope.tenant(), scope.id(), None, AN_EXPORT).await? {
        let rights = |side: Side| {
            let rights = version.terms.rights(side);
            let all = [("during", rights.during), ("after", rights.after), ("elsewhere", rights.elsewhere)];
            let may = all.into_iter().filter(|(_, may)| *may).map(|(word, _)| t.say(&format!("asset-right-{word}")));
            may.collect::<Vec<_>>().join("; ")
        };
        let state = if asset.confirmed.is_some() { "asset-holds" } else { "asset-waits" };
        rows.push(vec![
            asset.title.into(),
            t.say(&format!("asset-kind-{}", asset.kind.word())).into(),
            authors(&scope, &version.terms).into(),
            licence(&t, &version.terms).into(),
            rights(Side::Organisation).into(),
            rights(Side::Partner).into(),
            t.say(state).into(),
        ]);
    }
    download("assets.csv", "text/csv; charset=utf-8", csv(&rows))
}

pub(super) async fn load(app: &App, scope: &PartnershipScope, id: AssetId) -> Result<Asset, Problem> {
    find(app.db(), scope.tenant(), scope.id(), id).await?.ok_or(Problem::NotFound)
}

pub async fn show_one(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AssetId)>,
) -> Answer {
    scope.require(&app, "asset.view", &resource(&scope))?;
    let asset = load(&app, &scope, id).await?;
    let t = scope.viewer.speaker();
    let versions = terms_of(app.db(), scope.tenant(), id).await?;
    let may = |action: &str| scope.may(&app, action, &resource(&scope));
    let waits = versions.first().filter(|version| version.confirmed_at.is_none());
    let holds = versions.iter().find(|version| Some(version.number) == asset.confirmed);
    let said = |version: &Version| spoken(&t, &scope, version);
    let earlier = versions.iter().filter(|version| {
        let shown = [waits, holds].into_iter().flatten().any(|known| known.number == version.number);
        !shown
    });
    show(&Show {
        shell: Shell::within(&app, &scope, asset.title.clone()).step(&app, &scope, Step::Charter),
        path: format!("{}/{id}", path_of(&scope)),
        list_path: path_of(&scope),
        kind: t.say(&format!("asset-kind-{}", asset.kind.word())),
        page: targets::page_of(&scope, asset.kind, asset.target),
        may_propose: may("asset.propose"),
        may_confirm: waits.is_some_and(|version| version.side != scope.side) && may("asset.confirm"),
        earlier: earlier.map(said).collect(),
        holds: holds.map(said),
        waiting: waits.map(said),
    })
}

/// Confirms the version that the viewer saw.
pub(super) async fn confirm_as(app: &App, scope: &PartnershipScope, id: AssetId, seen: i64) -> Result<(), Problem> {
    scope.require(app, "asset.confirm", &resource(scope))?;
    let asset = load(app, scope, id).await?;
    let tx = app.db().begin().await?;
    confirm(&tx, &By::viewer(scope, app.now()), &asset, seen).await.map_err(refused)?;
    Ok(tx.commit().await?)
}

pub async fn make_confirmation(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AssetId)>,
    form: Fields,
) -> Answer {
    confirm_as(&app, &scope, id, form.value("version").parse().unwrap_or(-1)).await?;
    see_and_say(&format!("{}/{id}", path_of(&scope)), "asset-said-confirmed")
}

pub(super) fn refused(refused: AssetRefused) -> Problem {
    match (refused.key(), refused) {
        (Some(key), _) => Problem::refused(key),
        (None, AssetRefused::Database(error)) => error.into(),
        (None, other) => Problem::Broken(other.to_string()),
    }
}

impl List {
    fn new_path(&self) -> String {
        format!("{}/new", self.path)
    }
}
