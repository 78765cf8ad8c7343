//! Meetings on plain values, and through the real router on both engines.

use jiff::tz::TimeZone;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::id::PersonId;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Day, Moment, values};
use lustrum_partnership::By;
use lustrum_partnership::contact::{Holding, Mandate};
use serde_json::json;

use super::agenda::{Section, sections};
use super::form::usual;
use super::{
    DayOff, DayOffId, Kind, MeetingId, NewSeries, Series, SeriesId, add_day_off, begin, occurrences, open_points,
    prepare, quorum, raise,
};
use crate::decision::{self, NewDecision};
use crate::experiment::fence;
use crate::experiment::tests::a_plan;
use crate::midway::tests::a_midway;
use crate::owner::Owner;
use crate::quarter::Quarter;
use crate::tests::{areas, lead};
use crate::{blameless, experiment};

fn moment(text: &str) -> Moment {
    Moment(text.parse().unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn new_series(kind: Kind) -> NewSeries {
    NewSeries {
        kind,
        rule: "FREQ=WEEKLY;INTERVAL=2".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: "2026-09-21T10:00".parse().unwrap(),
        minutes: 30,
        place: "Room 3".to_owned(),
    }
}

/// A meeting of this kind on 21 September, four days from now.
pub(crate) async fn a_meeting(app: &App, world: &World, kind: Kind) -> MeetingId {
    let by = By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
    let tx = app.db().begin().await.unwrap();
    let id = begin(&tx, &by, &new_series(kind)).await.unwrap();
    let mut series = super::series_of(&tx, world.client, world.partnership).await.unwrap();
    series.retain(|one| one.id == id);
    let all = occurrences(&series, &[], app.now(), app.now().plus_days(30));
    let id = prepare(&tx, &by, &all[0]).await.unwrap();
    assert_eq!(prepare(&tx, &by, &all[0]).await.unwrap(), id, "prepared twice it is one meeting");
    tx.commit().await.unwrap();
    id
}

/// Something of each kind that a path can name, for the test of who may pass which route; `number` keeps days apart.
pub async fn one_of_each(app: &App, world: &World, number: i32) -> Vec<(&'static str, String)> {
    let by = By::viewer(&world.within(Side::Partner, Role::PartnerLead), app.now());
    let meeting = a_meeting(app, world, Kind::Talk).await;
    let tx = app.db().begin().await.unwrap();
    let series = begin(&tx, &by, &new_series(Kind::Talk)).await.unwrap();
    let off = add_day_off(&tx, &by, day("2027-01-01").plus_days(number), "New year").await.unwrap().unwrap();
    let point = raise(&tx, &by, Kind::Talk, "The roster", Some(meeting)).await.unwrap();
    let review = blameless::begin(&tx, &by, "No change", "Flat.").await.unwrap();
    let known = blameless::find(&tx, world.client, world.partnership, review).await.unwrap().unwrap();
    let part = blameless::Part::Contribution { text: "Planned late".to_owned() };
    let entry = blameless::add(&tx, &by, &known, part).await.unwrap();
    tx.run("UPDATE blameless_review SET closed_at = 1 WHERE id = $1", values![review]).await.unwrap();
    let fence = fence::propose(&tx, &by, 500, 24_000_000, "EUR").await.unwrap();
    let experiment = experiment::propose(&tx, &by, &a_plan("Peer coaching", 100_000)).await.unwrap();
    let decided = NewDecision {
        period: Quarter::due_at(app.now()),
        text: "No module in the peak".to_owned(),
        clause: String::new(),
        owner: Owner { side: Side::Partner, person: None },
        due: None,
        meeting: None,
        measure: String::new(),
    };
    let decision = decision::add(&tx, world.client, world.partnership, by.person, app.now(), decided).await.unwrap();
    tx.commit().await.unwrap();
    let (midway, _, modules) = a_midway(app, world).await;
    vec![
        ("{midway}", midway.to_string()),
        ("{module}", modules[0].id.to_string()),
        ("{meeting}", meeting.to_string()),
        ("{series}", series.to_string()),
        ("{off}", off.to_string()),
        ("{point}", point.to_string()),
        ("{blameless}", review.to_string()),
        ("{entry}", entry.to_string()),
        ("{decision}", decision.to_string()),
        ("{fence}", fence.to_string()),
        ("{experiment}", experiment.to_string()),
    ]
}

#[test]
fn a_rhythm_leaves_out_the_days_off_of_both_sides_and_keeps_its_hour() {
    let series = Series {
        id: SeriesId::new(),
        kind: Kind::Talk,
        rule: "FREQ=WEEKLY".to_owned(),
        zone: "Europe/Amsterdam".to_owned(),
        starts: "2026-10-12T10:00".parse().unwrap(),
        minutes: 30,
        place: String::new(),
        ended_at: None,
    };
    let off = |side, text: &str| DayOff { id: DayOffId::new(), side, day: day(text), name: "Day off".to_owned() };
    let days =
        [off(Side::Organisation, "2026-10-19"), off(Side::Partner, "2026-11-02"), off(Side::Partner, "2026-10-20")];
    let (from, until) = (moment("2026-10-01T00:00:00Z"), moment("2026-11-10T00:00:00Z"));
    let all = occurrences(std::slice::from_ref(&series), &days, from, until);
    let told: Vec<(String, usize)> = all.iter().map(|one| (one.at.to_string(), one.off.len())).collect();
    assert_eq!(
        told,
        [
            ("2026-10-12T08:00:00Z".to_owned(), 0),
            ("2026-10-19T08:00:00Z".to_owned(), 1),
            // The clocks went back in the night to the 25th.
            ("2026-10-26T09:00:00Z".to_owned(), 0),
            ("2026-11-02T09:00:00Z".to_owned(), 1),
            ("2026-11-09T09:00:00Z".to_owned(), 0),
        ]
    );
    let ended = Series { ended_at: Some(moment("2026-10-20T00:00:00Z")), ..series.clone() };
    assert_eq!(occurrences(&[ended], &[], from, until).len(), 2);
    let broken = Series { rule: "FREQ=NEVER".to_owned(), ..series };
    assert_eq!(occurrences(&[broken], &[], from, until), []);
}

#[test]
fn a_usual_rhythm_keeps_the_weekday_of_its_first_day() {
    let rule = |repeat: &str, first: &str| usual(repeat, day(first).0).unwrap();
    assert_eq!(rule("biweekly", "2026-09-21"), "FREQ=WEEKLY;INTERVAL=2");
    assert_eq!(rule("quarterly", "2026-10-13"), "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU");
    assert_eq!(rule("half-yearly", "2026-09-30"), "FREQ=MONTHLY;INTERVAL=6;BYDAY=-1WE", "the fifth is the last");
    assert_eq!(rule("yearly", "2026-11-05"), "FREQ=MONTHLY;INTERVAL=12;BYDAY=1TH");
    assert_eq!(usual("sometimes", day("2026-11-05").0), None);
}

#[test]
fn a_quorum_is_someone_of_each_side_who_may_decide_and_is_there_for_it() {
    let [one, other, third] = [PersonId::new(), PersonId::new(), PersonId::new()];
    let held = |person, side| Holding {
        person,
        name: String::new(),
        email: String::new(),
        side,
        mandate: Mandate::DecideReview,
        deputy: true,
        locale: lustrum_kernel::locale::Locale::En,
        since: lustrum_kernel::testing::a_morning(),
        given_by: person,
        limits: lustrum_partnership::contact::Limits::default(),
        general: None,
    };
    let holders = [held(one, Side::Organisation), held(other, Side::Partner)];
    let complete = |present: &[(PersonId, Side)]| quorum(present, &holders).complete();
    assert!(complete(&[(one, Side::Organisation), (other, Side::Partner), (third, Side::Partner)]));
    assert!(!complete(&[(one, Side::Organisation), (third, Side::Partner)]));
    assert!(!complete(&[(one, Side::Organisation), (other, Side::Organisation)]), "not for the other side");
    assert!(!complete(&[]));
    assert!(!quorum(&[(one, Side::Organisation)], &[]).complete(), "as long as nobody holds it nobody is the quorum");
}

#[test]
fn each_kind_of_meeting_has_an_agenda_of_its_own() {
    let all: Vec<&[Section]> = Kind::ALL.into_iter().map(sections).collect();
    for (place, one) in all.iter().enumerate() {
        assert!(all.iter().skip(place + 1).all(|other| other != one), "{one:?}");
    }
    assert!(sections(Kind::Talk).contains(&Section::Sessions) && !sections(Kind::Strategy).contains(&Section::Actions));
}

#[tokio::test]
async fn cap_19_an_operational_talk_fills_its_agenda_itself_and_takes_what_it_can_not_settle_to_the_committee() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let list = format!("/p/{}/meetings", world.partnership);
        assert!(theirs.get(&list).await.shows("No rhythm yet"));
        let rhythm = [
            ("kind", "talk"),
            ("first", "2026-09-21"),
            ("time", "10:00"),
            ("zone", "Europe/Amsterdam"),
            ("minutes", "30"),
            ("repeat", "biweekly"),
            ("place", "Room 3"),
        ];
        assert_eq!(theirs.post(&format!("{list}/rhythm"), &rhythm).await.status, 303);
        let action = [("text", "Free an hour a week"), ("owner", "organisation"), ("due", "2026-09-18")];
        assert_eq!(ours.post(&format!("/p/{}/actions", world.partnership), &action).await.status, 303);
        app.clock().set(moment("2026-09-20T08:00:00Z"));
        let page = ours.get(&list).await;
        assert!(page.shows("Operational talk") && page.shows("21 September 2026, 10:00"));
        let api = ours.json("GET", &format!("/api/v1{list}"), json!(null)).await.json();
        let series = api["coming"][0]["series"].as_str().unwrap().to_owned();
        let wrong = ours.post(&list, &[("series", &series), ("day", "2026-09-22")]).await;
        assert!(wrong.status == 422 && wrong.shows("No meeting of this rhythm takes place on that day"));
        let prepared = ours.post(&list, &[("series", &series), ("day", "2026-09-21")]).await;
        let path = prepared.location.unwrap();
        let again = theirs.post(&list, &[("series", &series), ("day", "2026-09-21")]).await;
        assert_eq!(again.location.as_deref(), Some(path.as_str()), "both sides prepare the same meeting");
        let page = theirs.get(&path).await;
        assert!(
            page.shows("Free an hour a week")
                && page.shows(">late<")
                && page.shows("No session in the next three weeks")
        );

        let empty = theirs.post(&format!("{path}/points"), &[("point", ""), ("target", "here")]).await;
        assert!(empty.status == 422 && empty.shows("point-error"));
        let odd = theirs.post(&format!("{path}/points"), &[("point", "Keep me"), ("target", "moon")]).await;
        assert!(odd.status == 422 && odd.shows("Keep me"));
        let point = [("point", "Who pays for the second room?"), ("target", "here")];
        assert_eq!(theirs.post(&format!("{path}/points"), &point).await.status, 303);
        let whole = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        assert_eq!(whole["agenda"][0]["part"], "actions");
        let id = whole["points"][0]["id"].as_str().unwrap().to_owned();

        let committee = a_meeting(&app, &world, Kind::Committee).await;
        assert!(!ours.get(&format!("{list}/{committee}")).await.shows("Who pays for the second room?"));
        assert_eq!(ours.post(&format!("{path}/points/{id}/escalation"), &[]).await.status, 303);
        let page = theirs.get(&format!("{list}/{committee}")).await;
        assert!(page.shows("Who pays for the second room?") && page.shows("from the operational talk"));
        assert!(!theirs.get(&path).await.shows("Who pays for the second room?"));
        let twice = ours.post(&format!("{path}/points/{id}/escalation"), &[]).await;
        assert!(twice.status == 409 && twice.shows("Only a point of an operational talk"));
    })
    .await;
}

