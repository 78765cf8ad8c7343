use lustrum_identity::testing::{World, world};
use lustrum_kernel::Day;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::job::run_due;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::mail;
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::{Near, Term, TermLack, What, lack};
use crate::charter::{self, CharterVersionId};
use crate::testing::{areas, complete_draft, lead, mandates};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[test]
fn the_ladder_begins_ninety_days_before_and_does_not_end_when_the_day_has_passed() {
    let term = Term { review_on: Some(day("2027-03-01")), ends_on: Some(day("2028-12-31")) };
    assert_eq!(term.near(day("2026-11-30")), []);
    assert_eq!(term.still_to_come(day("2026-11-30")), term);
    assert_eq!(term.still_to_come(day("2026-12-01")), Term { review_on: None, ..term }, "it comes of that review");
    assert_eq!(term.still_to_come(day("2028-12-30")), Term { review_on: None, ..term });
    assert_eq!(term.still_to_come(day("2028-12-31")), Term::default());
    let review = |days| Near { what: What::Review, day: day("2027-03-01"), days };
    assert_eq!(term.near(day("2026-12-01")), [review(90)]);
    assert_eq!(term.near(day("2027-03-05")), [review(-4)]);
    assert_eq!(lack(&term, day("2026-12-01")), None);
    assert_eq!(lack(&term, day("2027-03-01")), Some(TermLack::ReviewPast));
    assert_eq!(lack(&Term { review_on: None, ..term }, day("2029-01-01")), Some(TermLack::EndPast));
    let ends = Term { ends_on: Some(day("2027-02-01")), ..term };
    assert_eq!(lack(&ends, day("2026-12-01")), Some(TermLack::EndBeforeReview));
}

async fn both_sign(app: &App, world: &World, version: CharterVersionId) {
    let tx = app.db().begin().await.unwrap();
    let hash = charter::offer(&tx, &lead(app, world, Side::Organisation), version).await.unwrap();
    for side in Side::BOTH {
        charter::sign(&tx, &lead(app, world, side), version, &hash).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn days_that_another_set_meanwhile_are_shown_and_go_with_the_next_version() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let theirs = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let at = format!("/p/{}/charter/versions/{version}", world.partnership);
        let form = ours.get(&format!("{at}/term")).await.body;
        let seen = form.split("name=\"seen\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let days = [("review", "2027-03-01"), ("end", "2028-12-31")];
        assert_eq!(theirs.post(&format!("{at}/term"), &days).await.status, 303);
        let late = [("review", "2027-06-01"), ("end", ""), ("seen", seen.as_str())];
        let met = ours.post(&format!("{at}/term"), &late).await;
        assert!(met.status == 422 && met.shows("1 March 2027") && met.shows("31 December 2028"), "{}", met.body);
        assert!(met.shows("2027-06-01"), "what was typed stays");

        both_sign(&app, &world, version).await;
        // The review has passed when the next version begins; the end has not.
        app.clock().set(lustrum_kernel::Moment("2027-04-01T07:00:00Z".parse().unwrap()));
        let tx = app.db().begin().await.unwrap();
        let next = charter::begin(&tx, &lead(&app, &world, Side::Organisation), Locale::En).await.unwrap();
        tx.commit().await.unwrap();
        let begun = charter::find(app.db(), world.client, world.partnership, next).await.unwrap().unwrap();
        assert_eq!(begun.head.term, Term { review_on: None, ends_on: Some(day("2028-12-31")) });
        let compared = theirs.get(&format!("/p/{}/charter/compare?from={version}&to={next}", world.partnership)).await;
        assert!(compared.shows("To be reviewed by 1 March 2027"), "{}", compared.body);
    })
    .await;
}

#[tokio::test]
async fn cap_11_both_sides_are_written_to_ninety_thirty_and_seven_days_before_each_in_their_language() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let own = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let at = format!("/p/{}/charter/versions/{version}", world.partnership);
        let reply = own.post(&format!("{at}/term"), &[("review", "2027-03-01"), ("end", "2027-01-01")]).await;
        assert!(reply.status == 422 && reply.shows("end-error") && reply.shows("2027-03-01"), "{}", reply.body);
        assert_eq!(own.post(&format!("{at}/term"), &[("review", "2027-03-01"), ("end", "")]).await.status, 303);
        both_sign(&app, &world, version).await;
        let signed = charter::find(app.db(), world.client, world.partnership, version).await.unwrap().unwrap();
        let text = signed.head.frozen.unwrap().text;
        assert!(text.contains("1 March 2027"), "it is part of what was signed: {text}");
        assert_eq!(own.post(&format!("{at}/term"), &[("review", "2028-03-01")]).await.status, 409);
        assert!(own.get(&format!("/p/{}/charter", world.partnership)).await.shows("1 March 2027"));

        let mails = async |at: &str| {
            app.clock().set(lustrum_kernel::Moment(at.parse().unwrap()));
            while run_due(&app).await.unwrap() > 0 {}
            mail::outbox(app.db(), world.client, 99).await.unwrap().len()
        };
        assert_eq!(mails("2026-12-01T05:00:00Z").await, 0);
        assert_eq!(mails("2026-12-01T07:00:00Z").await, 2, "90 days before, one to each side");
        let page = own.get(&format!("/p/{}/charter", world.partnership)).await;
        assert!(page.shows("days left: 90"), "{}", page.body);
        assert_eq!(mails("2027-01-30T07:00:00Z").await, 4);
        assert_eq!(mails("2027-02-22T07:00:00Z").await, 6);
        let post = mail::outbox(app.db(), world.client, 1).await.unwrap();
        assert!(post[0].body.contains("days left: 7"), "{post:?}");
    })
    .await;
}

#[tokio::test]
async fn an_installation_that_stood_still_writes_once_and_not_for_every_rung() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        mandates(&app, &world).await;
        let version = complete_draft(&app, &world).await;
        let own = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let at = format!("/p/{}/charter/versions/{version}", world.partnership);
        assert_eq!(own.post(&format!("{at}/term"), &[("review", "2027-03-01"), ("end", "")]).await.status, 303);
        both_sign(&app, &world, version).await;
        app.clock().set(lustrum_kernel::Moment("2027-02-25T07:00:00Z".parse().unwrap()));
        while run_due(&app).await.unwrap() > 0 {}
        let post = mail::outbox(app.db(), world.client, 99).await.unwrap();
        assert!(post.len() == 2 && post[0].body.contains("days left: 4"), "{post:?}");
    })
    .await;
}
