use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::Side;
use lustrum_kernel::app::App;
use lustrum_kernel::studied::{Run, Studied};
use lustrum_kernel::testing::on_both_engines;

use super::day;
use crate::By;
use crate::charter::text;
use crate::terms::fee::{Measured, Settled};
use crate::terms::origin::{Given, Unusable, given};
use crate::terms::statement::{
    self, Document, Earlier, FORM, Figure, Frozen, State, Statement, compute, confirm, document, make, withdraw,
};
use crate::terms::statement_files::{bytes, table_of};
use crate::terms::{StatementId, TermsId, TermsRefused, Version, find, store};
use crate::testing::{agreed_terms, areas, lead, signed};

fn figure(estimate: i64, low: i64, high: i64) -> Figure {
    let measured = Measured { estimate, low, high };
    Figure { measured, n: 240, period: "March to August 2026".to_owned(), source: "Study 3".to_owned() }
}

async fn made(app: &App, by: &By, terms: TermsId, figure: impl Into<Given>) -> Result<StatementId, TermsRefused> {
    let tx = app.db().begin().await.unwrap();
    let id = make(&tx, by, terms, vec![figure.into()]).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

async fn known(app: &App, world: &World, terms: TermsId, id: StatementId) -> Statement {
    let all = store::statements(app.db(), world.client, terms).await.unwrap();
    all.into_iter().find(|known| known.id == id).unwrap()
}

async fn confirmed(app: &App, world: &World, by: &By, terms: TermsId, id: StatementId) {
    let hash = known(app, world, terms, id).await.hash;
    let tx = app.db().begin().await.unwrap();
    confirm(&tx, by, terms, id, &hash).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn cap_04_a_fee_statement_is_computed_again_from_its_frozen_inputs_to_the_byte() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let terms = agreed_terms(&app, &world, signed(&app, &world).await).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        // The fixed part first: nothing has to be measured for it.
        let first = made(&app, &theirs, terms, None).await.unwrap();
        let stated = known(&app, &world, terms, first).await;
        assert_eq!((stated.frozen.on, compute(&stated.frozen).due_now), (day("2026-02-01"), 19_200_000));
        assert!(matches!(made(&app, &ours, terms, None).await, Err(TermsRefused::StatementOpen)));
        confirmed(&app, &world, &ours, terms, first).await;

        // 4 of 10 points are shown: 40 % of 4,800,000.
        let second = made(&app, &ours, terms, Some(figure(-4_000_000, -6_500_000, -1_500_000))).await.unwrap();
        confirmed(&app, &world, &theirs, terms, second).await;
        let stated = known(&app, &world, terms, second).await;
        let computed = compute(&stated.frozen);
        assert_eq!(computed.sum.lines[1].settled, Settled::InPart);
        assert_eq!((computed.stated_before, computed.due_now, computed.sum.total), (19_200_000, 1_920_000, 21_120_000));
        assert!(matches!(made(&app, &ours, terms, None).await, Err(TermsRefused::AllSettled)));

        // The document that is downloaded holds what it takes to compute it again.
        let file = bytes(&document(&stated));
        let read: Document = serde_json::from_slice(&file).unwrap();
        let inputs = serde_json::to_string(&read.frozen).unwrap();
        assert_eq!(text::hash(&inputs), read.hash);
        let anew = Document { computed: compute(&read.frozen), hash: text::hash(&inputs), frozen: read.frozen };
        assert_eq!(bytes(&anew), file);
        assert_eq!(table_of(&anew), table_of(&document(&stated)));
        let table = String::from_utf8(table_of(&anew)).unwrap();
        assert!(table.contains("in-part,4800000,1920000,EUR"), "{table}");
    })
    .await;
}

#[tokio::test]
async fn cap_04_what_is_not_yet_conclusive_is_deferred_once_and_then_settled_as_agreed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let terms = agreed_terms(&app, &world, signed(&app, &world).await).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let first = made(&app, &ours, terms, None).await.unwrap();
        confirmed(&app, &world, &theirs, terms, first).await;
        let inconclusive = figure(-5_000_000, -12_000_000, 2_000_000);
        let second = made(&app, &ours, terms, Some(inconclusive.clone())).await.unwrap();
        confirmed(&app, &world, &theirs, terms, second).await;
        let computed = compute(&known(&app, &world, terms, second).await.frozen);
        assert_eq!((computed.sum.lines[1].settled, computed.due_now), (Settled::Deferred, 0));
        match made(&app, &ours, terms, None).await {
            Err(TermsRefused::TooEarly(on)) => assert_eq!(on, day("2027-03-01")),
            other => panic!("{other:?}"),
        }
        let later = By { at: ours.at.plus_days(200), ..ours };
        let third = made(&app, &later, terms, Some(inconclusive)).await.unwrap();
        let computed = compute(&known(&app, &world, terms, third).await.frozen);
        assert_eq!((computed.sum.lines[1].settled, computed.due_now), (Settled::Fallback, 2_400_000));
    })
    .await;
}

