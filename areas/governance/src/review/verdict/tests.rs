//! What both sides do with the proposals of a review, through the real router, on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::on_both_engines;
use lustrum_programme::module::Module;
use lustrum_programme::programme::store::Act;
use lustrum_programme::proposal;
use lustrum_programme::{module, programme};
use serde_json::json;

use super::{Outcome, Put, VerdictRefused, agree, find, put, waiting};
use crate::decision;
use crate::midway::tests::a_midway;
use crate::owner::Owner;
use crate::review::note::tests::{a_note, by, made};
use crate::review::note::{self, Kind, Leaning, Note};
use crate::review::tests::sample;
use crate::tests::{areas, lead};

/// A proposal of the partner that a review holds.
pub(crate) async fn a_proposal(app: &App, world: &World, module: Option<&Module>) -> Note {
    let leaning = module.map(|module| Leaning::Module {
        programme: module.programme_id,
        id: module.id,
        title: module.title.clone(),
    });
    let id = a_note(app, world, (Side::Partner, Kind::Proposal, "Peer coaching in its place."), leaning).await;
    made(app, world).await;
    note::find(app.db(), world.client, world.partnership, sample::quarter(), id).await.unwrap().unwrap()
}

#[tokio::test]
async fn cap_56_a_proposal_of_a_review_is_taken_into_the_programme_by_both_sides_and_leads_both_ways() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (_, programme, modules) = a_midway(&app, &world).await;
        let note = a_proposal(&app, &world, Some(&modules[1])).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let review = format!("/p/{}/reviews/2026-Q3", world.partnership);
        let page = format!("{review}/proposals/{}", note.id);
        let shown = ours.get(&review).await;
        assert!(shown.shows(&page) && shown.shows("not decided"), "{}", shown.body);
        let form = ours.get(&page).await;
        assert!(
            form.shows(&format!("<option value=\"{}\" selected>", modules[1].id)),
            "it names its module: {}",
            form.body
        );
        let bare = ours.post(&page, &[("outcome", "taken"), ("revision", "0")]).await;
        assert!(bare.status == 422 && bare.shows("owner-error"));
        let silent = ours.post(&page, &[("outcome", "declined"), ("revision", "0")]).await;
        assert!(silent.status == 422 && silent.shows("Say why it is not taken"));
        assert_eq!(ours.post(&format!("{page}/agreement"), &[("revision", "0")]).await.status, 409, "nothing is put");
        let (module, mut take) = (modules[1].id.to_string(), Vec::new());
        take.extend([("outcome", "taken"), ("module", module.as_str()), ("owner", "partner"), ("revision", "0")]);
        assert_eq!(ours.post(&page, &[&take[..], &[("due", "2026-11-30")]].concat()).await.status, 303);
        let put = waiting(app.db(), world.client, world.partnership).await.unwrap();
        assert!(put.len() == 1 && put[0].note == note.id && put[0].answers == Side::Partner);

        // Both had the page open: the second sees what stands there now.
        let no = [("outcome", "declined"), ("reason", "Too soon."), ("revision", "0")];
        let met = theirs.post(&page, &no).await;
        assert!(met.status == 422 && met.shows("put forward: taken") && met.shows("Too soon."), "{}", met.body);
        let own = ours.post(&format!("{page}/agreement"), &[("revision", "1")]).await;
        assert!(own.status == 409 && own.shows("Your side put this forward"));
        assert_eq!(theirs.post(&format!("{page}/agreement"), &[("revision", "7")]).await.status, 409);
        assert!(theirs.get(&review).await.shows("waits for you"));
        assert_eq!(theirs.post(&format!("{page}/agreement"), &[("revision", "1")]).await.status, 303);
        assert_eq!(theirs.post(&page, &no).await.status, 409, "both agreed");

        let taken = find(app.db(), world.client, world.partnership, note.id).await.unwrap().unwrap();
        let decided = decision::of_period(app.db(), world.client, world.partnership, note.period).await.unwrap();
        assert_eq!(decided.len(), 1);
        assert_eq!((decided[0].id, decided[0].text.as_str()), (taken.decision.unwrap(), "Peer coaching in its place."));
        let opened =
            proposal::find(app.db(), world.client, programme.id, taken.proposal.unwrap()).await.unwrap().unwrap();
        assert_eq!((opened.module_id, opened.reason.as_str()), (modules[1].id, "Peer coaching in its place."));
        let change = format!("/p/{}/programmes/{}/proposals/{}", world.partnership, programme.id, opened.id);
        let there = theirs.get(&change).await;
        assert!(there.shows(&page) && there.shows("Quarterly review of Q3 2026"), "{}", there.body);
        let back = ours.get(&review).await;
        assert!(back.shows(&change) && back.shows("taken"), "{}", back.body);
        assert!(ours.get(&page).await.shows(&format!("/decisions#decision-{}", decided[0].id)));
        let api = ours.json("GET", &format!("/api/v1{review}/proposals"), json!(null)).await.json();
        let one = &api["proposals"][0];
        assert_eq!(
            (&one["verdict"], &one["agreed"], &one["change"]["pending"]),
            (&json!("taken"), &json!(true), &json!(true))
        );

        // The next quarter looks back on it, and sees what the programme made of it.
        let at = "2026-11-03T09:00:00Z".parse().map(Moment).unwrap();
        app.clock().set(at);
        let act = Act {
            tenant: world.client,
            partnership: world.partnership,
            by: world.person(Side::Organisation, Role::LdLead),
            at,
        };
        let tx = app.db().begin().await.unwrap();
        proposal::decline(&tx, act, &opened, "Next year").await.unwrap().unwrap();
        tx.commit().await.unwrap();
        let next = theirs.get(&format!("/p/{}/reviews/2026-Q4/prepare", world.partnership)).await;
        assert!(next.shows("Proposals of Q3 2026") && next.shows("Peer coaching in its place.") && next.shows(&change));
        assert!(next.shows("declined"), "{}", next.body);
    })
    .await;
}

