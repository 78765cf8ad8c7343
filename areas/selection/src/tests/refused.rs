//! What does not fit is refused at its place, and changes nothing.

use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};
use serde_json::json;

use super::{ASSESSORS, a_round, areas, send};
use crate::round::State;

#[tokio::test]
async fn a_score_without_evidence_is_refused_at_its_criterion() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let path = format!("{}/scores/{}", house.home(), house.candidates[0]);
        let mut fields = house.sheet([4, 3]).await;
        fields[5].1 = "  ".to_owned();
        let refused = send(&house.assessor(ASSESSORS[0]), &path, &fields).await;
        assert_eq!(refused.status, 422);
        assert!(refused.shows(&format!("id=\"{}-error\"", fields[5].0)) && refused.shows("Call with a client"));
        fields[5].1 = "Notes.docx".to_owned();
        fields[4].1 = "hearsay".to_owned();
        fields[0].1 = "6".to_owned();
        let refused = send(&house.assessor(ASSESSORS[0]), &path, &fields).await;
        assert!(refused.shows(&format!("id=\"{}-error\"", fields[4].0)), "an unknown kind: {}", refused.body);
        assert!(refused.shows(&format!("id=\"{}-error\"", fields[0].0)), "a score of six: {}", refused.body);
        let body: serde_json::Map<_, _> = fields.iter().map(|(name, value)| (name.clone(), json!(value))).collect();
        let api = format!("{}/scores/{}", house.api(), house.candidates[0]);
        let problem = house.assessor(ASSESSORS[0]).json("PUT", &api, body.into()).await;
        assert_eq!((problem.status, problem.json()["type"].as_str()), (422, Some("urn:lustrum:problem:invalid")));
    })
    .await;
}

#[tokio::test]
async fn nobody_scores_before_the_round_is_opened_after_it_is_closed_or_without_being_asked() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let path = format!("{}/scores/{}", house.home(), house.candidates[0]);
        let fields = house.sheet([4, 3]).await;
        assert_eq!(send(&house.assessor(ASSESSORS[0]), &path, &fields).await.status, 409, "not yet");
        let house = house.opened().await;
        let unasked = send(&house.assessor(Role::Learner), &path, &fields).await;
        assert!(unasked.status == 409 && unasked.shows("You are not asked to score"), "{}", unasked.body);
        let house = house.closed().await;
        let late = send(&house.assessor(ASSESSORS[0]), &path, &fields).await;
        assert!(late.status == 409 && late.shows("is not being scored"), "{}", late.body);
        let late = house.assessor(ASSESSORS[0]).post(&format!("{}/submission", house.home()), &[]).await;
        assert_eq!(late.status, 409);
    })
    .await;
}

#[tokio::test]
async fn an_assessor_submits_once_and_only_what_is_complete() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let (who, submission) = (house.assessor(ASSESSORS[0]), format!("{}/submission", house.home()));
        let early = who.post(&submission, &[]).await;
        assert!(early.status == 409 && early.shows("6 scores are still missing"), "{}", early.body);
        house.submitted(ASSESSORS[0], [[5, 4], [3, 5], [2, 2]]).await;
        let twice = who.post(&submission, &[]).await;
        assert!(twice.status == 409 && twice.shows("are submitted"), "{}", twice.body);
        let path = format!("{}/scores/{}", house.home(), house.candidates[0]);
        assert_eq!(send(&who, &path, &house.sheet([1, 1]).await).await.status, 409, "nothing is changed afterwards");
        assert_eq!(house.dossier().await.submitted(), 1);
    })
    .await;
}

