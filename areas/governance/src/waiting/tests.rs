//! Everything that waits, on both engines: each kind is told to those who can answer, and to nobody else.

use lustrum_evidence::signal::trigger;
use lustrum_identity::person;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::Moment;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::mail;
use lustrum_kernel::testing::on_both_engines;
use lustrum_partnership::By;
use lustrum_partnership::immersion::{self, store as visits};
use lustrum_partnership::terms::{origin::Given, statement};
use lustrum_partnership::testing as partnership;
use lustrum_programme::module;
use lustrum_programme::programme::store::Act;
use lustrum_programme::proposal;
use lustrum_sharing::{asset, testing as sharing};
use lustrum_study::money::rule;
use lustrum_study::study::{self, Assigned, Basis, Better, Design, Entrant, Lottery, Plan, StudyId};

use super::all;
use crate::digest::send_due;
use crate::experiment::tests::a_plan;
use crate::experiment::{self, fence};
use crate::meeting::tests::a_meeting;
use crate::meeting::{self, Kind, minutes};
use crate::midway::tests::a_midway;
use crate::midway::{self, Proposed, Verdict};
use crate::review::contest::tests::a_contest;
use crate::review::note::tests::by;
use crate::review::verdict::tests::a_proposal;
use crate::tests::{areas, lead};

fn act(by: &By) -> Act {
    Act { tenant: by.tenant, partnership: by.partnership, by: by.person, at: by.at }
}

/// The partner puts money, modules and experiments forward.
async fn steered(app: &App, world: &World) {
    let theirs = by(app, world, Side::Partner);
    let charter = partnership::signed(app, world).await;
    let terms = partnership::agreed_terms(app, world, charter).await;
    let (id, _, modules) = a_midway(app, world).await;
    let tx = app.db().begin().await.unwrap();
    statement::make(&tx, &theirs, terms, vec![Given::from(None)]).await.unwrap();
    fence::propose(&tx, &theirs, 750, 24_000_000, "EUR").await.unwrap();
    experiment::propose(&tx, &theirs, &a_plan("Peer coaching", 100_000)).await.unwrap();
    let known = midway::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
    let stop =
        Proposed { verdict: Verdict::Stop, reason: "Few held it.".to_owned(), freed: None, currency: String::new() };
    midway::put(&tx, &theirs, &known, &modules[1], 0, &stop).await.unwrap().unwrap();
    let opening = proposal::Opening { tenant: theirs.tenant, partnership: theirs.partnership, by: None, at: theirs.at };
    let module = &modules[0];
    let change = proposal::open(&tx, opening, module, proposal::Trigger::Idea, "Shorter", None).await.unwrap();
    let change = proposal::find(&tx, world.client, module.programme_id, change).await.unwrap().unwrap();
    let words = proposal::Change {
        words: module::Words {
            title: module.title.clone(),
            mode: module::Mode::Classroom,
            minutes: 120,
            own_case_minutes: 60,
        },
        what: "Half the time".to_owned(),
        check_on: "2026-12-01".parse().unwrap(),
    };
    assert!(proposal::put(&tx, act(&theirs), &change, module, &words).await.unwrap());
    let topic = trigger::Terms {
        topic: lustrum_evidence::form::Topic::Relevance,
        kind: trigger::Kind::Below,
        threshold: 3.5,
        from_answers: 5,
    };
    let delivery = lustrum_delivery::Act {
        tenant: theirs.tenant,
        partnership: theirs.partnership,
        by: theirs.person,
        at: theirs.at,
    };
    trigger::offer(&tx, delivery, Side::Partner, module.programme_id, &topic).await.unwrap();
    tx.commit().await.unwrap();
}

