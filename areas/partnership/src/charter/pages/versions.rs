//! All versions, the comparison of any two, and the file of a signed one.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, download, see, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table::{Out, csv};
use serde::Deserialize;

use super::{path_of, resource, version_of};
use crate::charter::compare::{self, Compared, Piece};
use crate::charter::{CharterVersion, CharterVersionId, Head, State as Standing, export, newest_first};

#[derive(Template)]
#[template(path = "charter/versions.html")]
struct Versions {
    shell: Shell,
    charter: String,
    versions: Vec<Head>,
}

impl Versions {
    fn day(&self, moment: &Option<Moment>) -> String {
        moment.as_ref().map_or_else(|| self.shell.t.say("charter-no-day"), |moment| self.shell.t.date(moment))
    }
    fn state(&self, head: &Head) -> String {
        self.shell.t.say(&head.state.key())
    }
    fn before(&self, head: &Head) -> Option<&Head> {
        self.versions.iter().find(|known| known.ordinal < head.ordinal)
    }
    fn signed(&self, head: &Head) -> bool {
        head.in_force_at.is_some()
    }
}

pub async fn show_versions(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let versions = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    if versions.is_empty() {
        return see(&path_of(&scope));
    }
    show(&Versions {
        shell: Shell::within(&app, &scope, scope.viewer.speaker().say("charter-versions")).step(
            &app,
            &scope,
            Step::Charter,
        ),
        charter: path_of(&scope),
        versions,
    })
}

pub async fn export_versions(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let headings =
        ["charter-version", "charter-state", "charter-offered", "charter-since", "charter-until", "charter-hash"];
    let mut rows: Vec<Vec<Out>> = vec![headings.map(|key| Out::Text(t.say(key))).into()];
    let day = |moment: Option<Moment>| Out::from(moment.map(|moment| moment.day_in(&t.zone).0));
    for head in newest_first(app.db(), scope.tenant(), scope.id()).await? {
        rows.push(vec![
            Out::Text(head.number()),
            Out::Text(t.say(&head.state.key())),
            day(head.frozen.as_ref().map(|frozen| frozen.at)),
            day(head.in_force_at),
            day(head.superseded_at),
            Out::Text(head.hash().unwrap_or_default().to_owned()),
        ]);
    }
    download("charter-versions.csv", "text/csv; charset=utf-8", csv(&rows))
}

#[derive(Template)]
#[template(path = "charter/compare.html")]
struct Compare {
    shell: Shell,
    form: Fields,
    charter: String,
    options: Vec<(String, String)>,
    before: CharterVersion,
    after: CharterVersion,
    sections: Vec<Compared>,
    /// Their days, where they differ.
    term: Vec<Piece>,
}

impl Compare {
    fn heading(&self, section: &Compared) -> String {
        format!("{} {}", section.section.place(), self.shell.t.say(&section.section.key()))
    }
    fn changed(&self) -> usize {
        self.sections.iter().filter(|section| section.changed()).count() + usize::from(!self.term.is_empty())
    }
}

/// Which versions; a form that is sent with nothing chosen sends empty texts.
#[derive(Deserialize)]
pub struct Asked {
    from: Option<String>,
    to: Option<String>,
}

/// The two versions that are asked for. Unasked: the newest, with the one in force or else the one before it.
pub(crate) fn chosen(known: &[Head], asked: &Asked) -> Option<(CharterVersionId, CharterVersionId)> {
    let named = |text: &Option<String>| -> Option<CharterVersionId> {
        let id: CharterVersionId = text.as_deref()?.parse().ok()?;
        known.iter().map(|head| head.id).find(|known| *known == id)
    };
    let after = named(&asked.to).or(known.first().map(|head| head.id))?;
    let ordinal = known.iter().find(|head| head.id == after)?.ordinal;
    let earlier = || known.iter().filter(|head| head.ordinal < ordinal);
    let usual = earlier().find(|head| head.state == Standing::InForce).or_else(|| earlier().next());
    let before = named(&asked.from).or(usual.map(|head| head.id)).unwrap_or(after);
    Some((before, after))
}

pub async fn show_comparison(State(app): State<App>, scope: PartnershipScope, Query(asked): Query<Asked>) -> Answer {
    scope.require(&app, "charter.view", &resource(&scope))?;
    let known = newest_first(app.db(), scope.tenant(), scope.id()).await?;
    let Some((before, after)) = chosen(&known, &asked) else { return see(&path_of(&scope)) };
    let (before, after) = (version_of(&app, &scope, before).await?, version_of(&app, &scope, after).await?);
    let t = scope.viewer.speaker();
    let label = |head: &Head| format!("{} ({})", head.number(), t.say(&head.state.key()));
    show(&Compare {
        shell: Shell::within(&app, &scope, t.say("charter-compare")).step(&app, &scope, Step::Charter),
        form: Fields::filled([("from", before.id().to_string()), ("to", after.id().to_string())]),
        charter: path_of(&scope),
        options: known.iter().map(|head| (head.id.to_string(), label(head))).collect(),
        sections: compare::versions(&before, &after, &t),
        term: compare::terms(&before, &after, &t),
        before,
        after,
    })
}

/// The file of a version that both sides have signed.
pub async fn export_version(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.view", &resource(&scope))?;
    match export::file(app.db(), scope.tenant(), &version).await? {
        Some(bytes) => download(&format!("charter-{}.json", version.number()), "application/json", bytes),
        None => Err(Problem::refused("refusal-charter-not-signed")),
    }
}
