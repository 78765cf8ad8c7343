use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::Side;
use lustrum_kernel::app::App;
use lustrum_kernel::event::{self, Part};
use lustrum_kernel::money::Money;
use lustrum_kernel::testing::on_both_engines;

use super::terms;
use crate::By;
use crate::charter::{self, find as find_charter, text};
use crate::contact::{Given, Limits, Mandate, give};
use crate::terms::{
    Agreement, Proposal, State, Terms, TermsId, TermsRefused, accept, agreed, find, newest_first, open, propose,
    withdraw,
};
use crate::testing::{areas, lead, signed};

const WHY: &str = "We want to share the risk, also where it is hard to prove.";

/// Terms on the measure of level 4 of the charter in force.
async fn wanted(app: &App, world: &World) -> (charter::CharterVersion, Terms) {
    let id = signed(app, world).await;
    let charter = find_charter(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
    let terms = terms(charter.measures[0].id);
    (charter, terms)
}

async fn proposed(
    app: &App,
    world: &World,
    by: &By,
    of: &(charter::CharterVersion, Terms),
    words: Option<&str>,
) -> Result<TermsId, TermsRefused> {
    let sides = world.within(by.side, lustrum_kernel::access::Role::Learner).partnership;
    let tx = app.db().begin().await.unwrap();
    let chances = vec![None; of.1.outcomes.len()];
    let words = words.map(str::to_owned);
    let proposal = Proposal { sides: &sides, charter: &of.0, terms: of.1.clone(), chances, words, from: None };
    let id = propose(&tx, by, proposal).await?;
    tx.commit().await.unwrap();
    Ok(id)
}

async fn answered(app: &App, by: &By, id: TermsId, hash: &str, words: Option<&str>) -> Result<(), TermsRefused> {
    let tx = app.db().begin().await.unwrap();
    accept(&tx, by, id, hash, words).await?;
    tx.commit().await.unwrap();
    Ok(())
}

#[tokio::test]
async fn cap_04_terms_hold_when_the_other_side_accepts_the_same_content_by_its_hash() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let of = wanted(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        // What can't be told to be provable needs words of both sides.
        assert!(matches!(proposed(&app, &world, &theirs, &of, None).await, Err(TermsRefused::Unsaid)));
        let id = proposed(&app, &world, &theirs, &of, Some(WHY)).await.unwrap();
        let version = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap();
        assert_eq!((version.state, version.number(), version.agreement.weak()), (State::Proposed, 1, vec![0, 1]));
        assert_eq!(text::hash(&version.content), version.hash);
        assert_eq!(serde_json::from_str::<Agreement>(&version.content).unwrap(), version.agreement);

        let hash = version.hash.as_str();
        let refused = |answer: Result<(), TermsRefused>| answer.unwrap_err();
        assert!(matches!(refused(answered(&app, &theirs, id, hash, Some(WHY)).await), TermsRefused::OwnProposal));
        assert!(matches!(refused(answered(&app, &ours, id, "0", Some(WHY)).await), TermsRefused::Changed));
        assert!(matches!(refused(answered(&app, &ours, id, hash, None).await), TermsRefused::Unsaid));
        assert!(agreed(app.db(), world.client, world.partnership).await.unwrap().is_none());
        answered(&app, &ours, id, hash, Some(WHY)).await.unwrap();
        let held = agreed(app.db(), world.client, world.partnership).await.unwrap().unwrap();
        assert_eq!((held.id, held.content.as_str()), (id, version.content.as_str()), "the content did not move");
        assert_eq!(held.acceptance.unwrap().words.as_deref(), Some(WHY));
        assert!(matches!(refused(answered(&app, &ours, id, hash, Some(WHY)).await), TermsRefused::NotProposed));
        let known = event::recent(app.db(), Part::Partnership(world.client, world.partnership), None, 9).await.unwrap();
        let kinds: Vec<&str> =
            known.iter().map(|event| event.kind.as_str()).filter(|kind| kind.starts_with("terms.")).collect();
        assert_eq!(kinds, ["terms.accepted", "terms.proposed"]);
    })
    .await;
}

