//! The map on plain values, and through the router on both engines.

use lustrum_delivery::cohort::{self, Cohort, Given};
use lustrum_delivery::{Act, enrolment, session};
use lustrum_identity::testing::{World, world};
use lustrum_identity::{partnership, viewer};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::By;
use lustrum_programme::behaviour::{self, Taught};
use lustrum_programme::module;
use lustrum_programme::programme::{self, ProgrammeId};
use lustrum_study::money::cost::{self, Spent};
use serde_json::{Value, json};

use super::{Standing, map};
use crate::tests::areas;

const TALKS: &str = "Talks with everyone each week";

fn moment(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn taught(at: PartnershipId, programme: ProgrammeId, text: &str) -> Taught {
    Taught {
        partnership_id: at,
        programme_id: programme,
        title: "Leading".into(),
        text: text.into(),
        approved_at: Some(moment("2025-01-01T09:00:00Z")),
        ended_at: None,
    }
}

fn given(at: PartnershipId, programme: ProgrammeId, region: &str, last: Option<&str>) -> Given {
    Given {
        partnership_id: at,
        programme_id: programme,
        region: region.into(),
        starts: day("2027-02-01"),
        waits: false,
        people: 10,
        last_at: last.map(moment),
    }
}

#[test]
fn a_skill_is_covered_planned_lapsed_waited_for_or_a_gap_in_each_country_where_there_are_people() {
    let (at, one, other) = (PartnershipId::new(), ProgrammeId::new(), ProgrammeId::new());
    let skills = [taught(at, one, TALKS), taught(at, other, "Hands over face to face")];
    let mut waits = given(at, one, "PL", None);
    waits.waits = true;
    let cohorts = [
        given(at, one, "NL", Some("2026-03-02T09:00:00Z")),
        given(at, one, "nl ", Some("2026-09-01T09:00:00Z")),
        given(at, one, "BE", Some("2025-11-26T23:59:59Z")),
        given(at, one, "DE", None),
        waits,
        given(at, other, "NL", Some("2026-09-01T09:00:00Z")),
    ];
    let told = map(&skills, &cohorts, &[], moment("2026-11-27T12:00:00Z"));
    let codes: Vec<String> = told.countries.iter().map(super::Country::code).collect();
    assert_eq!(codes, ["BE", "DE", "NL", "PL"], "each country once, however it is written");
    let standing =
        |skill: usize| told.skills[skill].cells.iter().map(|cell| cell.standing(told.today)).collect::<Vec<_>>();
    assert_eq!(told.skills[1].text, TALKS);
    assert_eq!(standing(1), [Standing::Lapsed, Standing::Planned, Standing::Covered, Standing::Waits]);
    assert_eq!(standing(0), [Standing::Gap, Standing::Gap, Standing::Covered, Standing::Gap]);
    let here = &told.skills[1].cells[2].shares[0];
    assert_eq!((here.cohorts, here.last), (2, Some(day("2026-09-01"))));
    let sums = told.sums();
    assert_eq!((sums.all(), sums.covered, sums.planned, sums.gaps, sums.alone), (8, 2, 1, 5, 2));
    assert_eq!(told.gaps().count(), 5);
    // The last day on which what was given then still covers it.
    let earlier = map(&skills, &cohorts, &[], moment("2026-11-26T12:00:00Z"));
    assert_eq!(earlier.skills[1].cells[0].standing(earlier.today), Standing::Covered);
}

#[test]
fn the_same_words_are_the_same_skill_and_two_who_cover_it_are_no_single_point() {
    let (ours, theirs) = (PartnershipId::new(), PartnershipId::new());
    let (one, other) = (ProgrammeId::new(), ProgrammeId::new());
    let skills =
        [taught(ours, one, TALKS), taught(ours, one, TALKS), taught(theirs, other, "talks with  EVERYONE each week")];
    let last = Some("2026-09-01T09:00:00Z");
    let cohorts = [given(ours, one, "NL", last), given(theirs, other, "NL", last)];
    let told = map(&skills, &cohorts, &[], moment("2026-11-27T12:00:00Z"));
    assert_eq!((told.skills.len(), told.skills[0].programmes.len()), (1, 2));
    assert_eq!(told.skills[0].cells[0].shares.iter().map(|share| share.cohorts).collect::<Vec<_>>(), [1, 1]);
    let sums = told.sums();
    assert_eq!((sums.covered, sums.alone, sums.shared), (1, 0, 1));
}

#[test]
fn a_programme_that_ended_plans_nothing_any_more_and_a_draft_is_told() {
    let (at, one) = (PartnershipId::new(), ProgrammeId::new());
    let mut ended = taught(at, one, TALKS);
    ended.ended_at = Some(moment("2026-10-01T09:00:00Z"));
    let now = moment("2026-11-27T12:00:00Z");
    let told = map(&[ended], &[given(at, one, "NL", None)], &[], now);
    assert_eq!(told.skills[0].cells[0].standing(told.today), Standing::Gap);
    let mut draft = taught(at, one, TALKS);
    draft.approved_at = None;
    assert!(map(&[draft.clone()], &[], &[], now).skills[0].draft);
    let approved = taught(at, ProgrammeId::new(), TALKS);
    assert!(!map(&[draft, approved], &[], &[], now).skills[0].draft);
}

fn spent(programme: ProgrammeId, minor: i64, currency: &str) -> Spent {
    Spent { programme_id: programme, currency: currency.into(), minor }
}

#[test]
fn closing_a_gap_costs_what_a_learner_costs_where_that_is_least_and_each_programme_counts_once_in_a_country() {
    let (ours, theirs) = (PartnershipId::new(), PartnershipId::new());
    let (one, other) = (ProgrammeId::new(), ProgrammeId::new());
    let skills = [taught(ours, one, TALKS), taught(ours, one, "Hands over"), taught(theirs, other, TALKS)];
    let last = Some("2026-09-01T09:00:00Z");
    let mut waits = given(ours, one, "BE", None);
    waits.waits = true;
    let cohorts = [given(ours, one, "NL", last), given(theirs, other, "NL", last), waits];
    let now = moment("2026-11-27T12:00:00Z");
    // EUR 300 and EUR 200 for each of ten learners: the ten of Belgium who wait bear nothing yet.
    let told = map(&skills, &cohorts, &[spent(one, 300_000, "EUR"), spent(other, 200_000, "EUR")], now);
    let belgium = 0;
    let talks = told.closing(&told.skills[1], belgium).unwrap();
    assert_eq!((talks.people, talks.programme, talks.per_learner, talks.minor), (10, other, 20_000, 200_000));
    assert_eq!(told.closing(&told.skills[0], belgium).unwrap().minor, 300_000, "only one programme teaches it");
    let bill = told.closing_bill();
    assert_eq!((bill.of, bill.untold, bill.sums["EUR"]), (2, 0, 500_000));
    // Two partners cover the talks in the Netherlands: half of one programme, and the other as a whole.
    let overlap = told.overlap(&told.skills[1], 1).unwrap();
    assert_eq!(overlap.spent, [(ours, 150_000), (theirs, 200_000)]);
    assert_eq!((overlap.minor, told.overlap_bill().sums["EUR"]), (150_000, 150_000));
    // One programme closes both gaps of a country at once where it is the cheapest of both.
    let told = map(&skills, &cohorts, &[spent(one, 100_000, "EUR"), spent(other, 200_000, "EUR")], now);
    assert_eq!(told.closing_bill().sums["EUR"], 100_000);
}

#[test]
fn what_a_gap_or_an_overlap_costs_is_not_told_without_a_ledger_or_across_currencies() {
    let (ours, theirs) = (PartnershipId::new(), PartnershipId::new());
    let (one, other) = (ProgrammeId::new(), ProgrammeId::new());
    let skills = [taught(ours, one, TALKS), taught(theirs, other, TALKS)];
    let last = Some("2026-09-01T09:00:00Z");
    let mut waits = given(ours, one, "BE", None);
    waits.waits = true;
    let cohorts = [given(ours, one, "NL", last), given(theirs, other, "NL", last), waits];
    let now = moment("2026-11-27T12:00:00Z");
    let nothing = map(&skills, &cohorts, &[], now);
    assert_eq!((nothing.closing(&nothing.skills[0], 0), nothing.overlap(&nothing.skills[0], 1)), (None, None));
    assert_eq!((nothing.closing_bill().untold, nothing.overlap_bill().untold), (1, 1));
    let half = map(&skills, &cohorts, &[spent(one, 300_000, "EUR")], now);
    assert!(half.closing(&half.skills[0], 0).is_some() && half.overlap(&half.skills[0], 1).is_none());
    let mixed = map(&skills, &cohorts, &[spent(one, 300_000, "EUR"), spent(other, 200_000, "USD")], now);
    assert_eq!(mixed.overlap(&mixed.skills[0], 1), None);
}

struct Builds {
    client: OrganisationId,
    at: PartnershipId,
    by: PersonId,
}

impl Builds {
    /// A programme with one behaviour, and a cohort of it in each of these regions, with a session there or without.
    async fn programme(&self, app: &App, title: &str, text: &str, regions: &[(&str, bool)]) {
        let (tenant, partnership, by, at) = (self.client, self.at, self.by, app.now());
        let tx = app.db().begin().await.unwrap();
        let act = programme::store::Act { tenant, partnership, by, at };
        let words = programme::Words { title: title.into(), purpose: "Keep".into(), goal: None };
        let id = programme::create(&tx, act, &words).await.unwrap();
        let programme = programme::find(&tx, tenant, partnership, id).await.unwrap().unwrap();
        behaviour::add(&tx, act, &programme, text, "never", "always").await.unwrap();
        let words =
            module::Words { title: "Talks".into(), mode: module::Mode::Classroom, minutes: 60, own_case_minutes: 0 };
        module::add(&tx, act, &programme, &words).await.unwrap();
        let module = module::of_programme(&tx, tenant, id).await.unwrap().remove(0).id;
        let act = Act { tenant, partnership, by, at };
        for (region, held) in regions {
            let words = cohort::Words {
                title: format!("{title} {region}"),
                programme: id,
                region: (*region).into(),
                language: "nl".into(),
                zone: "Europe/Amsterdam".into(),
                starts: day("2026-12-01"),
                waits: false,
            };
            let made = cohort::create(&tx, act, &words).await.unwrap();
            let made: Cohort = cohort::find(&tx, tenant, partnership, made).await.unwrap().unwrap();
            let words = session::Words {
                module,
                starts_at: at.plus_days(if *held { -3 } else { 3 }),
                zone: "Europe/Amsterdam".into(),
                minutes: 60,
                place: "Here".into(),
            };
            session::create(&tx, act, &made, &words).await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

impl Builds {
    /// So many people in the cohort of this region.
    async fn enrol(&self, app: &App, region: &str, people: usize) {
        let act = Act { tenant: self.client, partnership: self.at, by: self.by, at: app.now() };
        let cohorts = cohort::of_partnership(app.db(), self.client, self.at).await.unwrap();
        let cohort = cohorts.into_iter().find(|one| one.region == region).unwrap();
        let person = |place: usize| enrolment::Person {
            name: format!("P {place}"),
            email: format!("p{place}.{}@x.example", cohort.id),
            unit: "Venlo".into(),
        };
        let all: Vec<enrolment::Person> = (0..people).map(person).collect();
        let tx = app.db().begin().await.unwrap();
        enrolment::import(&tx, act, &cohort, &all).await.unwrap();
        tx.commit().await.unwrap();
    }
    /// A line of the ledger for its programme.
    async fn spend(&self, app: &App, amount: i64) {
        let by =
            By { tenant: self.client, partnership: self.at, side: Side::Organisation, person: self.by, at: app.now() };
        let programme = programme::of_partnership(app.db(), self.client, self.at).await.unwrap().remove(0);
        let words = cost::Words {
            programme: Some(programme.id),
            cohort: None,
            kind: cost::Kind::Delivery,
            words: "Facilitators".into(),
            amount,
            time: None,
            margin: 0,
            currency: "EUR".into(),
            from: day("2026-03-01"),
            until: day("2026-09-01"),
            source: "Invoice".into(),
        };
        let tx = app.db().begin().await.unwrap();
        cost::enter(&tx, &by, &words).await.unwrap();
        tx.commit().await.unwrap();
    }
}

async fn json_of(app: &App, world: &World, side: Side, role: Role) -> Value {
    let person = world.person(side, role);
    let viewer = viewer::of(app.db(), person).await.unwrap().unwrap();
    let own = if side == Side::Organisation { world.client } else { world.partner };
    let browser = Browser::new(app, &areas(), viewer);
    browser.json("GET", &format!("/api/v1/o/{own}/ecosystem"), json!(null)).await.json()
}

#[tokio::test]
async fn cap_68_an_organisation_sees_all_its_partners_and_a_partner_what_is_its_own_client_by_client() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let lead = world.person(Side::Organisation, Role::LdLead);
        let tx = app.db().begin().await.unwrap();
        // A niche partner of the same client, which works for another client as well.
        let niche =
            partnership::begin(&tx, world.client, world.foreign_partner, "Healthy rosters", app.now()).await.unwrap();
        tx.commit().await.unwrap();
        let own = Builds { client: world.client, at: world.partnership, by: lead };
        own.programme(&app, "Leading", TALKS, &[("NL", true), ("België", false)]).await;
        let other = Builds { client: world.client, at: niche, by: lead };
        other.programme(&app, "Rosters", "Plans the shift together", &[("Nederland", true)]).await;
        let elsewhere = Builds { client: world.foreign_client, at: world.foreign_partnership, by: lead };
        elsewhere.programme(&app, "Secret of Vestdal", "Reports every near miss", &[("NO", true)]).await;

        let all = json_of(&app, &world, Side::Organisation, Role::LdLead).await;
        let mine = &all["clients"][0];
        assert_eq!(all["clients"].as_array().unwrap().len(), 1);
        assert_eq!(
            (mine["all"].as_i64(), mine["covered"].as_i64(), mine["planned"].as_i64()),
            (Some(4), Some(2), Some(1))
        );
        assert_eq!((mine["gaps"].as_i64(), mine["alone"].as_i64()), (Some(1), Some(2)));
        let cells = |skill: usize| -> Vec<(String, String)> {
            let cells = mine["skills"][skill]["cells"].as_array().unwrap();
            cells
                .iter()
                .map(|one| (one["country"].as_str().unwrap().into(), one["standing"].as_str().unwrap().into()))
                .collect()
        };
        let pair = |country: &str, standing: &str| (country.to_owned(), standing.to_owned());
        assert_eq!(cells(0), [pair("BE", "gap"), pair("NL", "covered")], "rosters");
        assert_eq!(cells(1), [pair("BE", "planned"), pair("NL", "covered")], "talks");
        let text = all.to_string();
        assert!(text.contains("Kompas Opleidingen") && !text.contains("near miss"), "{text}");

        // The partner of the story knows nothing of the niche partner, nor of any other client.
        let partner = json_of(&app, &world, Side::Partner, Role::PartnerLead).await.to_string();
        assert!(
            partner.contains(TALKS) && !partner.contains("Plans the shift") && !partner.contains("Kompas"),
            "{partner}"
        );
        // The niche partner sees both its clients, each counted by itself.
        let stranger = world.stranger(Side::Partner).person;
        let both = Browser::new(&app, &areas(), viewer::of(app.db(), stranger).await.unwrap());
        let page = both.get(&format!("/o/{}/ecosystem", world.foreign_partner)).await;
        assert!(
            page.shows("Noordkade Logistics") && page.shows("Vestdal Energy") && page.shows("near miss"),
            "{}",
            page.body
        );
        assert!(page.shows("Plans the shift together") && !page.shows(TALKS) && !page.shows("Baken"), "{}", page.body);

        // As a page, in both languages, and as a table to take along.
        let mut viewer = viewer::of(app.db(), lead).await.unwrap().unwrap();
        let english = Browser::new(&app, &areas(), viewer.clone());
        let path = format!("/o/{}/ecosystem", world.client);
        let page = english.get(&path).await;
        assert!(page.shows("2 of 4") && page.shows("Baken Leiderschap</a>: 1 cohort, last on"), "{}", page.body);
        assert!(page.shows("no cohort in Belgium") && page.shows("Covered by one partner alone: 2"), "{}", page.body);
        viewer.locale = lustrum_kernel::locale::Locale::Nl;
        let dutch = Browser::new(&app, &areas(), viewer).get(&path).await;
        assert!(dutch.shows("geen cohort in België") && !dutch.shows("⟦"), "{}", dutch.body);
        // What closing the gap of Belgium costs: two people at what each of three cost in the Netherlands.
        own.enrol(&app, "België", 2).await;
        other.enrol(&app, "Nederland", 3).await;
        let before = english.get(&path).await;
        assert!(before.shows("What closing the gaps would cost can&#39;t be told"), "{}", before.body);
        other.spend(&app, 90_000).await;
        let told = json_of(&app, &world, Side::Organisation, Role::LdLead).await;
        assert_eq!(told["clients"][0]["closing"], json!([{ "amount": 60_000, "currency": "EUR" }]));
        let gap = &told["clients"][0]["skills"][0]["cells"][0]["closing"];
        assert_eq!((&gap["people"], &gap["per_learner"]), (&json!(2), &json!(30_000)));
        let page = english.get(&path).await;
        assert!(page.shows("closing it: about EUR\u{a0}600 (2 people, EUR\u{a0}300 per learner)"), "{}", page.body);
        // Whoever does not answer for the money sees the gap without it.
        let regional = json_of(&app, &world, Side::Organisation, Role::RegionalLdManager).await;
        assert!(regional["clients"][0]["closing"] == json!([]) && regional["clients"][0]["gaps"] == 1, "{regional}");
        let csv = english.get(&format!("{path}.csv")).await;
        assert!(csv.shows("Cost of closing the gap") && csv.shows("600"), "{}", csv.body);
        assert!(csv.shows("Plans the shift together") && csv.shows("Belgium") && csv.shows("gap"), "{}", csv.body);
        // Nobody reads the map of another organisation, and a learner none at all.
        assert_eq!(english.get(&format!("/o/{}/ecosystem", world.foreign_client)).await.status, 404);
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(learner.get(&path).await.status, 403);
    })
    .await;
}

#[tokio::test]
async fn a_long_map_is_read_page_by_page_and_an_empty_one_says_what_belongs_there() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (path, lead) = (format!("/o/{}/ecosystem", world.client), world.person(Side::Organisation, Role::LdLead));
        let ours = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LdLead));
        let empty = ours.get(&path).await;
        assert!(empty.shows("No skill is named yet") && !empty.shows("ecosystem.csv"), "nothing to take along");
        let (tenant, partnership, at) = (world.client, world.partnership, app.now());
        let act = programme::store::Act { tenant, partnership, by: lead, at };
        let tx = app.db().begin().await.unwrap();
        let words = programme::Words { title: "Much".into(), purpose: "Keep".into(), goal: None };
        let id = programme::create(&tx, act, &words).await.unwrap();
        let programme = programme::find(&tx, tenant, partnership, id).await.unwrap().unwrap();
        for number in 0..60 {
            behaviour::add(&tx, act, &programme, &format!("Skill & more {number:02}"), "never", "always")
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        let first = ours.get(&path).await;
        assert!(
            first.shows("Skill &#38; more 49") && !first.shows("more 50") && first.shows("no country"),
            "{}",
            first.body
        );
        let next = first.body.split("rel=\"next\"").next().and_then(|before| before.rsplit("href=\"").next()).unwrap();
        let next = next.trim_end_matches("\" ").replace("&#38;", "&").replace("&amp;", "&");
        let second = ours.get(&next).await;
        assert!(
            second.shows("more 50") && second.shows("more 59") && !second.shows("more 49"),
            "{next} {}",
            second.body
        );
    })
    .await;
}