#[tokio::test]
async fn weights_that_do_not_sum_to_a_hundred_or_are_not_above_zero_are_refused() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, path) = (house.lead(), format!("{}/weights", house.home()));
        let leaves = house.dossier().await.tree.leaves();
        let fields = |one: &str, other: &str| {
            let names = leaves.iter().map(|leaf| format!("weight-{}", leaf.id));
            names.zip([one.to_owned(), other.to_owned()]).collect::<Vec<_>>()
        };
        for (one, other, words) in [
            ("60", "30", "Together these weights are 90.00 %"),
            ("100", "0", "above zero"),
            ("130", "-30", "above zero"),
            ("60", "", "Fill this in"),
        ] {
            let refused = send(&lead, &path, &fields(one, other)).await;
            assert!(refused.status == 422 && refused.shows(words), "{one} and {other}: {}", refused.body);
            assert!(refused.shows(&format!("value=\"{one}\"")), "what was typed is not lost");
        }
        assert_eq!(send(&lead, &path, &fields("70", "30")).await.status, 303);
        assert!((house.dossier().await.tree.leaves()[0].weight - 0.7).abs() < 1e-12);
        for (weight, cap) in [("11", "10"), ("-1", "10"), ("5", "31")] {
            let price = [("price_weight", weight), ("price_cap", cap)];
            let refused = lead.post(&format!("{}/price-weight", house.home()), &price).await;
            assert_eq!(refused.status, 422, "{weight} of {cap}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_comparison_that_is_missing_or_impossible_is_refused_at_its_pair() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let leaves = house.dossier().await.tree.leaves();
        let pair = format!("pair-{}-{}", leaves[0].id, leaves[1].id);
        let path = format!("{}/comparisons", house.home());
        for value in ["", "10", "1/12", "0", "-3", "1/0", "twice"] {
            let refused = house.lead().post(&path, &[(pair.as_str(), value)]).await;
            assert!(refused.status == 422, "{value}: {}", refused.status);
            assert!(refused.shows(&format!("id=\"{pair}-error\"")), "{value}: {}", refused.body);
        }
        assert_eq!(house.lead().post(&path, &[(pair.as_str(), "1/3")]).await.status, 303);
        assert!((house.dossier().await.tree.leaves()[0].weight - 0.25).abs() < 1e-9);
        let problem = house.lead().json("PUT", &format!("{}/comparisons", house.api()), json!({})).await;
        assert_eq!(problem.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_second_candidate_of_one_name_and_a_third_level_of_criteria_are_refused() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, home) = (house.lead(), house.home());
        let twin = [("name", " baken  leiderschap"), ("email", "x@y.example"), ("language", "nl")];
        let refused = lead.post(&format!("{home}/candidates"), &twin).await;
        assert!(refused.status == 422 && refused.shows("id=\"name-error\""), "{}", refused.body);
        let top = house.dossier().await.tree.leaves()[0].id.to_string();
        let part = [("title", "Values"), ("parent", top.as_str())];
        assert_eq!(lead.post(&format!("{home}/criteria"), &part).await.status, 303);
        let inner = house.dossier().await.tree.leaves()[0].id.to_string();
        assert_ne!(inner, top, "a criterion with parts is scored by its parts");
        let third = [("title", "Honesty"), ("parent", inner.as_str())];
        assert_eq!(lead.post(&format!("{home}/criteria"), &third).await.status, 422);
    })
    .await;
}

#[tokio::test]
async fn a_round_is_closed_early_only_with_a_reason_that_is_kept_with_who_did_not_submit() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let (lead, home) = (house.lead(), house.home());
        assert_eq!(lead.get(&format!("{home}/decision")).await.status, 409, "scores first");
        assert_eq!(house.decide(0, &[]).await.status, 409);
        let empty = lead.post(&format!("{home}/closing"), &[("reason", "No time")]).await;
        assert!(empty.status == 409, "nobody has submitted anything: {}", empty.status);
        house.submitted(ASSESSORS[0], [[5, 4], [3, 5], [2, 2]]).await;
        let bare = lead.post(&format!("{home}/closing"), &[]).await;
        assert!(bare.status == 422 && bare.shows("id=\"reason-error\""), "{}", bare.body);
        assert!(bare.shows("business-sponsor (organisation)") && bare.shows("line-manager (organisation)"));
        let closed = lead.post(&format!("{home}/closing"), &[("reason", "Both are ill")]).await;
        assert_eq!(closed.status, 303);
        for page in ["ranking", "decision"] {
            if page == "decision" {
                assert_eq!(house.decide(0, &[]).await.status, 303);
            }
            let page = lead.get(&format!("{home}/{page}")).await;
            assert!(page.shows("Both are ill") && page.shows("line-manager (organisation)"), "{}", page.body);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_closes_without_having_scored_gives_it_up_for_good_and_sees_no_score_before() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let (lead, home) = (house.lead(), house.home());
        house.submitted(ASSESSORS[1], [[5, 4], [3, 5], [2, 2]]).await;
        house.scored(ASSESSORS[0], [[1, 1], [5, 5], [1, 1]]).await;
        assert!(lead.get(&home).await.shows("I give up my own scores"));
        let reason = ("reason", "The line manager is ill");
        let bare = lead.post(&format!("{home}/closing"), &[reason]).await;
        assert!(bare.status == 422 && bare.shows("id=\"give_up-error\""), "{}", bare.body);
        assert!(bare.shows("The line manager is ill"), "what was typed is not lost");
        assert_eq!(
            house.lead().json("POST", &format!("{}/closing", house.api()), json!({ "reason": "Ill" })).await.status,
            422
        );
        assert!(lead.get(&format!("{home}/ranking")).await.shows("Scores are still closed"));
        let closed = lead.post(&format!("{home}/closing"), &[reason, ("give_up", "on")]).await;
        assert_eq!(closed.status, 303, "{}", closed.body);
        let ranking = lead.get(&format!("{home}/ranking")).await;
        assert!(ranking.shows("ld-lead (organisation)"), "{}", ranking.body);
        let own = lead.get(&format!("{}/scores", house.api())).await.json();
        assert_eq!(own.as_array().map(Vec::len), Some(0), "what was given up is gone");
        let history = lead.get(&format!("/o/{}/history", house.world.client)).await;
        assert!(history.shows("gave up scoring"), "{}", history.body);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_submitted_or_was_not_asked_closes_without_giving_up_anything() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        house.submitted(ASSESSORS[0], [[5, 4], [3, 5], [2, 2]]).await;
        assert!(!house.lead().get(&house.home()).await.shows("I give up my own scores"));
        let closed = house.lead().post(&format!("{}/closing", house.home()), &[("reason", "Both are ill")]).await;
        assert_eq!(closed.status, 303, "{}", closed.body);
    })
    .await;
}