/// Words, content and figures.
async fn shared(app: &App, world: &World) {
    let theirs = by(app, world, Side::Partner);
    let kpi = sharing::a_kpi(app, world, "Turnover").await;
    sharing::offered(app, world, kpi).await;
    sharing::an_nda(app, world).await;
    let tx = app.db().begin().await.unwrap();
    let terms = asset::Terms {
        authors_organisation: String::new(),
        authors_partner: "Emre Yilmaz".to_owned(),
        licence: "CC-BY-4.0".to_owned(),
        words: String::new(),
        organisation: asset::Rights::ALL,
        partner: asset::Rights::ALL,
    };
    asset::propose(&tx, &theirs, asset::About::New(asset::Kind::Tool, None, "Roster game"), &terms).await.unwrap();
    let visit = immersion::Words {
        kind: immersion::Kind::Visit,
        title: "The night shift".to_owned(),
        host: "Ewa".to_owned(),
        guests: "Emre".to_owned(),
        place: "Venlo".to_owned(),
        planned_on: None,
    };
    let visit = visits::add(&tx, &theirs, &visit).await.unwrap();
    let item = visits::find(&tx, world.client, world.partnership, visit).await.unwrap().unwrap();
    visits::take_place(&tx, &theirs, &item, theirs.day(), theirs.day()).await.unwrap().unwrap();
    let item = visits::find(&tx, world.client, world.partnership, visit).await.unwrap().unwrap();
    visits::note(&tx, &theirs, &item, "Nobody knows the roster.").await.unwrap().unwrap();
    let worth = rule::Words {
        measure: rule::Measure::Study(StudyId::new()),
        title: "Turnover".to_owned(),
        unit: "%".to_owned(),
        value: 20_800,
        range: None,
        currency: "EUR".to_owned(),
        count: 240,
        counted: "managers".to_owned(),
        months: 12,
        programme: None,
        source: "HR".to_owned(),
    };
    rule::propose(&tx, &theirs, &worth).await.unwrap();
    let units = (0..20).map(|depot| Entrant { unit: format!("Depot {depot}"), group: String::new() });
    let starts = "2026-10-01".parse().unwrap();
    let plan = Plan {
        title: "Ten depots first".to_owned(),
        question: "Do fewer leave?".to_owned(),
        design: Design::Rct,
        basis: Basis::Table {
            outcome: "left".to_owned(),
            treatment: "first".to_owned(),
            unit: None,
            time: None,
            cluster: None,
            covariates: Vec::new(),
        },
        unit: "%".to_owned(),
        decimals: 1,
        better: Better::Lower,
        margin: None,
        source: "HR".to_owned(),
        generated: false,
        assigned: Assigned {
            lottery: Some(Lottery { percent: 50, starts, units: units.collect() }),
            ..Assigned::default()
        },
    };
    let ours = world.person(Side::Organisation, Role::LdLead);
    study::register(&tx, world.client, world.partnership, ours, app.now(), &plan).await.unwrap();
    tx.commit().await.unwrap();
}

