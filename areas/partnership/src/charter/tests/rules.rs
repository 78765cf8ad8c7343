//! The rules of a charter, on both engines.

use lustrum_identity::membership;
use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{a_morning, on_both_engines};

use crate::By;
use crate::charter::{
    BeginRefused, EditRefused, Lack, NewMeasure, OfferRefused, Section, SignRefused, Signed, State, add_measure, begin,
    edit_section, find, in_force_on, newest_first, offer, open, remove_measure, sign, withdraw_offer,
};
use crate::contact::{Given, Mandate, give, holders};
use crate::testing::{areas, complete_draft, lead, mandates, signed};

#[tokio::test]
async fn cap_09_a_charter_is_not_in_force_until_both_mandates_signed_the_identical_hash() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let tx = app.db().begin().await.unwrap();
        assert!(matches!(sign(&tx, &ours, version, "").await, Err(SignRefused::NotOffered)));
        let hash = offer(&tx, &theirs, version).await.unwrap();
        let other = format!("{}0", &hash[..63]);
        let other = if other == hash { format!("{}1", &hash[..63]) } else { other };
        assert!(matches!(sign(&tx, &ours, version, &other).await, Err(SignRefused::TextChanged)));
        assert_eq!(sign(&tx, &ours, version, &hash).await.unwrap(), Signed::OneSide);
        assert!(matches!(sign(&tx, &ours, version, &hash).await, Err(SignRefused::SignedAlready)));
        tx.commit().await.unwrap();
        assert!(in_force_on(app.db(), world.client, world.partnership, app.now()).await.unwrap().is_none());

        let tx = app.db().begin().await.unwrap();
        assert_eq!(sign(&tx, &theirs, version, &hash).await.unwrap(), Signed::InForce);
        tx.commit().await.unwrap();
        let in_force = in_force_on(app.db(), world.client, world.partnership, app.now()).await.unwrap().unwrap();
        assert_eq!((in_force.id(), in_force.number().as_str()), (version, "1.0"));
        assert!(in_force.signatures.iter().all(|signature| signature.hash == hash) && in_force.signatures.len() == 2);
        let before = a_morning().plus_seconds(-1);
        assert!(in_force_on(app.db(), world.client, world.partnership, before).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn cap_09_any_later_edit_invalidates_the_signatures() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let tx = app.db().begin().await.unwrap();
        let first = offer(&tx, &ours, version).await.unwrap();
        sign(&tx, &ours, version, &first).await.unwrap();
        let edited = edit_section(&tx, &theirs, version, Section::Exit, 2, "Another way out.").await;
        assert!(matches!(edited, Err(EditRefused::NotADraft)), "an offered text stands still");
        let added = add_measure(&tx, &theirs, version, NewMeasure::default()).await;
        assert!(matches!(added, Err(EditRefused::NotADraft)));
        withdraw_offer(&tx, &theirs, version).await.unwrap();
        edit_section(&tx, &theirs, version, Section::Exit, 2, "Another way out.").await.unwrap();
        let second = offer(&tx, &theirs, version).await.unwrap();
        assert_ne!(first, second);
        assert!(matches!(sign(&tx, &ours, version, &first).await, Err(SignRefused::TextChanged)));
        assert_eq!(sign(&tx, &theirs, version, &second).await.unwrap(), Signed::OneSide, "the first one lapsed");
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn cap_08_the_next_version_begins_with_the_text_in_force_which_stays_until_both_signed() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let first = signed(&app, &world).await;
        app.clock().set(a_morning().plus_days(30));
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let tx = app.db().begin().await.unwrap();
        let second = begin(&tx, &theirs, Locale::En).await.unwrap();
        assert!(matches!(begin(&tx, &ours, Locale::En).await, Err(BeginRefused::OpenAlready)));
        tx.commit().await.unwrap();
        let known = find(app.db(), world.client, world.partnership, second).await.unwrap().unwrap();
        let before = find(app.db(), world.client, world.partnership, first).await.unwrap().unwrap();
        assert_eq!(known.number(), "1.1");
        assert!(Section::ALL.into_iter().all(|section| known.text_of(section) == before.text_of(section)));
        assert_eq!(known.measures.len(), 1);
        assert_ne!(known.measures[0].id, before.measures[0].id);

        let tx = app.db().begin().await.unwrap();
        edit_section(&tx, &ours, second, Section::Vision, 1, "A longer view.").await.unwrap();
        let hash = offer(&tx, &ours, second).await.unwrap();
        sign(&tx, &ours, second, &hash).await.unwrap();
        tx.commit().await.unwrap();
        let now = in_force_on(app.db(), world.client, world.partnership, app.now()).await.unwrap().unwrap();
        assert_eq!(now.id(), first);
        assert_eq!(open(app.db(), world.client, world.partnership).await.unwrap().unwrap().id(), second);

        app.clock().set(a_morning().plus_days(31));
        let theirs = By { at: app.now(), ..theirs };
        let tx = app.db().begin().await.unwrap();
        sign(&tx, &theirs, second, &hash).await.unwrap();
        tx.commit().await.unwrap();
        let on = async |days| {
            let moment = a_morning().plus_days(days);
            in_force_on(app.db(), world.client, world.partnership, moment).await.unwrap().map(|known| known.id())
        };
        assert_eq!((on(0).await, on(30).await, on(31).await), (Some(first), Some(first), Some(second)));
        let states: Vec<State> = newest_first(app.db(), world.client, world.partnership)
            .await
            .unwrap()
            .iter()
            .map(|head| head.state)
            .collect();
        assert_eq!(states, [State::InForce, State::Superseded]);
    })
    .await;
}

