//! One agreement and its figures, exactly as they are released. Every look of the partner at them is in the ledger
//! before the page goes out.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::person;
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, download, show};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::table;

use super::table::{Sheet, file, sheet};
use super::{Figures, figures};
use crate::agreement::pages::{Tag, days, path_of, seen, tag, words_of_terms};
use crate::agreement::{Act, Agreement, AgreementId, Standing};
use crate::ledger;
use crate::ledger::pages::{Entry, entries_about};

#[derive(Template)]
#[template(path = "release/show.html")]
struct Show {
    shell: Shell,
    path: String,
    list: String,
    agreement: Agreement,
    tag: Tag,
    terms: String,
    class: String,
    days: String,
    offered: String,
    accepted: Option<String>,
    revoked: Option<String>,
    /// Nothing where the reader may not see figures, or not yet.
    sheet: Option<Sheet>,
    /// What stands above the figures: as released, or as they would be.
    heading: String,
    definition: Option<String>,
    may_accept: bool,
    may_revoke: bool,
    entries: Vec<Entry>,
}

/// The figures for a reader who may see them; a reader of the partner's side is noted first.
pub async fn read(app: &App, scope: &PartnershipScope, agreement: &Agreement) -> Result<Figures, Problem> {
    scope.require(app, "release.view", &agreement.resource(app.now()))?;
    if scope.side == Side::Partner {
        ledger::note(app, scope, agreement).await?;
    }
    figures(app.db(), agreement, app.now()).await
}

fn done(t: &Speaker, names: &std::collections::HashMap<lustrum_kernel::id::PersonId, String>, act: Act) -> String {
    let name = names.get(&act.by).cloned().unwrap_or_default();
    t.say2("agreement-act", "name", name, "day", t.date(&act.at))
}

pub async fn show_agreement(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    let agreement = seen(&app, &scope, id).await?;
    let resource = agreement.resource(app.now());
    let t = scope.viewer.speaker();
    let sheet = match scope.may(&app, "release.view", &resource) {
        true => Some(sheet(&t, &read(&app, &scope, &agreement).await?)),
        false => None,
    };
    let acts = [Some(agreement.offered), agreement.accepted, agreement.revoked];
    let people: Vec<_> = acts.into_iter().flatten().map(|act| act.by).collect();
    let names = person::named(app.db(), &people).await?;
    let standing = agreement.standing_at(app.now());
    let own_side = scope.side == Side::Organisation;
    let heading = if standing == Standing::InForce { "release-title" } else { "release-would" };
    show(&Show {
        shell: Shell::within(&app, &scope, agreement.terms.title.clone()),
        path: format!("{}/{id}", path_of(&scope)),
        list: path_of(&scope),
        tag: tag(&t, standing),
        terms: words_of_terms(&t, &agreement.terms),
        class: t.say(&format!("agreement-class-{}", agreement.terms.data_class.word())),
        days: days(&t, &agreement.terms),
        offered: done(&t, &names, agreement.offered),
        accepted: agreement.accepted.map(|act| done(&t, &names, act)),
        revoked: agreement.revoked.map(|act| done(&t, &names, act)),
        sheet,
        heading: t.say(heading),
        definition: own_side.then(|| format!("/o/{}/kpis/{}", scope.tenant(), agreement.terms.kpi)),
        may_accept: standing == Standing::Offered && scope.may(&app, "agreement.accept", &resource),
        may_revoke: agreement.revoked.is_none() && scope.may(&app, "agreement.revoke", &resource),
        entries: entries_about(&app, &scope, id.0).await?,
        agreement,
    })
}

pub async fn export_figures(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, AgreementId)>,
) -> Answer {
    let agreement = seen(&app, &scope, id).await?;
    let figures = read(&app, &scope, &agreement).await?;
    let rows = file(&scope.viewer.speaker(), &figures);
    download("figures.csv", "text/csv; charset=utf-8", table::csv(&rows))
}
