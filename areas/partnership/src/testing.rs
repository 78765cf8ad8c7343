//! For tests: a partnership with contacts who may sign, and a charter that both sides have signed.

use lustrum_identity::testing::World;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::locale::Locale;
use lustrum_strategy::kpi::KpiVersionId;

use crate::By;
use crate::charter::{self, CharterVersionId, NewMeasure, Section};
use crate::contact::{Given, Mandate, give};
use crate::terms::{self, Base, Fallback, Kind, Outcome, Proposal, Rule, Terms, TermsId};

/// This area with those that it stands on.
pub fn areas() -> Vec<Area> {
    vec![lustrum_identity::area(), lustrum_strategy::area(), crate::area()]
}

/// The lead of a side, acting now.
pub fn lead(app: &App, world: &World, side: Side) -> By {
    let role = match side {
        Side::Organisation => Role::LdLead,
        Side::Partner => Role::PartnerLead,
    };
    By::viewer(&world.within(side, role), app.now())
}

/// Gives the leads of both sides every mandate.
pub async fn mandates(app: &App, world: &World) {
    let tx = app.db().begin().await.expect("a database is there");
    for side in Side::BOTH {
        let by = lead(app, world, side);
        let given = Given { holds: Mandate::ALL.to_vec(), deputises: Vec::new(), ..Given::default() };
        give(&tx, &by, by.person, &format!("the lead ({})", side.word()), &given).await.expect("nothing is in the way");
    }
    tx.commit().await.expect("nothing is in the way");
}

/// A draft that can be offered.
pub async fn complete_draft(app: &App, world: &World) -> CharterVersionId {
    complete_draft_on(app, world, None).await
}

/// A draft whose measure is computed from this KPI.
pub async fn complete_draft_on(app: &App, world: &World, kpi: Option<KpiVersionId>) -> CharterVersionId {
    let by = lead(app, world, Side::Organisation);
    let tx = app.db().begin().await.expect("a database is there");
    let version = charter::begin(&tx, &by, Locale::En).await.expect("nothing is open");
    for section in Section::ALL {
        let text = format!("What both sides say about {}.", section.word());
        charter::edit_section(&tx, &by, version, section, 1, &text).await.expect("it was just begun");
    }
    let measure = NewMeasure { level: 4, text: "Fewer managers leave.".to_owned(), kpi, ..NewMeasure::default() };
    charter::add_measure(&tx, &by, version, measure).await.expect("it is a draft");
    tx.commit().await.expect("nothing is in the way");
    version
}

/// A charter in force.
pub async fn signed(app: &App, world: &World) -> CharterVersionId {
    signed_on(app, world, None).await
}

/// A charter in force whose measure is computed from this KPI.
pub async fn signed_on(app: &App, world: &World, kpi: Option<KpiVersionId>) -> CharterVersionId {
    mandates(app, world).await;
    let version = complete_draft_on(app, world, kpi).await;
    let tx = app.db().begin().await.expect("a database is there");
    let hash = charter::offer(&tx, &lead(app, world, Side::Organisation), version).await.expect("it is complete");
    for side in Side::BOTH {
        charter::sign(&tx, &lead(app, world, side), version, &hash).await.expect("the leads hold the mandate");
    }
    tx.commit().await.expect("nothing is in the way");
    version
}

/// Terms that both sides agreed, on a measure of the charter in force: 80 % fixed, 20 % at risk.
pub async fn agreed_terms(app: &App, world: &World, charter: CharterVersionId) -> TermsId {
    let charter = charter::find(app.db(), world.client, world.partnership, charter).await;
    let charter = charter.expect("the database is there").expect("the charter is in force");
    let day = |text: &str| text.parse().expect("a day");
    let measure = charter.measures.iter().find(|known| known.level >= 3).expect("a charter has one");
    let outcome = Outcome {
        kind: Kind::AtRisk,
        share: 2_000,
        measure: measure.id,
        level: measure.level,
        text: measure.text.clone(),
        unit: "%".to_owned(),
        rule: Rule::Estimate,
        threshold: 0,
        target: -10_000_000,
        on: day("2026-09-01"),
        again: day("2027-03-01"),
        fallback: Fallback::Estimate,
    };
    let wanted = Terms {
        currency: "EUR".to_owned(),
        total: 24_000_000,
        base: Base { share: 8_000, on: day("2026-02-01") },
        outcomes: vec![outcome],
        floor: 19_000_000,
        cap: 25_000_000,
    };
    let words = "We share the risk, also where it is hard to prove.";
    let sides = world.within(Side::Organisation, Role::LdLead).partnership;
    let tx = app.db().begin().await.expect("a database is there");
    let proposal = Proposal {
        sides: &sides,
        charter: &charter,
        terms: wanted,
        chances: vec![None],
        words: Some(words.to_owned()),
        from: None,
    };
    let id = terms::propose(&tx, &lead(app, world, Side::Partner), proposal).await.expect("it holds together");
    let known = terms::find(&tx, world.client, world.partnership, id).await.expect("the database is there");
    let hash = known.expect("it was just proposed").hash;
    terms::accept(&tx, &lead(app, world, Side::Organisation), id, &hash, Some(words)).await.expect("it is its hash");
    tx.commit().await.expect("nothing is in the way");
    id
}