#[tokio::test]
async fn a_changed_proposal_needs_a_new_yes_and_takes_the_place_of_the_first() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let mut of = wanted(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let first = proposed(&app, &world, &theirs, &of, Some(WHY)).await.unwrap();
        let seen = find(app.db(), world.client, world.partnership, first).await.unwrap().unwrap().hash;
        of.1.total += 100;
        let second = proposed(&app, &world, &theirs, &of, Some(WHY)).await.unwrap();
        // Whoever still looks at the first is told.
        let refused = answered(&app, &ours, first, &seen, Some(WHY)).await.unwrap_err();
        assert!(matches!(refused, TermsRefused::NotProposed));
        let refused = answered(&app, &ours, second, &seen, Some(WHY)).await.unwrap_err();
        assert!(matches!(refused, TermsRefused::Changed));
        let waits = open(app.db(), world.client, world.partnership).await.unwrap().unwrap();
        assert_eq!((waits.id, waits.number()), (second, 2));
        answered(&app, &ours, second, &waits.hash, Some(WHY)).await.unwrap();

        // A change of what is agreed: it stays as it is until the other side accepts, or for good when turned down.
        of.1.total += 100;
        let third = proposed(&app, &world, &ours, &of, Some(WHY)).await.unwrap();
        let tx = app.db().begin().await.unwrap();
        withdraw(&tx, &theirs, third).await.unwrap();
        tx.commit().await.unwrap();
        let known = newest_first(app.db(), world.client, world.partnership).await.unwrap();
        let states: Vec<State> = known.iter().map(|version| version.state).collect();
        assert_eq!(states, [State::Withdrawn, State::Agreed, State::Withdrawn]);
        let fourth = proposed(&app, &world, &ours, &of, Some(WHY)).await.unwrap();
        let hash = find(app.db(), world.client, world.partnership, fourth).await.unwrap().unwrap().hash;
        answered(&app, &theirs, fourth, &hash, Some(WHY)).await.unwrap();
        let known = newest_first(app.db(), world.client, world.partnership).await.unwrap();
        assert_eq!((known[0].state, known[2].state), (State::Agreed, State::Superseded));
    })
    .await;
}

#[tokio::test]
async fn cap_20_terms_are_agreed_by_those_who_hold_the_mandate_and_others_are_sent_to_them() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let of = wanted(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let sponsor = world.viewer(Side::Organisation, lustrum_kernel::access::Role::BusinessSponsor);
        let tx = app.db().begin().await.unwrap();
        let given = Given { holds: vec![Mandate::AgreeTerms], deputises: vec![], ..Given::default() };
        give(&tx, &ours, sponsor.person, &sponsor.name, &given).await.unwrap();
        give(&tx, &ours, ours.person, "the lead", &Given::default()).await.unwrap();
        tx.commit().await.unwrap();
        let id = proposed(&app, &world, &theirs, &of, Some(WHY)).await.unwrap();
        let hash = find(app.db(), world.client, world.partnership, id).await.unwrap().unwrap().hash;
        match answered(&app, &ours, id, &hash, Some(WHY)).await {
            Err(TermsRefused::OutsideMandate(holders)) => assert_eq!(holders, ["business-sponsor (organisation)"]),
            other => panic!("{other:?}"),
        }
        assert!(matches!(proposed(&app, &world, &ours, &of, Some(WHY)).await, Err(TermsRefused::OutsideMandate(_))));
        // A limit in zlotys says nothing about terms in euros, however high it is.
        let tx = app.db().begin().await.unwrap();
        let limits = Limits { until: None, most: Some(Money::new(900_000_000, "PLN")) };
        let zlotys = Given { deputises: vec![Mandate::AgreeTerms], limits, ..Given::default() };
        give(&tx, &ours, ours.person, "the lead", &zlotys).await.unwrap();
        tx.commit().await.unwrap();
        match answered(&app, &ours, id, &hash, Some(WHY)).await {
            Err(TermsRefused::OtherCurrency(own, asked, holders)) => {
                assert_eq!((own.as_str(), asked.as_str()), ("PLN", "EUR"));
                assert_eq!(holders, ["business-sponsor (organisation)"]);
            }
            other => panic!("{other:?}"),
        }
        let by = By { person: sponsor.person, ..ours };
        answered(&app, &by, id, &hash, Some(WHY)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn terms_of_another_partnership_are_not_there() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let of = wanted(&app, &world).await;
        let theirs = lead(&app, &world, Side::Partner);
        let id = proposed(&app, &world, &theirs, &of, Some(WHY)).await.unwrap();
        assert!(find(app.db(), world.foreign_client, world.foreign_partnership, id).await.unwrap().is_none());
        let foreign = By { tenant: world.foreign_client, partnership: world.foreign_partnership, ..theirs };
        assert!(matches!(answered(&app, &foreign, id, "0", None).await, Err(TermsRefused::NotProposed)));
    })
    .await;
}
