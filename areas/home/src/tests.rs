//! The first screens on both engines, through the router.

use lustrum_delivery::cohort::CohortId;
use lustrum_delivery::{Act, enrolment, session};
use lustrum_evidence::testing::{Course, course};
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Here, Resource, Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::area::Area;
use lustrum_kernel::event::{self, Event};
use lustrum_kernel::form::Upload;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_programme::programme::{self, ProgrammeId, Words};
use lustrum_sharing::testing::a_kpi;
use lustrum_strategy::{challenge, goal};
use lustrum_study::study::{self, Assigned, Basis, Better, Design, Plan};

use serde_json::json;

use crate::overview::asks::Ask;

pub(crate) fn areas() -> Vec<Area> {
    vec![
        lustrum_identity::area(),
        lustrum_strategy::area(),
        lustrum_partnership::area(),
        lustrum_sharing::area(),
        lustrum_programme::area(),
        lustrum_delivery::area(),
        lustrum_assessment::area(),
        lustrum_evidence::area(),
        lustrum_study::area(),
        lustrum_governance::area(),
        crate::area(),
    ]
}

fn as_role(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &areas(), world.viewer(side, role))
}

/// A goal of the client that is shared with the partnership.
async fn shared_goal(app: &App, world: &World) -> goal::Goal {
    let kpi = a_kpi(app, world, "Turnover").await;
    let (at, lead) = (app.now(), world.person(Side::Organisation, Role::LdLead));
    let day = |text: &str| text.parse().unwrap();
    let tx = app.db().begin().await.unwrap();
    let words = challenge::Words {
        title: "Managers leave within a year".into(),
        description: String::new(),
        owner: lead,
        from: day("2026-01-01"),
        until: day("2028-12-31"),
    };
    let challenge = challenge::create(&tx, world.client, lead, at, &words).await.unwrap();
    let words = goal::Words {
        title: "Half of it".into(),
        challenge,
        kpi,
        baseline: 30.0,
        target: 15.0,
        due: day("2028-12-31"),
    };
    let id = goal::create(&tx, world.client, lead, at, &words).await.unwrap();
    let goal = goal::find(&tx, world.client, id).await.unwrap().unwrap();
    goal::share(&tx, world.client, world.partnership, &goal, lead, at).await.unwrap();
    tx.commit().await.unwrap();
    goal
}

/// The course of the tests, linked to the goal, with one session of its trained cohort that is still to come.
async fn linked(app: &App, world: &World) -> (Course, goal::Goal, ProgrammeId) {
    let course = course(app, world, 2).await;
    let goal = shared_goal(app, world).await;
    let designs = programme::store::Act {
        tenant: world.client,
        partnership: world.partnership,
        by: course.act.by,
        at: app.now(),
    };
    let words = Words { title: "Lead where it is".into(), purpose: "They stay".into(), goal: Some(goal.id) };
    let tx = app.db().begin().await.unwrap();
    assert!(programme::change(&tx, designs, &course.programme, &words).await.unwrap());
    let other = Words { title: "Nothing behind it".into(), purpose: "Nobody knows".into(), goal: None };
    let unlinked = programme::create(&tx, designs, &other).await.unwrap();
    let act = Act { tenant: world.client, partnership: world.partnership, by: course.act.by, at: app.now() };
    let coming = session::Words {
        module: course.module.module_id,
        starts_at: app.now().plus_seconds(86_400),
        zone: "Europe/Amsterdam".into(),
        minutes: 240,
        place: "Depot Venlo".into(),
    };
    session::create(&tx, act, &course.trained, &coming).await.unwrap();
    tx.commit().await.unwrap();
    (course, goal, unlinked)
}

async fn next_of(app: &App, world: &World, email: Option<&str>) -> Option<CohortId> {
    let next = session::next(app.db(), world.client, world.partnership, app.now(), email).await.unwrap();
    next.map(|next| next.cohort_id)
}