#[tokio::test]
async fn what_is_not_settled_stands_on_the_next_agenda_of_its_kind() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = lead(&app, &world, Side::Partner);
        let first = a_meeting(&app, &world, Kind::Talk).await;
        let list = format!("/p/{}/meetings", world.partnership);
        for text in ["Too few rooms", "The case of module 4"] {
            browser.post(&format!("{list}/{first}/points"), &[("point", text)]).await;
        }
        let api = format!("/api/v1{list}/{first}");
        let whole = browser.json("GET", &api, json!(null)).await.json();
        let id = whole["points"][1]["id"].as_str().unwrap().to_owned();
        assert_eq!(browser.post(&format!("{list}/{first}/points/{id}/settlement"), &[]).await.status, 303);
        assert_eq!(browser.post(&format!("{list}/{first}/points/{id}/settlement"), &[]).await.status, 409);
        assert!(browser.get(&format!("{list}/{first}")).await.shows("Settled in this meeting"));
        let second = a_meeting(&app, &world, Kind::Talk).await;
        let page = browser.get(&format!("{list}/{second}")).await;
        assert!(page.shows("Too few rooms") && page.shows("comes back") && !page.shows("The case of module 4"));
        let reopened = browser.json("DELETE", &format!("{api}/points/{id}/settlement"), json!(null)).await;
        assert_eq!(reopened.status, 204);
        assert!(browser.get(&format!("{list}/{second}")).await.shows("The case of module 4"));
        assert_eq!(browser.json("DELETE", &format!("{api}/points/{id}/settlement"), json!(null)).await.status, 409);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_write_the_minutes_at_once_the_second_sees_both_texts_and_nothing_is_lost() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let meeting = a_meeting(&app, &world, Kind::Talk).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/meetings/{meeting}", world.partnership);
        ours.post(&format!("{path}/points"), &[("point", "The roster")]).await;
        assert!(
            theirs.get(&format!("{path}/minutes")).await.shows("1. The roster"),
            "the points are ready to be written under"
        );
        let write = format!("{path}/minutes");
        assert_eq!(ours.post(&write, &[("text", "We freed an hour."), ("seen", "0")]).await.status, 303);
        let second = theirs.post(&write, &[("text", "They freed <one> hour."), ("seen", "0")]).await;
        assert_eq!(second.status, 422);
        assert!(second.shows("We freed an hour."), "what was saved");
        assert!(second.shows("They freed &#60;one&#62; hour."), "what was typed");
        assert!(second.shows("name=\"seen\" value=\"1\"") && second.shows("ld-lead (organisation) saved meanwhile"));
        let api = theirs.json("POST", &format!("/api/v1{write}"), json!({ "text": "Mine", "seen": 0 })).await;
        assert!(api.status == 409 && api.shows("Someone wrote version 1 meanwhile"));
        let both = "We freed an hour.\nThey will use it.";
        assert_eq!(theirs.post(&write, &[("text", both), ("seen", "1")]).await.status, 303);
        let kept = super::history(app.db(), world.client, meeting).await.unwrap();
        let texts: Vec<&str> = kept.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(texts, [both, "We freed an hour."], "every version stays");
        assert_eq!(
            ours.post(&write, &[("text", both), ("seen", "1")]).await.status,
            303,
            "the same words are no conflict"
        );
        assert_eq!(super::history(app.db(), world.client, meeting).await.unwrap().len(), 2);
        for (fields, status) in [
            (vec![("text", ""), ("seen", "2")], 422),
            (vec![("text", "x"), ("seen", "-1")], 422),
            (vec![("text", "x")], 422),
        ] {
            assert_eq!(ours.post(&write, &fields).await.status, status, "{fields:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_meeting_that_nobody_noted_is_asked_after_until_there_are_minutes() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let by = By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
        let tx = app.db().begin().await.unwrap();
        let series = begin(&tx, &by, &new_series(Kind::Talk)).await.unwrap();
        tx.commit().await.unwrap();
        let (ours, path) = (lead(&app, &world, Side::Organisation), format!("/p/{}/meetings", world.partnership));
        assert!(!ours.get(&path).await.shows("Planned, and not noted as held"));
        app.clock().set(moment("2026-10-12T08:00:00Z"));
        let page = ours.get(&path).await.body;
        assert!(page.contains("Planned, and not noted as held"), "{page}");
        let asked = |page: &str| page.matches("It was held: note it").count();
        assert_eq!(asked(&page), 2, "21 September and 5 October");
        let series = series.to_string();
        let noted = ours.post(&path, &[("series", series.as_str()), ("day", "2026-10-05")]).await;
        assert_eq!(noted.status, 303);
        assert_eq!(asked(&ours.get(&path).await.body), 1);
    })
    .await;
}

