//! Changing terms while statements of them stand.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::testing::{Browser, a_morning, on_both_engines};
use lustrum_kernel::{Day, Moment};
use serde_json::json;

use super::day;
use crate::By;
use crate::charter::find as find_charter;
use crate::terms::fee::Measured;
use crate::terms::refused::{Lack, PartLack};
use crate::terms::statement::{self, Figure, compute, confirm, make};
use crate::terms::{
    Base, Outcome, Proposal, State, StatementId, Terms, TermsId, TermsRefused, Version, accept, change, find,
    newest_first, propose, store,
};
use crate::testing::{agreed_terms, areas, lead, signed};

const WHY: &str = "We share the risk, also where it is hard to prove.";

async fn version(app: &App, world: &World, id: TermsId) -> Version {
    find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap()
}

async fn stated(app: &App, by: &By, terms: TermsId, figure: Option<Figure>) -> Result<StatementId, TermsRefused> {
    let tx = app.db().begin().await.unwrap();
    let id = make(&tx, by, terms, vec![figure.into()]).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

async fn confirmed(app: &App, world: &World, by: &By, terms: TermsId, id: StatementId) -> i64 {
    let all = store::statements(app.db(), world.client, terms).await.unwrap();
    let made = all.into_iter().find(|made| made.id == id).unwrap();
    let tx = app.db().begin().await.unwrap();
    confirm(&tx, by, terms, id, &made.hash).await.unwrap();
    tx.commit().await.unwrap();
    compute(&made.frozen).due_now
}

/// Before the part of 1 September falls due.
fn summer() -> Moment {
    Moment("2026-07-20T08:00:00Z".parse().unwrap())
}

/// EUR 100,000 from October on: half of it fixed, half at risk.
fn later(before: &Version) -> Terms {
    let at_risk =
        Outcome { share: 5_000, on: day("2027-01-01"), again: day("2027-06-01"), ..before.terms().outcomes[0].clone() };
    Terms {
        total: 10_000_000,
        base: Base { share: 5_000, on: day("2026-10-01") },
        outcomes: vec![at_risk],
        floor: 5_000_000,
        cap: 10_000_000,
        ..before.terms().clone()
    }
}

async fn proposed(
    app: &App,
    world: &World,
    by: &By,
    (terms, from): (Terms, Option<Day>),
) -> Result<TermsId, TermsRefused> {
    let sides = world.within(by.side, Role::Learner).partnership;
    let known = crate::charter::in_force_on(app.db(), world.client, world.partnership, app.now()).await.unwrap();
    let charter =
        find_charter(app.db(), world.client, world.partnership, known.unwrap().head.id).await.unwrap().unwrap();
    let tx = app.db().begin().await.unwrap();
    let words = Some(WHY.to_owned());
    let proposal = Proposal { sides: &sides, charter: &charter, terms, chances: vec![None], words, from };
    let id = propose(&tx, by, proposal).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

/// Terms of which the base part is stated and confirmed.
async fn stated_terms(app: &App, world: &World, ours: &By, theirs: &By) -> TermsId {
    let first = agreed_terms(app, world, signed(app, world).await).await;
    let fixed = stated(app, theirs, first, None).await.unwrap();
    confirmed(app, world, ours, first, fixed).await;
    first
}

async fn accepted(app: &App, world: &World, by: &By, id: TermsId) -> Result<(), TermsRefused> {
    let hash = version(app, world, id).await.hash;
    let tx = app.db().begin().await.unwrap();
    accept(&tx, by, id, &hash, Some(WHY)).await?;
    tx.commit().await.unwrap();
    Ok(())
}

fn figure(estimate: i64) -> Option<Figure> {
    let measured = Measured { estimate, low: estimate - 2_000_000, high: estimate + 2_000_000 };
    Some(Figure { measured, n: 240, period: "March to August 2026".to_owned(), source: "Study 3".to_owned() })
}

#[tokio::test]
async fn cap_04_a_change_leaves_what_is_stated_and_holds_from_the_day_that_both_sides_sign() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let first = stated_terms(&app, &world, &ours, &theirs).await;
        let old = version(&app, &world, first).await;
        let wanted = later(&old);
        for from in [None, Some(day("2026-02-01"))] {
            let refused = proposed(&app, &world, &ours, (wanted.clone(), from)).await.unwrap_err();
            assert!(matches!(refused, TermsRefused::From(last) if last == day("2026-02-01")), "{refused:?}");
        }
        // What would fall due before that day is named at its field.
        let early = Terms { base: old.terms().base.clone(), outcomes: old.terms().outcomes.clone(), ..wanted.clone() };
        let early = Terms { base: Base { share: 8_000, ..early.base }, ..early };
        let from = day("2026-10-01");
        match proposed(&app, &world, &ours, (early, Some(from))).await.unwrap_err() {
            TermsRefused::Lacking(lacks) => {
                assert_eq!(lacks, [Lack::BaseBefore(from), Lack::Part(0, PartLack::Before(from))]);
            }
            other => panic!("{other:?}"),
        }
        let second = proposed(&app, &world, &ours, (wanted.clone(), Some(from))).await.unwrap();
        let change = version(&app, &world, second).await.agreement.change.unwrap();
        assert_eq!((change.of, &change.hash, change.from), (1, &old.hash, from));
        accepted(&app, &world, &theirs, second).await.unwrap();
        let known = newest_first(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!((known[0].state, known[1].state), (State::Agreed, State::Superseded));
        assert_eq!(change::ends(&known, &known[1]), Some(from));

        // The part of 1 September is settled under the old terms, as it was agreed; nothing more comes of them.
        let part = stated(&app, &ours, first, figure(-10_000_000)).await.unwrap();
        assert_eq!(confirmed(&app, &world, &theirs, first, part).await, 4_800_000);
        assert!(matches!(stated(&app, &ours, first, None).await, Err(TermsRefused::AllSettled)));
        assert!(matches!(stated(&app, &ours, second, None).await, Err(TermsRefused::TooEarly(day)) if day == from));
        app.clock().set(Moment("2026-10-02T08:00:00Z".parse().unwrap()));
        let ours = lead(&app, &world, Side::Organisation);
        let fixed = stated(&app, &ours, second, None).await.unwrap();
        assert_eq!(confirmed(&app, &world, &lead(&app, &world, Side::Partner), second, fixed).await, 5_000_000);
    })
    .await;
}

