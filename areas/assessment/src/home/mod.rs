//! The first page of this area: what is asked, of whom, and what it is asked from.

use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Step;
use lustrum_kernel::page::{Answer, Shell, show};

use crate::act::resource;
use crate::bank::{self, Bank};
use crate::exam::{self, Test};
use crate::rubric::{self, Rubric};

/// So many of each stand here; the rest are a page further.
const SHOWN: i64 = 20;

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    shell: Shell,
    partnership: String,
    tests: Vec<Test>,
    banks: Vec<Bank>,
    rubrics: Vec<Rubric>,
    designs: bool,
}

pub async fn show_home(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "assessment.view", &resource(&scope))?;
    let t = scope.viewer.speaker();
    let banks = bank::of_partnership(app.db(), scope.tenant(), scope.id(), None, SHOWN).await?;
    show(&Home {
        shell: Shell::within(&app, &scope, t.say("assessment-title")).step(&app, &scope, Step::Evidence),
        partnership: format!("/p/{}", scope.id()),
        tests: exam::of_partnership(app.db(), scope.tenant(), scope.id(), None, SHOWN).await?,
        banks,
        rubrics: rubric::of_partnership(app.db(), scope.tenant(), scope.id(), None, SHOWN).await?,
        designs: scope.may(&app, "assessment.design", &resource(&scope)),
    })
}