#[tokio::test]
async fn cap_55_a_steering_committee_decides_with_a_quorum_and_both_sides_approve_one_text() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        lustrum_partnership::testing::signed(&app, &world).await;
        let meeting = a_meeting(&app, &world, Kind::Committee).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/meetings/{meeting}", world.partnership);
        let decision = [("text", "Stop module 5"), ("clause", "3.1"), ("owner", "partner"), ("due", "2026-12-01")];
        for reply in [
            ours.get(&format!("{path}/decisions/new")).await,
            ours.post(&format!("{path}/decisions"), &decision).await,
            ours.json("POST", &format!("/api/v1{path}/decisions"), json!({})).await,
        ] {
            assert!(reply.status == 409 && reply.shows("The committee has no quorum"), "{}", reply.body);
        }
        assert_eq!(ours.post(&format!("{path}/points"), &[("point", "The budget")]).await.status, 303);
        let points = open_points(app.db(), world.client, world.partnership, Kind::Committee).await.unwrap();
        let settle = format!("{path}/points/{}/settlement", points[0].id);
        let settled = ours.post(&settle, &[]).await;
        assert!(settled.status == 409 && settled.shows("no quorum"), "what it settles it decides: {}", settled.body);
        ours.post(&format!("{path}/minutes"), &[("text", "We met."), ("seen", "0")]).await;
        let hash = |reply: lustrum_kernel::testing::Reply| reply.json()["minutes"]["hash"].as_str().unwrap().to_owned();
        let api = format!("/api/v1{path}");
        let first = hash(ours.json("GET", &api, json!(null)).await);
        let alone = ours.post(&format!("{path}/approvals"), &[("hash", &first)]).await;
        assert!(alone.status == 409 && alone.shows("no quorum"));

        let of = |side, role| world.person(side, role).to_string();
        let (our_lead, their_lead) = (of(Side::Organisation, Role::LdLead), of(Side::Partner, Role::PartnerLead));
        assert_eq!(ours.post(&format!("{path}/presence"), &[("present", &our_lead)]).await.status, 303);
        let wrong = theirs.post(&format!("{path}/presence"), &[("present", &our_lead)]).await;
        assert_eq!(wrong.status, 422, "each side notes its own");
        let designer = of(Side::Partner, Role::LearningDesigner);
        assert_eq!(theirs.post(&format!("{path}/presence"), &[("present", &designer)]).await.status, 303);
        assert_eq!(ours.post(&format!("{path}/decisions"), &decision).await.status, 409, "a designer does not decide");
        let both = json!({ "present": [designer, their_lead] });
        assert_eq!(theirs.json("POST", &format!("{api}/presence"), both).await.status, 204);
        assert_eq!(ours.post(&format!("{path}/decisions"), &decision).await.status, 303);
        assert_eq!(ours.post(&settle, &[]).await.status, 303);

        assert_eq!(ours.post(&format!("{path}/approvals"), &[("hash", &first)]).await.status, 303);
        let twice = ours.post(&format!("{path}/approvals"), &[("hash", &first)]).await;
        assert!(twice.status == 409 && twice.shows("approved this version already"));
        // Someone writes between reading and approving: the approval is of another text.
        ours.post(&format!("{path}/minutes"), &[("text", "We met and stopped module 5."), ("seen", "1")]).await;
        let stale = theirs.post(&format!("{path}/approvals"), &[("hash", &first)]).await;
        assert!(stale.status == 409 && stale.shows("not the ones that you were shown"));
        let page = ours.get(&path).await;
        assert!(page.shows("Approve version 2"), "the approval of version 1 holds no longer");
        let second = hash(ours.json("GET", &api, json!(null)).await);
        for browser in [&ours, &theirs] {
            assert_eq!(browser.post(&format!("{path}/approvals"), &[("hash", &second)]).await.status, 303);
        }
        let whole = theirs.json("GET", &api, json!(null)).await.json();
        assert_eq!(whole["minutes"]["approved_by"], json!(["organisation", "partner"]));
        assert_eq!((whole["quorum"].clone(), whole["decisions"].as_array().unwrap().len()), (json!(true), 1));
        assert!(ours.get(&format!("{path}/minutes")).await.shows("This text was approved"));
        app.clock().set(moment("2026-09-25T08:00:00Z"));
        assert!(theirs.get(&format!("/p/{}/meetings", world.partnership)).await.shows("approved by both sides"));
        ours.post(&format!("{path}/minutes"), &[("text", "We met, stopped module 5 and left."), ("seen", "2")]).await;
        assert!(theirs.get(&format!("/p/{}/meetings", world.partnership)).await.shows("not approved yet"));
        let none = ours.post(&format!("{path}/approvals"), &[]).await;
        assert_eq!(none.status, 409);
        let sponsor = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::BusinessSponsor));
        let outside = sponsor.post(&format!("{path}/approvals"), &[("hash", &second)]).await;
        assert!(outside.status == 409 && outside.shows("outside your mandate"));
        let csv = ours.get(&format!("/p/{}/meetings.csv", world.partnership)).await;
        assert!(csv.shows("Steering committee") && csv.shows("10:00 Europe/Amsterdam"));
    })
    .await;
}

