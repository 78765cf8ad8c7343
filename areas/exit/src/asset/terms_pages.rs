//! Proposing terms: for something new, or others for what is in the register.

use askama::Template;
use axum::extract::{Path, Query, State};
use lustrum_kernel::access::{Here, PartnershipScope, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_sharing::asset::{About, Asset, AssetId, AssetRefused, JOINT, Kind, OPEN, OWN, propose, terms_of};
use serde::Deserialize;

use super::pages::{Spoken, load, path_of, refused, resource, spoken};
use super::read::{self, RIGHTS, names};
use super::targets::{self, Target};
use crate::rehearsal::pages::name_on;

type Options = Vec<(String, String)>;

/// The fields of one side.
struct Fieldset {
    legend: String,
    rights: &'static str,
    authors: &'static str,
}

#[derive(Template)]
#[template(path = "asset/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    path: String,
    back: String,
    /// What there is to register; nothing where terms of something known are proposed.
    targets: Option<Options>,
    kinds: Options,
    licences: Options,
    rights: Options,
    sides: Vec<Fieldset>,
    /// What the other side proposed meanwhile.
    theirs: Option<Spoken>,
}

fn page(app: &App, scope: &PartnershipScope, form: Fields, asset: Option<&Asset>, open: &[Target]) -> Edit {
    let t = scope.viewer.speaker();
    let own = |word: &str| (word.to_owned(), t.say(&format!("asset-licence-{word}")));
    let side = |side: Side| {
        let (rights, authors) = names(side);
        Fieldset { legend: name_on(scope, side).to_owned(), rights, authors }
    };
    let title = asset.map_or_else(|| t.say("asset-new"), |asset| asset.title.clone());
    let list = path_of(scope);
    Edit {
        shell: Shell::within(app, scope, title).step(app, scope, Step::Charter).narrow(),
        form,
        path: asset.map_or_else(|| list.clone(), |asset| format!("{list}/{}/terms", asset.id)),
        back: asset.map_or_else(|| list.clone(), |asset| format!("{list}/{}", asset.id)),
        targets: asset.is_none().then(|| open.iter().map(|one| (one.word(), one.label.clone())).collect()),
        kinds: Kind::ALL.map(|kind| (kind.word().to_owned(), t.say(&format!("asset-kind-{}", kind.word())))).to_vec(),
        licences: [JOINT, OWN].map(own).into_iter().chain(OPEN.map(|one| (one.to_owned(), one.to_owned()))).collect(),
        rights: RIGHTS.map(|word| (word.to_owned(), t.say(&format!("asset-right-{word}")))).to_vec(),
        sides: Side::BOTH.map(side).into_iter().collect(),
        theirs: None,
    }
}

#[derive(Deserialize)]
pub struct Chosen {
    /// `module` and an id: what is meant, where the form is reached from its page.
    target: Option<String>,
}

pub async fn show_new(State(app): State<App>, scope: PartnershipScope, Query(chosen): Query<Chosen>) -> Answer {
    scope.require(&app, "asset.propose", &resource(&scope))?;
    let open = targets::open(app.db(), &scope, &scope.viewer.speaker()).await?;
    // Both may use what they made together, unless they say otherwise.
    let mut fields = vec![("licence", JOINT.to_owned())];
    fields.extend(chosen.target.map(|target| ("target", target)));
    for side in Side::BOTH {
        fields.extend(["during", "after"].map(|right| (names(side).0, right.to_owned())));
    }
    show(&page(&app, &scope, Fields::filled(fields), None, &open))
}

/// Enters something into the register, or nothing where a field is at fault.
pub(super) async fn make(app: &App, scope: &PartnershipScope, form: &mut Fields) -> Result<Option<AssetId>, Problem> {
    let open = targets::open(app.db(), scope, &scope.viewer.speaker()).await?;
    let about = read::about(form, &open);
    let terms = read::terms(form);
    let (Some((kind, target, title)), Some(terms)) = (about, terms) else { return Ok(None) };
    let tx = app.db().begin().await?;
    let about = About::New(kind, target, &title);
    match propose(&tx, &By::viewer(scope, app.now()), about, &terms).await {
        Ok(id) => {
            tx.commit().await?;
            Ok(Some(id))
        }
        Err(AssetRefused::Known) => {
            form.refuse("target", Fault::new("refusal-asset-known"));
            Ok(None)
        }
        Err(other) => Err(refused(other)),
    }
}

pub async fn make_asset(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "asset.propose", &resource(&scope))?;
    match make(&app, &scope, &mut form).await? {
        Some(id) => see_and_say(&format!("{}/{id}", path_of(&scope)), "asset-said-proposed"),
        None => {
            let open = targets::open(app.db(), &scope, &scope.viewer.speaker()).await?;
            show_again(&page(&app, &scope, form, None, &open))
        }
    }
}

type OfAsset = Path<(PartnershipId, AssetId)>;

pub async fn show_edit(State(app): State<App>, scope: PartnershipScope, Path((_, id)): OfAsset) -> Answer {
    scope.require(&app, "asset.propose", &resource(&scope))?;
    let asset = load(&app, &scope, id).await?;
    let newest = terms_of(app.db(), scope.tenant(), id).await?.into_iter().next().ok_or(Problem::NotFound)?;
    show(&page(&app, &scope, read::filled(&newest.terms, newest.number), Some(&asset), &[]))
}

/// Proposes other terms; `None` where a field is at fault, also where another version came first.
pub(super) async fn change(
    app: &App,
    scope: &PartnershipScope,
    asset: &Asset,
    form: &mut Fields,
) -> Result<Option<Result<(), AssetRefused>>, Problem> {
    let Some(terms) = read::terms(form) else { return Ok(None) };
    let seen = form.value("seen").parse().unwrap_or(-1);
    let tx = app.db().begin().await?;
    let done = propose(&tx, &By::viewer(scope, app.now()), About::Known(asset, seen), &terms).await;
    if done.is_ok() {
        tx.commit().await?;
    }
    Ok(Some(done.map(drop)))
}

pub async fn make_terms(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): OfAsset,
    mut form: Fields,
) -> Answer {
    scope.require(&app, "asset.propose", &resource(&scope))?;
    let asset = load(&app, &scope, id).await?;
    match change(&app, &scope, &asset, &mut form).await? {
        Some(Ok(())) => see_and_say(&format!("{}/{id}", path_of(&scope)), "asset-said-proposed"),
        Some(Err(AssetRefused::Changed)) => {
            let newest = terms_of(app.db(), scope.tenant(), id).await?.into_iter().next().ok_or(Problem::NotFound)?;
            form.replace("seen", &newest.number.to_string());
            form.refuse("licence", Fault::new("refusal-asset-changed"));
            let theirs = spoken(&scope.viewer.speaker(), &scope, &newest);
            show_again(&Edit { theirs: Some(theirs), ..page(&app, &scope, form, Some(&asset), &[]) })
        }
        Some(Err(other)) => Err(refused(other)),
        None => show_again(&page(&app, &scope, form, Some(&asset), &[])),
    }
}