#[tokio::test]
async fn a_statement_is_confirmed_by_the_other_side_over_the_hash_of_what_it_saw() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let charter = signed(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        // Before anything is agreed there is nothing to state.
        assert!(matches!(made(&app, &ours, TermsId::new(), None).await, Err(TermsRefused::NotAgreed)));
        let terms = agreed_terms(&app, &world, charter).await;
        let id = made(&app, &theirs, terms, None).await.unwrap();
        let hash = known(&app, &world, terms, id).await.hash;
        let answer = async |by: &By, hash: &str| {
            let tx = app.db().begin().await.unwrap();
            confirm(&tx, by, terms, id, hash).await
        };
        assert!(matches!(answer(&theirs, &hash).await, Err(TermsRefused::OwnProposal)));
        assert!(matches!(answer(&ours, "0").await, Err(TermsRefused::Changed)));
        let waiting = store::waiting(app.db(), world.client, world.partnership).await.unwrap().remove(0);
        assert_eq!((waiting.id, waiting.state), (id, State::Made));
        let tx = app.db().begin().await.unwrap();
        withdraw(&tx, &ours, terms, id).await.unwrap();
        tx.commit().await.unwrap();
        assert!(matches!(answer(&ours, &hash).await, Err(TermsRefused::StatementNotOpen)));
        // What was turned down does not count; the next one begins where it began.
        let again = made(&app, &theirs, terms, None).await.unwrap();
        let stated = known(&app, &world, terms, again).await;
        assert_eq!((stated.frozen.number, compute(&stated.frozen).due_now), (2, 19_200_000));
        let version = find(app.db(), world.client, world.partnership, terms).await.unwrap().unwrap();
        assert_eq!(statement::after(&version, std::slice::from_ref(&stated)).total, 0, "not confirmed yet");
    })
    .await;
}

/// A study in percent that was run once, with these effect and failed checks.
fn studied(effect: Option<(f64, [f64; 2])>, failed: &[&str]) -> Studied {
    Studied {
        study: uuid::Uuid::nil(),
        title: "Turnover against the wait-list".to_owned(),
        kpi: None,
        unit: "%".to_owned(),
        months: Some((day("2025-03-01"), day("2026-09-01"))),
        source: "HR system".to_owned(),
        plan_hash: "p".to_owned(),
        shared: true,
        path: None,
        run: Some(Run {
            number: 2,
            made_at: lustrum_kernel::Moment("2026-10-12T09:00:00Z".parse().unwrap()),
            effect,
            level: Some(0.95),
            n: 240,
            design: Some("did".to_owned()),
            verdict: "effect".to_owned(),
            failed: failed.iter().map(|check| (*check).to_owned()).collect(),
            data_hash: "d".to_owned(),
            answer_hash: "a".to_owned(),
            code: "lustrum-study 1".to_owned(),
        }),
    }
}

/// What is due of 4,800,000 for a full effect of -10, given this.
fn due(given: &Given, version: &Version, second: bool) -> (Settled, i64) {
    let frozen = Frozen {
        form: FORM.to_owned(),
        number: 2,
        on: if second { day("2027-03-01") } else { day("2026-09-01") },
        terms_hash: version.hash.clone(),
        agreement: version.agreement.clone(),
        earlier: vec![
            Some(Earlier { settled: Settled::Fixed, due: 19_200_000 }),
            second.then_some(Earlier { settled: Settled::Deferred, due: 0 }),
        ],
        stated_before: 19_200_000,
        results: vec![given.figure.clone()],
        origins: vec![given.origin.clone()],
    };
    let line = compute(&frozen).sum.lines[1];
    (line.settled, line.due)
}

