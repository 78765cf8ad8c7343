use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::testing::on_both_engines;

use super::{ASSESSORS, a_round, areas, send};
use crate::outcome::words::firmness;
use crate::outcome::{Outcome, store as outcomes};
use crate::score::{Given, Kind, Score};

/// The fields of a comparison of the first level: every pair with this value.
fn pairs(ids: &[String], values: &[&str]) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for one in 0..ids.len() {
        for other in one + 1..ids.len() {
            all.push(format!("pair-{}-{}", ids[one], ids[other]));
        }
    }
    all.into_iter().zip(values.iter().map(|value| (*value).to_owned())).collect()
}

#[tokio::test]
async fn cap_50_weights_by_pairs_are_flagged_where_they_contradict_and_the_first_place_says_how_firm_it_is() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let (lead, home) = (house.lead(), house.home());
        // The five of the guide, weighed as equals, are what a round made on the page starts from.
        let made = lead
            .post(
                &format!("/o/{}/selection", house.world.client),
                &[
                    ("title", "Another"),
                    ("challenge", &house.challenge.to_string()),
                    ("currency", "EUR"),
                    ("price_weight", "5"),
                    ("price_cap", "10"),
                ],
            )
            .await;
        let fresh = lead.get(made.location.as_deref().unwrap()).await;
        for title in ["Culture fit", "Pedagogy", "Partnership mindset, demonstrated", "Flexibility and scale", "19.0"] {
            assert!(fresh.shows(title), "{title} is not in {}", fresh.body);
        }

        // A third criterion; then A over B, B over C and C over A.
        assert_eq!(lead.post(&format!("{home}/criteria"), &[("title", "Expertise")]).await.status, 303);
        let ids: Vec<String> = house.dossier().await.tree.leaves().iter().map(|leaf| leaf.id.to_string()).collect();
        let circle = send(&lead, &format!("{home}/comparisons"), &pairs(&ids, &["5", "1/5", "5"])).await;
        assert_eq!(circle.status, 303);
        let flagged = lead.get(circle.location.as_deref().unwrap()).await;
        assert!(flagged.shows("contradict each other") && flagged.shows("Look again at"), "{}", flagged.body);
        let sound = send(&lead, &format!("{home}/comparisons"), &pairs(&ids, &["2", "4", "2"])).await;
        assert!(sound.location.as_deref().unwrap().ends_with("/criteria"));
        let page = lead.get(&format!("{home}/criteria")).await;
        assert!(page.shows("Consistency ratio 0.00") && page.shows("value=\"57.14\""), "{}", page.body);
        assert_eq!(lead.post(&format!("{home}/criteria/{}/removal", ids[2]), &[]).await.status, 303);
        let left = house.dossier().await.tree.leaves();
        assert!((left[0].weight - 2.0 / 3.0).abs() < 1e-9, "the others keep their proportions");

        let house = house.opened().await.closed().await;
        let ranking = lead.get(&format!("{home}/ranking")).await;
        for text in ["Weighted score", "Closeness to the ideal", "stays first in", "would draw level", "Seed "] {
            assert!(ranking.shows(text), "{text} is not in {}", ranking.body);
        }
        let json = lead.get(&format!("{}/ranking", house.api())).await.json();
        assert_eq!(json["candidates"][0]["name"], "Baken Leiderschap");
        assert_eq!((json["candidates"][0]["smart_rank"].as_u64(), json["draws"].as_u64()), (Some(1), Some(10_000)));
        // By hand: 0.95 of (2/3 x 1 + 1/3 x 0.75) and 0.05 of 7/9.
        let expected = 0.95 * (2.0 / 3.0 + 0.25) + 0.05 * 7.0 / 9.0;
        assert!((json["candidates"][0]["smart"].as_f64().unwrap() - expected).abs() < 1e-9);
        assert_eq!(json["flip"]["rival"], house.candidates[1].to_string());
        assert!((json["agreement"].as_f64().unwrap() - 1.0).abs() < 1e-9, "all three gave the same");
        let csv = lead.get(&format!("{home}/ranking.csv")).await;
        assert!(csv.body.starts_with("Candidate,") && csv.shows("Stuwkracht"), "{}", csv.body);
    })
    .await;
}

