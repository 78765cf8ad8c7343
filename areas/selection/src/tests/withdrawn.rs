//! A candidate steps back: it is ranked no more, its link closes, and what it was given goes into its letter.

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::on_both_engines;
use serde_json::json;

use super::{ASSESSORS, a_round, link_in};
use crate::outcome::letter::letter;

#[tokio::test]
async fn a_candidate_that_steps_back_through_its_link_is_ranked_no_more_and_its_link_closes() {
    on_both_engines(&super::areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, visitor) = (house.lead(), house.nobody());
        let made = lead.post(&format!("{}/candidates/{}/links", house.home(), house.candidates[2]), &[]).await;
        let link = link_in(&made);
        let house = house.opened().await;
        // Nothing happens by a slip.
        let unsure = visitor.post(&format!("{link}/withdrawal"), &[("reason", "Too busy")]).await;
        assert!(
            unsure.status == 422 && unsure.shows("id=\"sure-error\"") && unsure.shows("Too busy"),
            "{}",
            unsure.body
        );
        let gone = visitor.post(&format!("{link}/withdrawal"), &[("reason", "Too busy"), ("sure", "on")]).await;
        assert!(gone.status == 200 && gone.shows("You stepped back"), "{}", gone.body);
        assert!(visitor.get(&link).await.shows("This link no longer lets in"));
        let twice = visitor.post(&format!("{link}/withdrawal"), &[("sure", "on")]).await;
        assert!(twice.shows("This link no longer lets in"));
        let page = lead.get(&format!("{}/candidates/{}", house.home(), house.candidates[2])).await;
        assert!(page.shows("Stepped back by itself on") && page.shows("Too busy"), "{}", page.body);
        let history = lead.get(&format!("/o/{}/history", house.world.client)).await;
        assert!(history.shows("stepped back from"), "{}", history.body);
        let again = lead.post(&format!("{}/candidates/{}/links", house.home(), house.candidates[2]), &[]).await;
        assert!(again.status == 409 && again.shows("stepped back and no longer takes part"));

        // Two are left to score, and that is enough to submit.
        let who = house.assessor(ASSESSORS[0]);
        let sheet = format!("{}/scores/{}", house.home(), house.candidates[2]);
        assert_eq!(super::send(&who, &sheet, &house.sheet([1, 1]).await).await.status, 409);
        for role in ASSESSORS {
            for (place, scores) in [[5, 4], [3, 5]].into_iter().enumerate() {
                let path = format!("{}/scores/{}", house.home(), house.candidates[place]);
                let kept = super::send(&house.assessor(role), &path, &house.sheet(scores).await).await;
                assert_eq!(kept.status, 303, "{}", kept.body);
            }
            let reply = house.assessor(role).post(&format!("{}/submission", house.home()), &[]).await;
            assert_eq!(reply.status, 303, "{}", reply.body);
        }
        let ranking = lead.get(&format!("{}/ranking", house.api())).await.json();
        assert_eq!(ranking["candidates"].as_array().map(Vec::len), Some(2));
        assert_eq!(house.decide(2, &[]).await.status, 422, "it is none to choose from");
        assert_eq!(house.decide(0, &[]).await.status, 303);
        // It was never scored, so there is nothing that a letter could tell.
        let letter = lead.get(&format!("{}/letters/{}", house.home(), house.candidates[2])).await;
        assert_eq!(letter.status, 404);
        let late = lead
            .json(
                "POST",
                &format!("{}/candidates/{}/withdrawal", house.api(), house.candidates[1]),
                json!({ "reason": "Late" }),
            )
            .await;
        assert_eq!(late.status, 409, "after the decision nobody steps back");
    })
    .await;
}

#[tokio::test]
async fn whoever_steps_back_after_the_scores_still_gets_its_letter_with_the_decision() {
    on_both_engines(&super::areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        let (lead, candidate) = (house.lead(), house.candidates[0]);
        let path = format!("{}/candidates/{candidate}/withdrawal", house.home());
        assert_eq!(
            house.as_role(Side::Organisation, Role::BusinessSponsor).post(&path, &[("reason", "x")]).await.status,
            403
        );
        assert_eq!(house.as_role(Side::Partner, Role::PartnerLead).post(&path, &[("reason", "x")]).await.status, 404);
        let bare = lead.post(&path, &[]).await;
        assert!(bare.status == 422 && bare.shows("id=\"reason-error\""), "{}", bare.body);
        assert_eq!(lead.post(&path, &[("reason", "It was sold")]).await.status, 303);
        assert_eq!(lead.post(&path, &[("reason", "It was sold")]).await.status, 409, "once");
        let history = lead.get(&format!("/o/{}/history", house.world.client)).await;
        assert!(history.shows("It was sold"), "{}", history.body);

        let dossier = house.dossier().await;
        let outcome = crate::outcome::pages::outcome_of(&app, house.world.client, &dossier).await.unwrap().unwrap();
        assert_eq!(outcome.candidates.len(), 2);
        let written = letter(&outcome, candidate).expect("it was scored");
        assert_eq!(written.lines.iter().map(|line| line.score).collect::<Vec<_>>(), [5.0, 4.0]);
        let first = dossier.candidates.iter().position(|one| one.id == outcome.candidates[outcome.smart.first()].id);
        let note = ("letter-".to_owned() + &candidate.to_string(), "We hope to meet again.".to_owned());
        assert_eq!(house.decide(first.unwrap(), &[note]).await.status, 303);
        let page = lead.get(&format!("{}/letters/{candidate}", house.home())).await;
        assert!(page.shows("You stepped back on") && page.shows("We hope to meet again."), "{}", page.body);
        let api = lead.get(&format!("{}/letters/{candidate}", house.api())).await;
        assert_eq!(api.status, 200, "{}", api.body);
    })
    .await;
}

#[tokio::test]
async fn where_everyone_stepped_back_there_is_nobody_to_choose() {
    on_both_engines(&super::areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        for candidate in &house.candidates {
            let path = format!("{}/candidates/{candidate}/withdrawal", house.api());
            assert_eq!(house.lead().json("POST", &path, json!({ "reason": "Gone" })).await.status, 201);
        }
        let page = house.lead().get(&format!("{}/decision", house.home())).await;
        assert!(page.status == 409 && page.shows("nobody to choose"), "{}", page.body);
        assert_eq!(house.lead().get(&format!("{}/ranking", house.home())).await.status, 200);
    })
    .await;
}