#[tokio::test]
async fn cap_04_a_result_of_a_study_is_settled_by_the_agreed_rule_and_never_guessed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let terms = agreed_terms(&app, &world, signed(&app, &world).await).await;
        let version = find(app.db(), world.client, world.partnership, terms).await.unwrap().unwrap();
        let part = &version.terms().outcomes[0];

        // 4 of 10 points, rounded to the millionth once.
        let sound = given(part, &studied(Some((-4.000_000_4, [-6.5, -1.5])), &[])).unwrap();
        assert_eq!(sound.figure.as_ref().unwrap().measured.estimate, -4_000_000);
        assert_eq!(sound.figure.as_ref().unwrap().period, "2025-03/2026-09");
        assert_eq!(due(&sound, &version, false), (Settled::InPart, 1_920_000));
        // A check failed: its interval settles nothing. It is deferred, and then what was agreed for that holds.
        let failed = given(part, &studied(Some((-4.0, [-6.5, -1.5])), &["pre_trend"])).unwrap();
        assert_eq!(due(&failed, &version, false), (Settled::Deferred, 0));
        assert_eq!(due(&failed, &version, true), (Settled::Fallback, 1_920_000));
        // No effect is identified: no figure, and nothing to estimate from on the second date either.
        let unidentified = given(part, &studied(None, &[])).unwrap();
        assert!(unidentified.figure.is_none() && unidentified.origin.is_some());
        assert_eq!(due(&unidentified, &version, false), (Settled::Deferred, 0));
        assert_eq!(due(&unidentified, &version, true), (Settled::Fallback, 0));
        // Not conclusive by its interval.
        let open = given(part, &studied(Some((-5.0, [-12.0, 2.0])), &[])).unwrap();
        assert_eq!(due(&open, &version, false), (Settled::Deferred, 0));
        assert_eq!(due(&open, &version, true), (Settled::Fallback, 2_400_000));

        let refused = |studied: Studied| given(part, &studied).unwrap_err();
        let effect = Some((-4.0, [-6.5, -1.5]));
        assert_eq!(refused(Studied { shared: false, ..studied(effect, &[]) }), Unusable::Unshared);
        assert_eq!(refused(Studied { run: None, ..studied(effect, &[]) }), Unusable::NotRun);
        let dollars = Studied { unit: "US dollars".to_owned(), ..studied(effect, &[]) };
        assert_eq!(refused(dollars), Unusable::Unit("US dollars".to_owned()));
        for (estimate, low) in [(f64::NAN, -6.5), (-4.0, f64::NEG_INFINITY), (-4.0, -1e7)] {
            assert_eq!(refused(studied(Some((estimate, [low, -1.5])), &[])), Unusable::Interval);
        }
        let mut wide = studied(effect, &[]);
        wide.run.as_mut().unwrap().level = Some(0.9);
        assert_eq!(refused(wide), Unusable::Interval);
    })
    .await;
}

#[tokio::test]
async fn cap_04_a_statement_keeps_the_run_that_it_was_made_from_under_its_hash() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let terms = agreed_terms(&app, &world, signed(&app, &world).await).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let first = made(&app, &ours, terms, None).await.unwrap();
        confirmed(&app, &world, &theirs, terms, first).await;
        // What was typed is frozen as it always was: the field is not there.
        assert!(!known(&app, &world, terms, first).await.inputs.contains("origins"));
        let version = find(app.db(), world.client, world.partnership, terms).await.unwrap().unwrap();
        let given = given(&version.terms().outcomes[0], &studied(Some((-4.0, [-6.5, -1.5])), &[])).unwrap();
        let second = made(&app, &ours, terms, given.clone()).await.unwrap();
        let stated = known(&app, &world, terms, second).await;
        assert_eq!(stated.frozen.origins, [given.origin]);
        assert_eq!(text::hash(&stated.inputs), stated.hash);
        let read: Document = serde_json::from_slice(&bytes(&document(&stated))).unwrap();
        assert_eq!(compute(&read.frozen).due_now, 1_920_000);
        assert_eq!(serde_json::to_string(&read.frozen).unwrap(), stated.inputs);
        let table = String::from_utf8(table_of(&document(&stated))).unwrap();
        assert!(table.contains("answer_sha256") && table.contains(",2,effect,,p,d,a"), "{table}");
    })
    .await;
}

/// A statement as it was frozen before results could come from a study, and its hash of then.
const OLD: &str = r#"{"form":"lustrum fee statement 1","number":2,"on":"2026-09-01","terms_hash":"t","agreement":{"form":"lustrum terms 1","partnership":"01890a5d-ac96-774b-bcce-b302099a8057","organisation":"Noordkade","partner":"Baken","number":1,"charter":"1.0","charter_hash":"c","proposed_by":"partner","terms":{"currency":"EUR","total":24000000,"base":{"share":8000,"on":"2026-02-01"},"outcomes":[{"kind":"at-risk","share":2000,"measure":"01890a5d-ac96-774b-bcce-b302099a8058","level":4,"text":"Fewer managers leave.","unit":"%","rule":"estimate","threshold":0,"target":-10000000,"on":"2026-09-01","again":"2027-03-01","fallback":"estimate"}],"floor":19000000,"cap":25000000},"chances":[null],"words":null},"earlier":[{"settled":"fixed","due":19200000},null],"stated_before":19200000,"results":[{"estimate":-4000000,"low":-6500000,"high":-1500000,"n":240,"period":"March to August 2026","source":"Study 3"}]}"#;

#[test]
fn what_was_frozen_before_results_came_from_studies_keeps_its_text_and_its_cents() {
    let frozen: Frozen = serde_json::from_str(OLD).unwrap();
    assert_eq!(serde_json::to_string(&frozen).unwrap(), OLD);
    assert_eq!(compute(&frozen).due_now, 1_920_000);
    assert!(frozen.origins.is_empty() && frozen.settles(0));
    let table = table_of(&Document { computed: compute(&frozen), hash: text::hash(OLD), frozen });
    assert!(!String::from_utf8(table).unwrap().contains("sha256"), "the file of then has no such columns");
}