#[tokio::test]
async fn cap_51_scores_are_blind_until_all_have_submitted_and_then_each_names_its_evidence() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await;
        let home = house.home();
        let asked = lustrum_kernel::mail::outbox(app.db(), house.world.client, 10).await.unwrap();
        assert_eq!(asked.iter().filter(|mail| mail.body.contains(&format!("{home}/scores"))).count(), 3);
        for role in &ASSESSORS[..2] {
            house.submitted(*role, [[5, 4], [3, 5], [2, 2]]).await;
        }
        house.scored(ASSESSORS[2], [[1, 1], [5, 5], [2, 3]]).await;
        // Whoever leads the round sees no more than anyone else: who submitted, and no score.
        for who in [house.lead(), house.assessor(Role::BusinessSponsor)] {
            let blind = who.get(&format!("{home}/ranking")).await;
            assert!(blind.shows("Scores are still closed") && !blind.shows("Call with a client"), "{}", blind.body);
            assert_eq!(who.get(&format!("{}/ranking", house.api())).await.status, 409);
            assert_eq!(who.get(&format!("{home}/ranking.csv")).await.status, 409);
        }
        let others = house.assessor(ASSESSORS[2]).get(&format!("{}/scores", house.api())).await.json();
        assert_eq!(others.as_array().unwrap().len(), 6, "an assessor reads their own only");
        let submit = house.assessor(ASSESSORS[2]).post(&format!("{home}/submission"), &[]).await;
        assert_eq!(submit.status, 303, "the last one closes the round");
        let open = house.lead().get(&format!("{home}/ranking")).await;
        for text in ["Call with a client", "Reference call", "Krippendorff", "3 assessors"] {
            assert!(open.shows(text), "{text} is not in {}", open.body);
        }
        let history = house.lead().get(&format!("/o/{}/history", house.world.client)).await;
        assert!(!history.shows("Call with a client"), "the history says that someone scored, and not what");
    })
    .await;
}

#[tokio::test]
async fn the_decision_is_kept_with_its_reasons_and_offers_the_partnership() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        let (lead, home) = (house.lead(), house.home());
        let form = lead.get(&format!("{home}/decision")).await;
        assert!(form.shows("1. Baken Leiderschap") && form.shows("Feedback letters"));
        assert!(form.shows("To Baken Leiderschap"), "a letter's field names whom it goes to: {}", form.body);
        let taken = house.decide(0, &[]).await;
        assert_eq!(taken.status, 303, "{}", taken.body);
        let page = lead.get(&format!("{home}/decision")).await;
        assert!(page.shows("They know our night shifts.") && page.shows("Invite Baken Leiderschap"), "{}", page.body);
        let kept = outcomes::decision(app.db(), house.world.client, house.round).await.unwrap().unwrap();
        assert!(kept.first && kept.exception.is_empty());

        // The existing invitation, to a partnership of the challenge's name; once.
        let invited = lead.post(&format!("{home}/invitation"), &[]).await;
        assert!(invited.shows("/invitation/"), "no mail is set up here, so the link is shown: {}", invited.body);
        let waiting = lustrum_identity::invitation::open(app.db(), house.world.client, app.now()).await.unwrap();
        let title = lustrum_identity::invitation::Place::Partnership("Managers leave".to_owned());
        assert!(waiting.iter().any(|one| one.into == title && one.email == "baken@candidate.example"));
        assert_eq!(lead.post(&format!("{home}/invitation"), &[]).await.status, 409);

        // Only a partnership of this organisation can have come of it.
        let foreign = house.world.foreign_partnership.to_string();
        assert_eq!(lead.post(&format!("{home}/partnership"), &[("partnership", &foreign)]).await.status, 422);
        let own = house.world.partnership.to_string();
        assert_eq!(lead.post(&format!("{home}/partnership"), &[("partnership", &own)]).await.status, 303);
        let partner = house.as_role(Side::Partner, Role::PartnerLead);
        assert_eq!(partner.get(&format!("/p/{own}/profile")).await.status, 200);
        assert_eq!(partner.get(&home).await.status, 404, "a partner knows of no round");
        assert_eq!(lead.post(&format!("{home}/decision"), &[]).await.status, 409, "decided is decided");
    })
    .await;
}