#[tokio::test]
async fn a_statement_made_while_a_change_waits_is_not_overruled_by_it() {
    on_both_engines(&areas(), async |app| {
        app.clock().set(summer());
        let world = world(&app).await;
        let first = agreed_terms(&app, &world, signed(&app, &world).await).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let wanted = later(&version(&app, &world, first).await);
        // Nothing is stated yet: the new terms would take the place of the old ones altogether.
        let whole = proposed(&app, &world, &ours, (wanted.clone(), None)).await.unwrap();
        assert!(version(&app, &world, whole).await.agreement.change.is_none());
        let fixed = stated(&app, &theirs, first, None).await.unwrap();
        assert!(matches!(accepted(&app, &world, &theirs, whole).await, Err(TermsRefused::StatementStands)));
        let second = proposed(&app, &world, &ours, (wanted.clone(), Some(day("2026-08-01")))).await.unwrap();
        confirmed(&app, &world, &ours, first, fixed).await;
        app.clock().set(a_morning());
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        stated(&app, &ours, first, figure(-4_000_000)).await.unwrap();
        let refused = accepted(&app, &world, &theirs, second).await;
        assert!(matches!(refused, Err(TermsRefused::StatementStands)), "1 September is stated since");
        let third = proposed(&app, &world, &ours, (wanted.clone(), Some(day("2026-10-01")))).await.unwrap();
        accepted(&app, &world, &theirs, third).await.unwrap();

        // The statement that waited is confirmed under the terms of which it is; a further change is one of the same terms.
        let known = store::waiting(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!(confirmed(&app, &world, &theirs, first, known[0].id).await, 1_920_000);
        let terms = Terms { base: Base { share: 5_000, on: day("2026-11-01") }, ..wanted };
        let fourth = proposed(&app, &world, &theirs, (terms, Some(day("2026-11-01")))).await.unwrap();
        assert_eq!(version(&app, &world, fourth).await.agreement.change.unwrap().of, 1);
        accepted(&app, &world, &ours, fourth).await.unwrap();
        let known = newest_first(app.db(), world.client, world.partnership).await.unwrap();
        let old = known.iter().find(|version| version.id == first).unwrap();
        assert_eq!(change::ends(&known, old), Some(day("2026-11-01")));
        assert!(!change::settles(&known, known.iter().find(|version| version.id == third).unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_change_holds_from_today_at_the_soonest_and_never_reaches_back_to_what_fell_due() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let first = stated_terms(&app, &world, &ours, &theirs).await;
        let old = version(&app, &world, first).await;
        // The part of 1 September is due and nobody stated it yet: it does not lapse behind anybody's back.
        let refused = proposed(&app, &world, &ours, (later(&old), Some(day("2026-08-01")))).await.unwrap_err();
        assert!(matches!(refused, TermsRefused::FromPast), "{refused:?}");
        let begun = change::begun(app.db(), world.client, world.partnership).await.unwrap().unwrap();
        assert_eq!(begun.soonest(day("2026-09-17")), day("2026-09-17"));
        assert_eq!(begun.soonest(day("2026-01-17")), day("2026-02-02"), "a day after what is stated");
        let path = format!("/p/{}/terms", world.partnership);
        let own = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let form = own.get(&format!("{path}/new")).await;
        assert!(form.shows("name=\"from\" value=\"2026-09-17\""), "{}", form.body);
        let mut typed: Vec<(&str, &str)> = [
            ("currency", "EUR"),
            ("total", "100000"),
            ("floor", "50000"),
            ("cap", "100000"),
            ("base.share", "50"),
            ("base.on", "2026-10-01"),
            ("outcomes.0.kind", "at-risk"),
            ("outcomes.0.share", "50"),
            ("outcomes.0.rule", "estimate"),
            ("outcomes.0.target", "-10"),
            ("outcomes.0.unit", "%"),
            ("outcomes.0.on", "2027-01-01"),
            ("outcomes.0.again", "2027-06-01"),
            ("outcomes.0.fallback", "estimate"),
            ("words", WHY),
        ]
        .into();
        let measure = old.terms().outcomes[0].measure.to_string();
        typed.push(("outcomes.0.measure", &measure));
        let stated = own.post(&path, &[&typed[..], &[("from", "2026-02-01")]].concat()).await;
        assert!(stated.shows("Name a day after 1 February 2026"), "a day is written as a day: {}", stated.body);
        let past = own.post(&path, &[&typed[..], &[("from", "2026-09-16")]].concat()).await;
        assert!(past.status == 422 && past.shows("from-error") && past.shows("today or a later day"), "{}", past.body);
        let today = own.post(&path, &[&typed[..], &[("from", "2026-09-17")]].concat()).await;
        assert_eq!(today.status, 303, "{}", today.body);
        // A proposal of which the day has passed begins again with a day that has not.
        app.clock().set(Moment("2026-09-25T08:00:00Z".parse().unwrap()));
        assert!(own.get(&format!("{path}/new")).await.shows("name=\"from\" value=\"2026-09-25\""));
    })
    .await;
}

#[tokio::test]
async fn both_sides_read_what_a_change_changes_what_stays_and_what_lapses() {
    on_both_engines(&areas(), async |app| {
        app.clock().set(summer());
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let first = stated_terms(&app, &world, &ours, &theirs).await;
        let path = format!("/p/{}/terms", world.partnership);
        let own = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let other = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let form = own.get(&format!("{path}/new")).await;
        assert!(form.shows("From when the change holds") && form.shows("value=\"2026-07-20\""), "{}", form.body);
        let wanted = later(&version(&app, &world, first).await);
        let second = proposed(&app, &world, &ours, (wanted, Some(day("2026-08-01")))).await.unwrap();
        let lists = (own.get(&path).await, other.get(&path).await);
        assert!(lists.0.shows("The proposal waits for the answer of") && !lists.0.shows("waits for your side"));
        assert!(lists.1.shows("A proposal waits for your side’s answer"), "{}", lists.1.body);
        for browser in [&own, &other] {
            let page = browser.get(&format!("{path}/{second}")).await;
            assert!(page.shows("What differs from terms 1") && page.shows("They change terms 1 from 1 August 2026"));
            assert!(
                page.shows("EUR\u{a0}100,000.00 when every target") && page.shows("EUR\u{a0}240,000.00 when every")
            );
            assert!(page.shows("Lapses: “Fewer managers leave.” of terms 1"), "{}", page.body);
        }
        accepted(&app, &world, &theirs, second).await.unwrap();
        let list = own.get(&path).await;
        assert!(list.shows("holds until 1 August 2026") && list.shows("agreed, from 1 August 2026"), "{}", list.body);
        assert!(list.shows("Terms 1: Everything that fell due before 1 August 2026 is settled."), "{}", list.body);
        assert!(list.shows("Fee statement of 1 February 2026"), "what is stated stays there: {}", list.body);
        let api = own.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        assert_eq!(api["versions"][1]["until"], "2026-08-01");
        assert_eq!(api["versions"][0]["agreement"]["change"]["of"], 1);
        assert!(
            statement::next(
                &version(&app, &world, first).await,
                &statement::after(&version(&app, &world, first).await, &[]),
                Some(day("2026-01-01"))
            )
            .is_none()
        );
    })
    .await;
}