#[tokio::test]
async fn cap_01_every_programme_is_linked_or_listed_and_a_session_is_one_click_from_its_challenge() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let empty = as_role(&app, &world, Side::Partner, Role::PartnerLead);
        let path = format!("/p/{}", world.partnership);
        assert!(empty.get(&format!("{path}/trace")).await.shows(&format!("{path}/goals")), "an empty page leads on");
        let (course, goal, unlinked) = linked(&app, &world).await;
        for side in Side::BOTH {
            for role in Role::ALL {
                let page = as_role(&app, &world, side, role).get(&format!("{path}/trace")).await;
                assert_eq!(page.status, 200);
                for shown in [
                    "Managers leave within a year",
                    "Half of it",
                    "Lead where it is",
                    "Plans the shift together",
                    "1 module · 2 cohorts · 1 session",
                    "1 unlinked",
                    &format!("{path}/programmes/{unlinked}"),
                    "no goal behind it",
                ] {
                    assert!(page.shows(shown), "{shown} is not on the page of {role:?} {side:?}");
                }
            }
            let session = format!("{path}/cohorts/{}", course.trained.id);
            let challenge = format!("/o/{}/challenges/{}", world.client, goal.challenge_id);
            let lead = if side == Side::Organisation { Role::LdLead } else { Role::PartnerLead };
            let way = if side == Side::Organisation { challenge } else { format!("{path}/goals") };
            let browser = as_role(&app, &world, side, lead);
            assert!(browser.get(&session).await.shows(&format!("href=\"{way}\">Managers leave within a year")));
            assert!(browser.get(&way).await.shows("Managers leave within a year"));
        }
        let file = empty.get(&format!("{path}/trace.csv")).await;
        assert!(file.shows("Managers leave within a year,Half of it,Lead where it is,2,1,2,1,"), "{}", file.body);
        assert!(file.shows("Nothing behind it") && file.shows("no goal behind it"));
        let stranger = Browser::new(&app, &areas(), world.stranger(Side::Partner));
        assert_eq!(stranger.get(&format!("{path}/trace")).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn cap_49_the_first_screen_answers_three_questions_of_each_role() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}", world.partnership);
        for filled in [false, true] {
            if filled {
                let (course, ..) = linked(&app, &world).await;
                let act =
                    Act { tenant: world.client, partnership: world.partnership, by: course.act.by, at: app.now() };
                let learner = world.viewer(Side::Organisation, Role::Learner).email;
                assert_eq!(next_of(&app, &world, Some(&learner)).await, None, "others' sessions are not theirs");
                let person = enrolment::Person { name: "L".into(), email: learner.clone(), unit: "Venlo".into() };
                let tx = app.db().begin().await.unwrap();
                enrolment::import(&tx, act, &course.trained, &[person]).await.unwrap();
                tx.commit().await.unwrap();
                assert_eq!(next_of(&app, &world, Some(&learner)).await, Some(course.trained.id));
                assert_eq!(next_of(&app, &world, None).await, Some(course.trained.id));
            }
            for side in Side::BOTH {
                for role in Role::ALL {
                    let page = as_role(&app, &world, side, role).get(&path).await;
                    let asked: Vec<&str> =
                        page.body.split("data-ask=\"").skip(1).filter_map(|part| part.split('"').next()).collect();
                    assert_eq!(asked.len(), 3, "{role:?} {side:?} is asked {asked:?}");
                    assert!(asked.iter().zip(Ask::of(role)).all(|(word, ask)| {
                        *word == ask.word() || (ask == Ask::Waits && *word == Ask::Next.word())
                    }));
                }
            }
        }
        let learner = as_role(&app, &world, Side::Organisation, Role::Learner).get(&path).await;
        for shown in ["Difficult talks · Cohort 1", "Half of it", "Talks with everyone each week"] {
            assert!(learner.shows(shown), "{shown} is not there: {}", learner.body);
        }
        let sponsor = as_role(&app, &world, Side::Organisation, Role::BusinessSponsor).get(&path).await;
        assert!(sponsor.shows("Where does the KPI stand?") && sponsor.shows("no study registered"));
        let partner = as_role(&app, &world, Side::Partner, Role::PartnerLead).get(&path).await;
        assert!(partner.shows("no agreement releases a KPI yet"));
    })
    .await;
}

/// The published answer of the National Supported Work experiment, as a study of this title.
async fn a_study(app: &App, world: &World, title: &str) {
    let plan = Plan {
        title: title.to_owned(),
        question: "Do people who were trained earn more?".to_owned(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "re78".to_owned(),
            treatment: "treat".to_owned(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "US dollars".to_owned(),
        decimals: 2,
        better: Better::Higher,
        margin: None,
        source: "National Supported Work".to_owned(),
        generated: false,
        assigned: Assigned::default(),
    };
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/nsw/nsw_experimental.csv");
    let table = Upload { name: "nsw.csv".into(), content_type: "text/csv".into(), bytes: std::fs::read(path).unwrap() };
    let lead = world.person(Side::Organisation, Role::LdLead);
    let tx = app.db().begin().await.unwrap();
    let id = study::register(&tx, world.client, world.partnership, lead, app.now(), &plan).await.unwrap();
    let known = study::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    study::estimate_and_store(&tx, &known, lead, app.now(), &table).await.unwrap().unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_another_study_concluded_stands_beside_the_newest_and_n_says_what_it_counts() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        a_study(&app, &world, "Earnings").await;
        a_study(&app, &world, "Wages").await;
        let path = format!("/p/{}", world.partnership);
        let page = as_role(&app, &world, Side::Organisation, Role::LdLead).get(&path).await;
        assert!(page.shows("n = 445 rows"), "{}", page.body);
        let other = |title: &str| page.shows(&format!("Another study, {title}: an effect"));
        assert!(other("Earnings") || other("Wages"), "{}", page.body);
        assert!(!page.shows("⟦"), "{}", page.body);
    })
    .await;
}