/// What a review and a committee leave to the other side.
async fn met(app: &App, world: &World) {
    let theirs = by(app, world, Side::Partner);
    let note = a_proposal(app, world, None).await;
    let page = format!("/p/{}/reviews/{}/proposals/{}", world.partnership, note.period, note.id);
    let declined = [("outcome", "declined"), ("reason", "Too soon."), ("revision", "0")];
    assert_eq!(lead(app, world, Side::Partner).post(&page, &declined).await.status, 303);
    a_contest(app, world).await;
    for kind in [Kind::Committee, Kind::Talk] {
        let id = a_meeting(app, world, kind).await;
        let tx = app.db().begin().await.unwrap();
        let known = meeting::find(&tx, world.client, world.partnership, id).await.unwrap().unwrap();
        minutes::write(&tx, &theirs, &known, 0, "We go on.").await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn told(app: &App, world: &World, side: Side) -> Vec<String> {
    let scope = world.within(side, Role::LdLead);
    let t = world.within(Side::Organisation, Role::LdLead).viewer.speaker();
    let all = all(app, &scope.partnership).await.unwrap();
    all.iter().filter(|one| one.side == Some(side)).map(|one| one.words(&t)).collect()
}

#[tokio::test]
async fn whatever_one_side_puts_waits_for_the_other_in_words() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        assert!(all(&app, &world.within(Side::Partner, Role::PartnerLead).partnership).await.unwrap().is_empty());
        steered(&app, &world).await;
        shared(&app, &world).await;
        met(&app, &world).await;
        let ours = told(&app, &world, Side::Organisation).await;
        for words in [
            "Confirm the fee statement of 1 February 2026",
            "Agree to keep 7.50 % of the budget for experiments",
            "Answer the plan of the experiment “Peer coaching”",
            "Answer the re-evaluation: stop the module “Rosters with people”",
            "Approve the programme “Leading”",
            "Agree to a trigger on feedback",
            "Confirm who owns “Roster game” and what each side may do with it",
            "Answer insight 1 of the immersion",
            "Agree what a result is worth: Turnover",
            "Give words for the draw of “Ten depots first”",
            "Answer the proposal of a review: Peer coaching in its place.",
            "Approve the minutes: Steering committee, 21 September 2026",
        ] {
            assert!(ours.iter().any(|told| told == words), "{words}: {ours:#?}");
        }
        assert_eq!(
            ours.iter().filter(|told| told.starts_with("Approve the minutes")).count(),
            1,
            "a talk needs no yes"
        );
        let theirs = told(&app, &world, Side::Partner).await;
        for words in [
            "Accept or decline the agreement on Turnover",
            "Sign the NDA that holds until 17 September 2027",
            "Answer the other side, which contests a figure: Not so",
            "Give words for the draw of “Ten depots first”",
        ] {
            assert!(theirs.iter().any(|told| told == words), "{words}: {theirs:#?}");
        }
        let scope = world.within(Side::Partner, Role::PartnerLead);
        let either = all(&app, &scope.partnership).await.unwrap();
        assert!(either.iter().any(|one| one.key == "waiting-change" && one.side.is_none()));
        // What waits has a page that its reader may open.
        // The pages of assets belong to a later area, which is not here.
        for one in either.iter().filter(|one| !one.place.starts_with("assets/")) {
            let side = one.side.unwrap_or(Side::Partner);
            let page = lead(&app, &world, side).get(&format!("/p/{}/{}", world.partnership, one.place)).await;
            assert_eq!(page.status, 200, "{}", one.place);
        }
    })
    .await;
}

#[tokio::test]
async fn the_digest_tells_what_waits_in_the_language_of_whoever_can_answer_and_of_nobody_else() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        steered(&app, &world).await;
        shared(&app, &world).await;
        met(&app, &world).await;
        let partner = world.viewer(Side::Partner, Role::PartnerLead);
        let tx = app.db().begin().await.unwrap();
        person::set_profile(&tx, partner.person, &partner.name, Locale::Nl, "Europe/Amsterdam").await.unwrap();
        tx.commit().await.unwrap();
        send_due(&app).await.unwrap();
        app.clock().set(Moment("2026-09-21T05:00:00Z".parse().unwrap()));
        send_due(&app).await.unwrap();
        let mut mails = mail::outbox(app.db(), world.client, 500).await.unwrap();
        mails.extend(mail::outbox(app.db(), world.partner, 500).await.unwrap());
        mails.retain(|mail| mail.body.contains("/digest/"));
        let of = |address: &str| {
            mails.iter().find(|mail| mail.recipient == address).map(|mail| mail.body.clone()).unwrap_or_default()
        };
        let ours = of("ld-lead@organisation.example");
        assert!(ours.contains("- Confirm the fee statement of 1 February 2026"), "{ours}");
        assert!(ours.contains("more"), "a long list says how many more: {ours}");
        assert!(!ours.contains("Accept or decline the agreement"), "the partner answers: {ours}");
        let theirs = of("partner-lead@partner.example");
        assert!(theirs.contains("- Aanvaard de overeenkomst over Turnover, of wijs die af"), "{theirs}");
        assert!(theirs.contains("- Beantwoord de andere kant, die een cijfer betwist: Not so"), "{theirs}");
        assert!(!theirs.contains("afrekening"), "they made it themselves: {theirs}");
        let signs = of("facilitator@partner.example");
        assert!(signs.contains("Sign the NDA that holds until 17 September 2027"), "{signs}");
        assert!(!signs.contains("fee statement") && !signs.contains("agreement on"), "{signs}");
    })
    .await;
}