#[tokio::test]
async fn cap_07_every_decision_of_a_meeting_has_an_owner_and_a_day_and_stands_on_the_charter() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        lustrum_partnership::testing::signed(&app, &world).await;
        let meeting = a_meeting(&app, &world, Kind::Strategy).await;
        let browser = lead(&app, &world, Side::Partner);
        let path = format!("/p/{}/meetings/{meeting}", world.partnership);
        let page = browser.get(&format!("{path}/decisions/new")).await;
        assert!(page.shows("L4 Fewer managers leave."));
        let measure = page.body.split("L4 Fewer managers leave.").next().unwrap();
        let measure = measure.rsplit("value=\"").next().unwrap().split('"').next().unwrap().to_owned();
        for (fields, field) in [
            (vec![("text", "Keep <b>it</b>"), ("owner", "partner"), ("due", "2026-12-01")], "clause"),
            (vec![("text", "Keep <b>it</b>"), ("owner", "partner"), ("clause", "2.1")], "due"),
            (vec![("text", "Keep <b>it</b>"), ("due", "2026-12-01"), ("clause", "2.1")], "owner"),
            (
                vec![("text", "Keep <b>it</b>"), ("due", "2026-12-01"), ("owner", "partner"), ("measure", "x")],
                "measure",
            ),
        ] {
            let reply = browser.post(&format!("{path}/decisions"), &fields).await;
            assert!(reply.status == 422 && reply.shows(&format!("{field}-error")), "{field}");
            assert!(reply.shows("Keep &#60;b&#62;it&#60;/b&#62;"), "{field}");
        }
        let sound =
            [("text", "Two years more"), ("owner", "partner"), ("due", "2026-12-01"), ("measure", measure.as_str())];
        assert_eq!(browser.post(&format!("{path}/decisions"), &sound).await.status, 303);
        let page = browser.get(&path).await;
        assert!(page.shows("Two years more") && page.shows("Held against L4 Fewer managers leave."));
        let api = format!("/api/v1/p/{}/decisions", world.partnership);
        let listed = browser.json("GET", &api, json!(null)).await.json();
        assert_eq!(listed["decisions"][0]["meeting"].as_str(), Some(meeting.to_string().as_str()));
        assert_eq!(listed["decisions"][0]["measure"], "L4 Fewer managers leave.");
        assert!(browser.get(&format!("/p/{}/decisions", world.partnership)).await.shows("Held against L4"));
        let committee = a_meeting(&app, &world, Kind::Committee).await;
        let next = browser.get(&format!("/p/{}/meetings/{committee}", world.partnership)).await;
        assert!(next.shows("Two years more"), "a decision to be carried out stands on the next agenda");
    })
    .await;
}