#[tokio::test]
async fn a_proposal_that_changes_no_module_is_a_decision_and_one_that_is_not_taken_says_why() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let loose = a_note(&app, &world, (Side::Organisation, Kind::Proposal, "Meet in Gent."), None).await;
        let review = format!("/p/{}/reviews/2026-Q3", world.partnership);
        let early = ours.get(&format!("{review}/proposals/{loose}")).await;
        assert!(early.status == 409 && early.shows("Make the review first"));
        let other = a_proposal(&app, &world, None).await;
        let note = a_note(&app, &world, (Side::Partner, Kind::Worked, "It did."), None).await;
        assert_eq!(ours.get(&format!("{review}/proposals/{note}")).await.status, 404, "a note is no proposal");
        let api = format!("/api/v1{review}/proposals/{loose}");
        let sent = json!({ "outcome": "taken", "owner": "organisation", "revision": 0 });
        assert_eq!(theirs.json("PUT", &api, sent).await.json()["put_by"], "partner");
        let agreed = ours.json("POST", &format!("{api}/agreement"), json!({ "revision": 1 })).await;
        assert_eq!(agreed.status, 201, "{}", agreed.body);
        assert!(agreed.json()["decision"].is_string() && agreed.json()["change"].is_null());
        assert!(ours.get(&review).await.shows("It changes no module"));

        let page = format!("{review}/proposals/{}", other.id);
        let no = [("outcome", "declined"), ("reason", "The peak comes first."), ("revision", "0")];
        assert_eq!(ours.post(&page, &no).await.status, 303);
        assert_eq!(theirs.post(&format!("{page}/agreement"), &[("revision", "1")]).await.status, 303);
        let shown = theirs.get(&page).await;
        assert!(shown.shows("not taken") && shown.shows("The peak comes first."));
        let decided = decision::of_period(app.db(), world.client, world.partnership, sample::quarter()).await.unwrap();
        assert_eq!(decided.len(), 1, "what is not taken is no decision to carry out");
    })
    .await;
}

#[tokio::test]
async fn a_module_that_is_gone_meanwhile_lets_nobody_agree_to_change_it() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (_, programme, modules) = a_midway(&app, &world).await;
        let note = a_proposal(&app, &world, Some(&modules[0])).await;
        let (ours, theirs) = (by(&app, &world, Side::Organisation), by(&app, &world, Side::Partner));
        let scope = world.within(Side::Partner, Role::PartnerLead);
        let what = Put {
            outcome: Outcome::Taken,
            reason: String::new(),
            module: Some((programme.id, modules[0].id)),
            owner: Owner { side: Side::Partner, person: None },
            due: None,
        };
        let act = Act { tenant: ours.tenant, partnership: ours.partnership, by: ours.person, at: ours.at };
        let tx = app.db().begin().await.unwrap();
        put(&tx, &ours, &note, 0, &what).await.unwrap().unwrap();
        module::remove(&tx, act, &modules[0]).await.unwrap();
        let gone = agree(&tx, &theirs, &scope.partnership, &note, 1).await;
        assert!(matches!(gone, Err(VerdictRefused::ModuleGone)));
        let other = Put { module: Some((programme.id, modules[1].id)), ..what };
        put(&tx, &ours, &note, 1, &other).await.unwrap().unwrap();
        tx.run(
            "UPDATE programme SET approved_at = 1, ended_at = 1 WHERE id = $1",
            lustrum_kernel::values![programme.id],
        )
        .await
        .unwrap();
        let ended = agree(&tx, &theirs, &scope.partnership, &note, 2).await;
        assert!(matches!(ended, Err(VerdictRefused::ModuleGone)));
        assert!(programme::find(&tx, world.client, world.partnership, programme.id).await.unwrap().is_some());
    })
    .await;
}