#[tokio::test]
async fn the_profile_of_the_chosen_one_starts_no_partnership_with_another() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await.opened().await.closed().await;
        let (lead, home) = (house.lead(), house.home());
        // Chosen was another than the partner that the organisation works with already.
        assert_eq!(house.decide(1, &[("exception".to_owned(), "They know our sector.".to_owned())]).await.status, 303);
        let page = lead.get(&format!("{home}/decision")).await;
        assert!(
            page.shows("You have no partnership with") && !page.shows("Make the profile its start"),
            "{}",
            page.body
        );
        let own = house.world.partnership.to_string();
        assert_eq!(lead.post(&format!("{home}/partnership"), &[("partnership", &own)]).await.status, 422);
        let partner = house.as_role(Side::Partner, Role::PartnerLead);
        let profile = partner.get(&format!("/p/{own}/profile")).await;
        assert!(profile.status == 200 && !profile.shows("Version 1"), "{}", profile.body);
    })
    .await;
}

#[tokio::test]
async fn a_shared_first_place_is_told_as_one_in_every_sentence_about_it() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let mut dossier = house.dossier().await;
        dossier.round.price_weight = 0.0;
        // Half of the draws each, near enough: with a seed that stays, the same every time.
        dossier.round.seed = 7;
        let leaves = dossier.tree.leaves();
        // What each gets on both criteria; as both weigh the same, the first two have the same weighted score.
        let outcome = |given: [[i64; 2]; 3]| {
            let person = house.world.person(Side::Organisation, Role::LdLead);
            let rows = house.candidates.iter().zip(given);
            let scores = rows.flat_map(|(candidate, row)| {
                leaves.iter().zip(row).map(|(leaf, score)| Score {
                    person,
                    candidate: *candidate,
                    given: Given { criterion: leaf.id, score, kind: Kind::Document, evidence: "Report".to_owned() },
                })
            });
            Outcome::of(&dossier, &scores.collect::<Vec<_>>()).unwrap()
        };
        let t = Speaker::utc(Locale::En);
        let level = firmness(&t, &outcome([[5, 3], [3, 5], [1, 1]]));
        assert_eq!(level.same, "Baken Leiderschap, Kompas Opleidingen share the first place, either way.");
        let told = ["Of these draws", "Baken Leiderschap", "Kompas Opleidingen"];
        assert!(told.iter().all(|part| level.share.contains(part)), "{}", level.share);
        assert!(!level.share.contains("stays first"), "{}", level.share);
        assert!(level.flip.contains("are level") && !level.is_stable, "{}", level.flip);
        assert_eq!(level.stable, "A shared first place holds under no other weights.");
        let alone = firmness(&t, &outcome([[5, 5], [3, 4], [1, 1]]));
        assert!(alone.same.starts_with("Baken Leiderschap stands first either way"), "{}", alone.same);
        assert!(alone.flip.contains("nobody does better than Baken Leiderschap"), "{}", alone.flip);
        assert!(alone.share.contains("stays first in 100\u{a0}%") && alone.is_stable, "{}", alone.share);
        let nl = firmness(&Speaker::utc(Locale::Nl), &outcome([[5, 3], [3, 5], [1, 1]]));
        assert!(nl.same.contains("delen de eerste plaats"), "{}", nl.same);
    })
    .await;
}

#[tokio::test]
async fn the_criteria_of_the_guide_are_read_in_the_language_of_each_reader() {
    on_both_engines(&areas(), async |app| {
        let house = a_round(&app).await;
        let dossier = house.dossier().await;
        // Of the two of this round the names are the guide's and the questions are their own.
        let read = |locale| dossier.clone().told(&Speaker::utc(locale)).tree.leaves();
        let [en, nl] = [Locale::En, Locale::Nl].map(read);
        assert_eq!(en.iter().map(|leaf| leaf.title.as_str()).collect::<Vec<_>>(), ["Culture fit", "Pedagogy"]);
        assert_eq!(nl[0].title, Speaker::utc(Locale::Nl).say("criterion-culture"));
        assert_ne!(nl[0].title, en[0].title);
        assert_eq!(nl[0].question, "What did you see?");
    })
    .await;
}