#[tokio::test]
async fn a_rule_that_never_happens_and_a_zone_that_is_none_are_refused_at_their_fields() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = lead(&app, &world, Side::Organisation);
        let list = format!("/p/{}/meetings", world.partnership);
        let base =
            [("kind", "talk"), ("first", "2026-10-05"), ("time", "02:30"), ("minutes", "30"), ("place", "Room 3")];
        let with = |more: &[(&'static str, &'static str)]| [&base[..], more].concat();
        let amsterdam = ("zone", "Europe/Amsterdam");
        for (more, field, words) in [
            (
                vec![amsterdam, ("repeat", "own"), ("rule", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")],
                "rule",
                "no meeting would ever take place",
            ),
            (vec![amsterdam, ("repeat", "own"), ("rule", "FREQ=HOURLY")], "rule", "Begin the rule with FREQ=WEEKLY"),
            (
                vec![amsterdam, ("repeat", "own"), ("rule", "FREQ=WEEKLY;BYSETPOS=1")],
                "rule",
                "BYSETPOS can&#39;t be used",
            ),
            (vec![amsterdam, ("repeat", "own"), ("rule", "FREQ=WEEKLY;INTERVAL=0")], "rule", "INTERVAL has a value"),
            (vec![amsterdam, ("repeat", "own"), ("rule", "")], "rule", "Fill this in"),
            (vec![amsterdam, ("repeat", "weekly"), ("rule", "FREQ=WEEKLY;BYDAY=TU")], "rule", "leave this empty"),
            (vec![amsterdam, ("repeat", "FREQ=HOURLY")], "repeat", "Begin the rule with FREQ=WEEKLY"),
            (vec![amsterdam, ("repeat", "sometimes")], "repeat", "Choose one of the list"),
            (vec![("zone", "Mars/Olympus"), ("repeat", "weekly")], "zone", "Give a time zone"),
        ] {
            let reply = browser.post(&format!("{list}/rhythm"), &with(&more)).await;
            assert!(reply.status == 422 && reply.shows(&format!("{field}-error")), "{more:?}: {}", reply.status);
            assert!(reply.shows(words), "{words}");
        }
        // A zone at a quarter of an hour, and a talk in the night in which the clocks change, are kept.
        let odd = with(&[("zone", "Asia/Kathmandu"), ("repeat", "weekly")]);
        assert_eq!(browser.post(&format!("{list}/rhythm"), &odd).await.status, 303);
        let night = json!({
            "kind": "talk", "first": "2026-10-18", "time": "02:30", "zone": "Europe/Amsterdam", "minutes": 30,
            "place": "Room 3", "rule": "FREQ=WEEKLY;COUNT=2",
        });
        assert_eq!(
            browser.json("POST", &format!("/api/v1/p/{}/meeting-series", world.partnership), night).await.status,
            201
        );
        let api = browser.json("GET", &format!("/api/v1{list}"), json!(null)).await.json();
        let starts: Vec<&str> =
            api["coming"].as_array().unwrap().iter().filter_map(|one| one["starts_at"].as_str()).collect();
        assert!(starts.contains(&"2026-10-04T20:45:00Z"), "half past two in Kathmandu: {starts:?}");
        assert!(starts.contains(&"2026-10-25T00:30:00Z"), "the first of the two half past twos: {starts:?}");
        let rhythm = browser.get(&format!("{list}/rhythm")).await;
        assert!(rhythm.shows("every week, from 5 October 2026 at 02:30 (Asia/Kathmandu), 30 minutes"));

        let off = [("day", "2026-10-25"), ("name", "Holiday")];
        assert_eq!(browser.post(&format!("{list}/days-off"), &off).await.status, 303);
        let twice = browser.post(&format!("{list}/days-off"), &off).await;
        assert!(twice.status == 422 && twice.shows("entered this day already"));
        assert!(browser.get(&list).await.shows("left out: Holiday (Noordkade Logistics)"));
        let zones: Vec<TimeZone> = super::series_of(app.db(), world.client, world.partnership)
            .await
            .unwrap()
            .iter()
            .map(Series::time_zone)
            .collect();
        assert_eq!(zones.len(), 2);
        let series = super::series_of(app.db(), world.client, world.partnership).await.unwrap();
        let left_out = [("series", series[1].id.to_string()), ("day", "2026-10-25".to_owned())];
        let left_out: Vec<(&str, &str)> = left_out.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(browser.post(&list, &left_out).await.status, 422, "nobody meets on a day off");
    })
    .await;
}