#[tokio::test]
async fn an_offer_names_everything_that_is_missing() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let by = lead(&app, &world, Side::Organisation);
        let tx = app.db().begin().await.unwrap();
        let version = begin(&tx, &by, Locale::Nl).await.unwrap();
        edit_section(&tx, &by, version, Section::Vision, 1, "Samen verder.").await.unwrap();
        let Err(OfferRefused::Lacking(lacks)) = offer(&tx, &by, version).await else { panic!("it is not complete") };
        let empty = [Section::Goals, Section::Roles, Section::Rhythm, Section::Exit].map(Lack::EmptySection);
        assert_eq!(lacks, [&empty[..], &[Lack::NoMeasure]].concat());
        let happy = NewMeasure { level: 1, text: "They like it.".to_owned(), ..NewMeasure::default() };
        let id = add_measure(&tx, &by, version, happy).await.unwrap();
        let Err(OfferRefused::Lacking(lacks)) = offer(&tx, &by, version).await else { panic!("it is not complete") };
        assert_eq!(lacks.last(), Some(&Lack::NoBehaviourOrResult));
        remove_measure(&tx, &by, version, id).await.unwrap();
        assert!(matches!(remove_measure(&tx, &by, version, id).await, Err(EditRefused::Unknown)));
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn one_person_does_not_sign_for_both_sides_and_each_side_gives_only_its_own_mandates() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let both = By { side: Side::Partner, ..ours };
        let tx = app.db().begin().await.unwrap();
        membership::join(&tx, world.partner, ours.person, &[Role::PartnerLead], app.now()).await.unwrap();
        let given = Given { holds: vec![Mandate::SignCharter], deputises: vec![], ..Given::default() };
        give(&tx, &theirs, ours.person, "both", &given).await.unwrap();
        let held = holders(&tx, world.client, world.partnership, Mandate::SignCharter).await.unwrap();
        assert_eq!(held.iter().filter(|held| held.person == ours.person).count(), 2, "the other side's gift stays");
        let hash = offer(&tx, &ours, version).await.unwrap();
        sign(&tx, &ours, version, &hash).await.unwrap();
        assert!(matches!(sign(&tx, &both, version, &hash).await, Err(SignRefused::SamePerson)));
        assert_eq!(sign(&tx, &theirs, version, &hash).await.unwrap(), Signed::InForce);
        tx.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn of_two_who_sign_at_once_the_second_puts_the_charter_in_force() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let tx = app.db().begin().await.unwrap();
        let hash = offer(&tx, &lead(&app, &world, Side::Organisation), version).await.unwrap();
        tx.commit().await.unwrap();
        let one = async |side: Side| {
            let by = lead(&app, &world, side);
            let tx = app.db().begin().await.unwrap();
            let signed = sign(&tx, &by, version, &hash).await.unwrap();
            tx.commit().await.unwrap();
            signed
        };
        let (ours, theirs) = tokio::join!(one(Side::Organisation), one(Side::Partner));
        let mut both = [ours, theirs];
        both.sort_by_key(|signed| *signed == Signed::InForce);
        assert_eq!(both, [Signed::OneSide, Signed::InForce]);
    })
    .await;
}
