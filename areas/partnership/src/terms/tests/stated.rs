use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::Side;
use lustrum_kernel::app::App;
use lustrum_kernel::testing::on_both_engines;

use super::day;
use crate::By;
use crate::charter::text;
use crate::terms::fee::{Measured, Settled};
use crate::terms::statement::{self, Document, Figure, State, Statement, compute, confirm, document, make, withdraw};
use crate::terms::statement_pages::{bytes, table_of};
use crate::terms::{StatementId, TermsId, TermsRefused, find, store};
use crate::testing::{agreed_terms, areas, lead, signed};

fn figure(estimate: i64, low: i64, high: i64) -> Figure {
    let measured = Measured { estimate, low, high };
    Figure { measured, n: 240, period: "March to August 2026".to_owned(), source: "Study 3".to_owned() }
}

async fn made(app: &App, by: &By, terms: TermsId, figure: Option<Figure>) -> Result<StatementId, TermsRefused> {
    let tx = app.db().begin().await.unwrap();
    let id = make(&tx, by, terms, vec![figure]).await?;
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
        let waiting = store::waiting(app.db(), world.client, world.partnership).await.unwrap().unwrap();
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
