//! Where a KPI stands in the register of metrics, and its worked example.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, OrganisationScope};
use lustrum_kernel::app::App;
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show, show_again};

use super::{Example, Kind, Place, Reason, Registered, User, of_kpis, register};
use crate::kpi::pages::load;
use crate::kpi::{Kpi, KpiId};

#[derive(Template)]
#[template(path = "metric/edit.html")]
struct Edit {
    shell: Shell,
    form: Fields,
    kpi: Kpi,
    action: String,
    back: String,
    kinds: Vec<(String, String)>,
    users: Vec<(String, String)>,
    reasons: Vec<(String, String)>,
}

fn options<T: Copy>(
    t: &Speaker,
    all: &[T],
    word: fn(T) -> &'static str,
    key: fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter().map(|one| (word(*one).to_owned(), t.say(key(*one)))).collect()
}

fn page(app: &App, scope: &OrganisationScope, kpi: Kpi, form: Fields) -> Edit {
    let t = scope.viewer.speaker();
    let own = format!("/o/{}", scope.organisation());
    Edit {
        action: format!("{own}/kpis/{}/metric", kpi.id),
        back: format!("{own}/metrics"),
        kinds: options(&t, Kind::ALL, Kind::word, Kind::key),
        users: options(&t, User::ALL, User::word, User::key),
        reasons: options(&t, Reason::ALL, Reason::word, Reason::key),
        shell: Shell::at(app, scope, t.say("metric-edit")).narrow(),
        form,
        kpi,
    }
}

pub async fn show_edit(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.write", &kpi.resource())?;
    let known = of_kpis(app.db(), scope.organisation()).await?.remove(&id);
    let registered = known.unwrap_or_else(|| Registered { place: Place::of_a_kpi(), example: None });
    let place = &registered.place;
    let mut values = vec![("kind", place.kind.word().to_owned())];
    values.extend(place.users.iter().map(|user| ("users", user.word().to_owned())));
    values.extend(place.reasons.iter().map(|reason| ("reasons", reason.word().to_owned())));
    if let Some(example) = registered.example {
        let written = [("part", example.part), ("whole", example.whole), ("value", example.value)];
        values.extend(written.map(|(name, number)| (name, number.to_string())));
    }
    show(&page(&app, &scope, kpi, Fields::filled(values)))
}

/// The fields of an example: so many of so many make this value.
const EXAMPLE: [&str; 3] = ["part", "whole", "value"];

/// Reads where it stands; an example that does not come out in the unit of the KPI is refused with what it would be.
fn read(form: &mut Fields, kpi: &Kpi, t: &Speaker) -> Option<Registered> {
    let kind = form.choice("kind", Kind::parse);
    let users: Vec<User> = form.values("users").into_iter().filter_map(User::parse).collect();
    let reasons: Vec<Reason> = form.values("reasons").into_iter().filter_map(Reason::parse).collect();
    for (name, none) in [("users", users.is_empty()), ("reasons", reasons.is_empty())] {
        if none {
            form.refuse(name, Fault::new("fault-not-a-choice"));
        }
    }
    let numbers = EXAMPLE.map(|name| form.optional_number(name));
    let example = match numbers {
        [Some(part), Some(whole), Some(value)] => Some(Example { part, whole, value }),
        _ => {
            // What can't be read says so itself; what is left empty beside the others is what is missing.
            let missing: Vec<&str> = EXAMPLE.into_iter().filter(|name| form.value(name).trim().is_empty()).collect();
            if missing.len() < EXAMPLE.len() {
                missing.into_iter().for_each(|name| form.refuse(name, Fault::new("fault-metric-example-half")));
            }
            None
        }
    };
    let definition = &kpi.current.definition;
    if let Some(example) = example.filter(|example| !example.holds(definition)) {
        let digits = usize::try_from(definition.decimals).unwrap_or_default();
        let fault = match example.expected(definition) {
            Some(expected) => Fault::new("fault-metric-example")
                .with("expected", t.number(expected, digits))
                .with("unit", &definition.unit),
            None => Fault::new("fault-metric-example-nothing"),
        };
        form.refuse(if example.whole == 0.0 { "whole" } else { "value" }, fault);
    }
    if form.has_faults() {
        return None;
    }
    Some(Registered { place: Place { kind: kind?, users, reasons }, example })
}

pub async fn save(
    State(app): State<App>,
    scope: OrganisationScope,
    Path((_, id)): Path<(OrganisationId, KpiId)>,
    mut form: Fields,
) -> Answer {
    let kpi = load(&app, &scope, id).await?;
    scope.require(&app, "kpi.write", &kpi.resource())?;
    let Some(registered) = read(&mut form, &kpi, &scope.viewer.speaker()) else {
        return show_again(&page(&app, &scope, kpi, form));
    };
    let tx = app.db().begin().await?;
    register(&tx, scope.organisation(), &kpi, scope.viewer.person, app.now(), &registered).await?;
    tx.commit().await?;
    see_and_say(&format!("/o/{}/metrics", scope.organisation()), "metric-said-registered")
}