#[tokio::test]
async fn a_new_partnership_says_to_each_side_what_leads_to_a_signed_charter_and_reviews_no_time_before_it() {
    let moment = |text: &str| lustrum_kernel::Moment(text.parse().unwrap());
    on_both_engines(&areas(), async |app| {
        // The third quarter is over.
        app.clock().set(moment("2026-11-20T09:00:00Z"));
        let world = world(&app).await;
        let path = format!("/p/{}", world.partnership);
        let ours = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let theirs = as_role(&app, &world, Side::Partner, Role::PartnerLead);
        for side in [&ours, &theirs] {
            let page = side.get(&path).await;
            for need in ["Share the goal with the partner", "Name who signs the charter", "Begin the charter"] {
                assert!(page.shows(need), "{need}: {}", page.body);
            }
            assert!(page.shows("first due after Q4 2026") && !page.shows("is due"), "{}", page.body);
        }
        assert!(!theirs.get(&path).await.shows("Nothing waits for anyone"));
        shared_goal(&app, &world).await;
        let holds = [("holds", "sign-charter")];
        let person = world.person(Side::Partner, Role::PartnerLead).to_string();
        let given = theirs.post(&format!("{path}/contacts"), &[holds[0], ("person", person.as_str())]).await;
        assert_eq!(given.status, 303, "{}", given.body);
        let page = theirs.get(&path).await;
        assert!(!page.shows("Share the goal with the partner"), "it is shared");
        assert_eq!(
            page.body.matches("Name who signs the charter").count(),
            1,
            "the other side's is left: {}",
            page.body
        );
        let begun = theirs.post(&format!("{path}/charter/versions"), &[("language", "en")]).await;
        assert_eq!(begun.status, 303, "{}", begun.body);
        let page = ours.get(&path).await;
        assert!(page.shows("Write charter 1.0 and offer it") && !page.shows("Begin the charter"), "{}", page.body);
        // What was done leads back here for as long as the partnership is new.
        let done = theirs.get(&begun.location.unwrap()).await;
        let way = format!("<a href=\"{path}\">What is next</a>");
        assert!(done.shows("Both sides can write now") && done.shows(&way), "{}", done.body);
        app.clock().set(moment("2027-02-01T09:00:00Z"));
        theirs.set_cookie("lustrum_said", "charter-said-saved");
        let later = theirs.get(&format!("{path}/charter")).await;
        assert!(later.shows("The section is saved.") && !later.shows(&way), "{}", later.body);
    })
    .await;
}

#[tokio::test]
async fn after_the_first_charter_the_overview_says_what_carries_it_out() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let path = format!("/p/{}", world.partnership);
        let ours = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let needs = ["Design the first programme", "Begin the rhythm of meetings", "Agree on which data are shared"];
        let early = ours.get(&path).await;
        assert!(needs.iter().all(|need| !early.shows(need)), "first a charter: {}", early.body);
        lustrum_partnership::testing::signed(&app, &world).await;
        let page = ours.get(&path).await;
        assert!(needs.iter().all(|need| page.shows(need)), "{}", page.body);
        course(&app, &world, 2).await;
        assert!(!ours.get(&path).await.shows(needs[0]), "there is a programme");
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_waits_is_told_at_its_step() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = as_role(&app, &world, Side::Organisation, Role::LdLead);
        let home = format!("/o/{}", world.client);
        assert!(!ours.get(&home).await.shows("waiting for an answer"));
        let invited = [("title", "Safe shifts"), ("email", "iris@anker.example"), ("language", "en")];
        let reply = ours.post(&format!("{home}/partnerships/invitations"), &invited).await;
        assert!(reply.status < 400, "{}", reply.body);
        assert!(ours.get(&home).await.shows("1 invited, waiting for an answer"));
    })
    .await;
}

