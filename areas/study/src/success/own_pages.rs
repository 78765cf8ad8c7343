//! What a learner decides: whether to be asked, and whether the own words stay.

use askama::Template;
use axum::extract::State;
use lustrum_evidence::ratings;
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;
use lustrum_partnership::By;
use lustrum_programme::programme;

use super::change_pages::take_away;
use super::{Case, CaseId, Story, allow, own, path_of, refuse, resource, willing};

#[derive(Template)]
#[template(path = "success/mine.html")]
struct Mine {
    shell: Shell,
    form: Fields,
    path: String,
    programmes: Vec<Asked>,
    cases: Vec<(CaseId, Option<Story>, String)>,
}

struct Asked {
    id: programme::ProgrammeId,
    title: String,
    willing: bool,
}

async fn page(app: &App, scope: &PartnershipScope, form: Fields) -> Result<Mine, Problem> {
    let t = scope.viewer.speaker();
    let email = scope.viewer.email.to_lowercase();
    let mut programmes = Vec::new();
    // A partnership has a handful of programmes.
    for one in programme::of_partnership(app.db(), scope.tenant(), scope.id()).await? {
        let enrolled = ratings::enrolled(app.db(), scope.tenant(), one.id).await?;
        if enrolled.get(&email).copied().unwrap_or_default() {
            let willing = willing(app.db(), scope.tenant(), one.id).await?.contains(&email);
            programmes.push(Asked { id: one.id, title: one.title, willing });
        }
    }
    let cases = own(app.db(), scope.tenant(), scope.id(), &email).await?;
    let told = |case: Case| (case.id, case.story.clone(), t.say(&format!("case-state-{}", case.state())));
    Ok(Mine {
        shell: Shell::within(app, scope, t.say("success-mine")).narrow(),
        form,
        path: path_of(scope),
        programmes,
        cases: cases.into_iter().map(told).collect(),
    })
}

pub async fn show_mine(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "success.own", &resource(&scope))?;
    show(&page(&app, &scope, Fields::default()).await?)
}

/// What was decided: a programme to be asked about or not, or a case whose words go.
enum Decided {
    Asked(programme::ProgrammeId, bool),
    Away(CaseId),
}

pub async fn decide(State(app): State<App>, scope: PartnershipScope, mut form: Fields) -> Answer {
    scope.require(&app, "success.own", &resource(&scope))?;
    let shown = page(&app, &scope, Fields::default()).await?;
    let asked = form.choice("decision", |word| {
        let (what, id) = word.split_once(' ')?;
        let programme = || shown.programmes.iter().find(|one| one.id.to_string() == id).map(|one| one.id);
        match what {
            "yes" => programme().map(|id| Decided::Asked(id, true)),
            "no" => programme().map(|id| Decided::Asked(id, false)),
            "away" => {
                shown.cases.iter().find(|(case, ..)| case.to_string() == id).map(|(case, ..)| Decided::Away(*case))
            }
            _ => None,
        }
    });
    let Some(asked) = asked else { return show_again(&page(&app, &scope, form).await?) };
    let email = scope.viewer.email.to_lowercase();
    let path = format!("{}/mine", path_of(&scope));
    match asked {
        Decided::Away(id) => {
            let cases = own(app.db(), scope.tenant(), scope.id(), &email).await?;
            let case = cases.into_iter().find(|case| case.id == id).ok_or(Problem::NotFound)?;
            take_away(&app, &scope, &case).await?;
            see_and_say(&path, "case-said-withdrawn")
        }
        Decided::Asked(programme, yes) => {
            let by = By::viewer(&scope, app.now());
            let tx = app.db().begin().await?;
            if yes {
                allow(&tx, &by, programme, &[email], "").await?;
            } else {
                refuse(&tx, &by, programme, &email).await?;
            }
            tx.commit().await?;
            see_and_say(&path, if yes { "case-said-willing" } else { "case-said-unwilling" })
        }
    }
}