#[tokio::test]
async fn whoever_does_not_choose_the_first_says_why() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        let refused = house.decide(1, &[]).await;
        assert!(refused.status == 422 && refused.shows("id=\"exception-error\""), "{}", refused.body);
        let unknown = house.lead().post(&format!("{}/decision", house.home()), &[("candidate", "nobody")]).await;
        assert!(
            unknown.status == 422 && unknown.shows("id=\"candidate-error\"") && unknown.shows("id=\"reasons-error\"")
        );
        let why = ("exception".to_owned(), "The first withdrew.".to_owned());
        assert_eq!(house.decide(1, &[why]).await.status, 303);
        let page = house.lead().get(&format!("{}/decision", house.home())).await;
        assert!(page.shows("The first withdrew.") && page.shows("not the first in the ranking"), "{}", page.body);
        assert_eq!(house.dossier().await.round.state, State::Decided);
    })
    .await;
}

#[tokio::test]
async fn once_opened_nothing_that_is_scored_on_changes() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let (lead, home, candidate) = (house.lead(), house.home(), house.candidates[0]);
        let person = house.world.person(Side::Organisation, Role::Learner).to_string();
        for (path, field) in [
            ("weights".to_owned(), ("group", "")),
            ("comparisons".to_owned(), ("group", "")),
            ("criteria".to_owned(), ("title", "Late")),
            ("price-weight".to_owned(), ("price_weight", "1")),
            ("candidates".to_owned(), ("name", "Late")),
            ("assessors".to_owned(), ("person", person.as_str())),
            (format!("candidates/{candidate}/removal"), ("name", "")),
            ("opening".to_owned(), ("name", "")),
        ] {
            let reply = lead.post(&format!("{home}/{path}"), &[field]).await;
            assert_eq!(reply.status, 409, "{path}: {}", reply.body);
        }
    })
    .await;
}

#[tokio::test]
async fn a_foreign_organisation_and_its_candidates_are_not_found() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let stranger = Browser::new(&app, &areas(), house.world.stranger(Side::Organisation));
        assert_eq!(stranger.get(&house.home()).await.status, 404);
        // The round under an organisation that is the stranger's own.
        let own = format!("/o/{}/selection/{}", house.world.foreign_client, house.round);
        for path in ["", "/ranking", "/decision", "/scores"] {
            assert_eq!(stranger.get(&format!("{own}{path}")).await.status, 404, "{path}");
        }
        assert_eq!(stranger.post(&format!("{own}/opening"), &[]).await.status, 404);
        // A challenge of somebody else is none to start from.
        let words = [
            ("title", "Theirs"),
            ("challenge", &*house.challenge.to_string()),
            ("currency", "EUR"),
            ("price_weight", "5"),
            ("price_cap", "10"),
        ];
        let made = stranger.post(&format!("/o/{}/selection", house.world.foreign_client), &words).await;
        assert_eq!(made.status, 422, "{}", made.body);
    })
    .await;
}