#[tokio::test]
async fn cap_48_the_register_holds_each_metric_with_its_type_users_reasons_and_example() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let kpi = a_kpi(&app, &world, "Turnover").await;
        let path = format!("/o/{}/metrics", world.client);
        let steward = as_role(&app, &world, Side::Organisation, Role::DataSteward);
        let page = steward.get(&path).await;
        for shown in ["Turnover", "senior leader, head of learning", "24 of 40 invited answered: 60 %", "11 metrics"] {
            assert!(page.shows(shown), "{shown} is not in {}", page.body);
        }
        let edit = format!("/o/{}/kpis/{kpi}/metric", world.client);
        assert!(steward.get(&edit).await.shows("checked"), "the usual place is filled in");
        let wrong = [
            ("kind", "effectiveness"),
            ("users", "team-leader"),
            ("reasons", "manage"),
            ("part", "12"),
            ("whole", "480"),
            ("value", "0.025"),
        ];
        let refused = steward.post(&edit, &wrong).await;
        assert!(refused.status == 422 && refused.shows("In % this comes to 2.5"), "{}", refused.body);
        assert!(refused.shows("0.025"), "what was typed is not lost");
        let half = steward.post(&edit, &wrong[..4]).await;
        assert!(half.status == 422 && half.shows("Give all three numbers, or none"));
        let nobody = steward.post(&edit, &[("kind", "outcome"), ("reasons", "manage")]).await;
        assert!(nobody.status == 422 && nobody.shows("users-error"));
        let mut right = wrong;
        right[5] = ("value", "2.5");
        for _ in 0..2 {
            assert_eq!(steward.post(&edit, &right).await.status, 303);
        }
        let team = steward.get(&format!("{path}?user=team-leader&kind=effectiveness&reason=")).await;
        assert!(team.shows("Turnover") && team.shows("12 of 480: 2.5 %") && team.shows("Change of behaviour (L3)"));
        assert!(!team.shows("Own cases"), "that is for others");
        assert!(!steward.get(&format!("{path}?user=learner")).await.shows("Turnover"));
        let file = steward.get(&format!("{path}.csv")).await;
        assert!(file.shows("Turnover,leavers / managers,effectiveness,team leader,to manage,%,12 of 480: 2.5 %"));
        let sponsor = as_role(&app, &world, Side::Organisation, Role::BusinessSponsor);
        assert_eq!(sponsor.get(&path).await.status, 200);
        assert_eq!(sponsor.get(&edit).await.status, 403);
        let odd = sponsor.get(&format!("{path}?before=zzz")).await;
        assert!(odd.status == 400 && odd.shows("This address can") && odd.shows("<h1"), "{}", odd.body);
        let form_only = sponsor.get(&format!("/p/{}/programmes/{}/approval", world.partnership, kpi)).await;
        assert!(form_only.status == 404 && form_only.shows("<h1"), "{}: {}", form_only.status, form_only.body);
        let partner = as_role(&app, &world, Side::Partner, Role::PartnerLead);
        assert_eq!(partner.get(&path).await.status, 404, "the organisation's own");
    })
    .await;
}

#[tokio::test]
async fn what_happened_tells_nobody_of_what_they_may_not_see() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let by = world.person(Side::Organisation, Role::LdLead);
        let tx = app.db().begin().await.unwrap();
        let said = |kind: &'static str, title: &str| {
            let event = Event::new(world.client, app.now(), kind).by(by).within(world.partnership);
            let words = json!({ "title": title, "verdict": "effect", "measure": title, "words": title });
            event.about(lustrum_kernel::id::PersonId::new().0).saying(words)
        };
        for (kind, title) in [
            ("study.registered", "Secret question"),
            ("study.estimated", "Secret answer"),
            ("agreement.offered", "Absence"),
            ("programme.created", "Open to both"),
            ("conversion.proposed", "Worth of a secret measure"),
            ("cost.entered", "A hired room"),
            ("experiment.proposed", "A free hour"),
        ] {
            event::append(&tx, said(kind, title)).await.unwrap();
        }
        tx.commit().await.unwrap();
        for side in Side::BOTH {
            for role in Role::ALL {
                let page = as_role(&app, &world, side, role).get(&format!("/p/{}", world.partnership)).await;
                assert!(!page.shows("Secret"), "{role:?} {side:?} reads of a study that is not shown to them");
                let scope = world.within(side, role);
                let agreements = scope.may(&app, "agreement.list", &Resource::new("Agreements", scope.id()));
                let works = scope.may(&app, "action.list", &Resource::new("Actions", scope.id()));
                let money = works && scope.may(&app, "money.view", &Resource::new("Money", scope.id()));
                let tries = scope.may(&app, "experiment.list", &Resource::new("Experiments", scope.id()));
                assert_eq!(page.shows("A hired room"), money, "{role:?} {side:?}");
                let own = money && side == Side::Organisation;
                assert_eq!(page.shows("Worth of a secret measure"), own, "{role:?} {side:?}");
                assert_eq!(page.shows("A free hour"), works && tries, "{role:?} {side:?}");
                assert_eq!(page.shows("Absence"), agreements && works, "{role:?} {side:?}");
                assert_eq!(page.shows("Open to both"), works, "{role:?} {side:?}");
            }
        }
    })
    .await;
}
