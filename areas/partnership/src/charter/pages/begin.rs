//! Beginning a version, offering it, and taking an offer back.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::id::PartnershipId;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::page::{Answer, see_and_say, show_again};

use super::{path_of_version, resource, show, version_of};
use crate::By;
use crate::charter::{self, CharterVersionId, OfferRefused};

pub async fn begin_version(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let Some(language) = form.choice("language", Locale::parse).filter(|_| !form.has_faults()) else {
        return show_again(&show::empty(&app, &scope, form));
    };
    let tx = app.db().begin().await?;
    let id = charter::begin(&tx, &By::viewer(&scope, app.now()), language).await?;
    tx.commit().await?;
    see_and_say(&path_of_version(&scope, id), "charter-said-begun")
}

pub async fn offer_version(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    let version = version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let tx = app.db().begin().await?;
    match charter::offer(&tx, &By::viewer(&scope, app.now()), id).await {
        Ok(_) => {
            tx.commit().await?;
            see_and_say(&path_of_version(&scope, id), "charter-said-offered")
        }
        Err(OfferRefused::Lacking(lacks)) => {
            drop(tx);
            let mut form = Fields::default();
            for lack in lacks {
                form.refuse(lack.place(), lack.fault());
            }
            show_again(&show::page(&app, &scope, version, form, None).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}

pub async fn withdraw_offer(
    State(app): State<App>,
    scope: PartnershipScope,
    Path((_, id)): Path<(PartnershipId, CharterVersionId)>,
) -> Answer {
    version_of(&app, &scope, id).await?;
    scope.require(&app, "charter.edit", &resource(&scope))?;
    let tx = app.db().begin().await?;
    charter::withdraw_offer(&tx, &By::viewer(&scope, app.now()), id).await?;
    tx.commit().await?;
    see_and_say(&path_of_version(&scope, id), "charter-said-withdrawn")
}