#[tokio::test]
async fn a_program_begins_a_rhythm_by_a_rule_wherever_its_description_says_that_one_may_stand() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let browser = lead(&app, &world, Side::Organisation);
        let api = format!("/api/v1/p/{}/meeting-series", world.partnership);
        let (usual, rule) = ("weekly", "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU");
        for (repeat, own, kept) in [
            (Some("rule"), Some(rule), rule),
            (Some("own"), Some(rule), rule),
            (None, Some(rule), rule),
            (Some(rule), None, rule),
            (Some(usual), None, "FREQ=WEEKLY"),
        ] {
            let body = json!({
                "kind": "talk", "first": "2026-10-06", "time": "10:00", "zone": "Europe/Amsterdam", "minutes": 30,
                "place": "Room 3", "repeat": repeat, "rule": own,
            });
            let made = browser.json("POST", &api, body).await;
            assert_eq!(made.status, 201, "{repeat:?} {own:?}: {}", made.body);
            let id: SeriesId = made.json()["id"].as_str().unwrap().parse().unwrap();
            let all = super::series_of(app.db(), world.client, world.partnership).await.unwrap();
            assert_eq!(all.iter().find(|one| one.id == id).unwrap().rule, kept, "{repeat:?} {own:?}");
        }
        let both = json!({
            "kind": "talk", "first": "2026-10-06", "time": "10:00", "zone": "Europe/Amsterdam", "minutes": 30,
            "place": "Room 3", "repeat": usual, "rule": rule,
        });
        let refused = browser.json("POST", &api, both).await;
        assert_eq!(
            (refused.status, &refused.json()["errors"][0]["pointer"]),
            (422, &json!("#/rule")),
            "{}",
            refused.body
        );
    })
    .await;
}
