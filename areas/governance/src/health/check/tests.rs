//! Checks on plain values, and through the real router on both engines.

use lustrum_identity::person;
use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::db::Sql;
use lustrum_kernel::job::run_due;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_kernel::mail;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_kernel::{Moment, values};
use sea_orm::FromQueryResult;
use serde_json::json;

use super::outcome::outcome;
use super::store::Answer;
use super::{CheckId, Dimension};
use crate::meeting::{Kind, open_points};
use crate::tests::{areas, lead};

fn dimension(place: i64, title: &str) -> Dimension {
    Dimension { place, word: String::new(), title: title.to_owned() }
}

fn answers(side: Side, values: &[i64]) -> Vec<(Side, Answer)> {
    let answer = |value: &i64| Answer { ratings: vec![(0, *value)], words: format!("{} {value}", side.word()) };
    values.iter().map(|value| (side, answer(value))).collect()
}

#[test]
fn four_answers_of_a_side_show_nothing_of_it_and_five_do() {
    let about = [dimension(0, "Decision speed"), dimension(1, "Pedagogy")];
    let mut given = answers(Side::Organisation, &[4, 4, 5, 4, 4, 3]);
    given.extend(answers(Side::Partner, &[2, 2, 3, 2]));
    let four = outcome(&about, &given);
    assert_eq!(four.rows[0].means[0].map(|mean| (mean.value, mean.n)), Some((4.0, 6)));
    assert_eq!((four.rows[0].means[1], four.rows[0].gap, four.widest()), (None, None, None));
    assert_eq!((four.heard[1].answers, four.heard[1].words.len()), (None, 0), "not even how many");
    assert_eq!(four.heard[0].answers, Some(6));

    given.extend(answers(Side::Partner, &[2]));
    let five = outcome(&about, &given);
    let row = five.widest().unwrap();
    assert_eq!(row.dimension.title, "Decision speed");
    assert!((row.apart().unwrap() - 1.8).abs() < 1e-9 && row.conclusive());
    assert_eq!(five.heard[1].words.len(), 5);
    assert_eq!(five.rows[1].means, [None, None], "nobody could say something about it");
}

#[test]
fn a_question_that_four_of_many_could_answer_is_not_shown() {
    let about = [dimension(0, "Pedagogy")];
    let mut given = answers(Side::Organisation, &[4, 4, 5, 4, 4]);
    given.extend(answers(Side::Partner, &[2, 2, 3, 2]));
    given.extend((0..3).map(|_| (Side::Partner, Answer::default())));
    let told = outcome(&about, &given);
    assert_eq!((told.heard[1].answers, told.rows[0].means[1]), (Some(7), None));
}

#[test]
fn a_gap_is_held_beside_the_same_question_of_the_check_before() {
    let given = |ours: i64| {
        let mut all = answers(Side::Organisation, &[ours, ours, ours, ours, 4]);
        all.extend(answers(Side::Partner, &[3, 3, 3, 3, 4]));
        all
    };
    let before = outcome(&[dimension(0, "decision SPEED ")], &given(3));
    let now = outcome(&[dimension(0, "Decision speed")], &given(5)).after(&before);
    assert_eq!(now.rows[0].before, before.rows[0].gap.map(|gap| gap.value));
    let other = outcome(&[dimension(0, "Pedagogy")], &given(5)).after(&before);
    assert_eq!(other.rows[0].before, None);
}

/// The links in the outbox that were not seen yet.
async fn links(app: &App, world: &World, seen: &mut Vec<String>) -> Vec<String> {
    let mails = mail::outbox(app.db(), world.client, 200).await.unwrap();
    let of = |body: &str| body.split_whitespace().find_map(|word| word.find("/h/").map(|at| word[at..].to_owned()));
    let new: Vec<String> = mails.iter().filter_map(|mail| of(&mail.body)).filter(|link| !seen.contains(link)).collect();
    seen.extend(new.iter().cloned());
    new
}

async fn answer_all(app: &App, links: &[String], value: &str, words: &str) {
    let anyone = Browser::new(app, &areas(), None);
    for link in links {
        let reply = anyone.post(link, &[("rating-0", "4"), ("rating-5", value), ("words", words)]).await;
        assert!(reply.status == 200 && reply.shows("the link is used up"), "{}", reply.body);
    }
}

/// Everything that is due; a turn of the worker takes a few jobs of an organisation.
async fn work(app: &App) {
    while run_due(app).await.unwrap() > 0 {}
}

fn set(app: &App, text: &str) {
    app.clock().set(Moment(text.parse().unwrap()));
}

const PEOPLE: &str = "a@x.example, b@x.example, c@x.example\nd@x.example; e@x.example";

#[tokio::test]
async fn cap_27_both_sides_answer_unseen_and_a_wide_gap_comes_before_the_committee_once() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let health = format!("/p/{}/health", world.partnership);
        let open = format!("{health}/checks");
        let form = ours.get(&format!("{open}/new")).await;
        assert!(form.shows("Culture fit") && form.shows("Flexibility and scale"), "what a partner is chosen for");
        let sound = [("closes", "2026-09-30"), ("people", PEOPLE), ("language", "en"), ("own", "Decision speed")];
        let made = ours.post(&open, &sound).await;
        let path = made.location.unwrap_or_else(|| panic!("{}", made.body));
        let mut seen = Vec::new();
        let own = links(&app, &world, &mut seen).await;
        assert_eq!(own.len(), 5);
        let page = theirs.get(&path).await;
        assert!(page.shows("Decision speed") && page.shows("nothing is shown"));
        let asked = theirs.post(&format!("{path}/invitations"), &[("people", "a@y.example"), ("language", "nl")]).await;
        assert!(asked.status == 422 && asked.shows("Name at least 5 people"));
        let people = PEOPLE.replace("@x", "@y");
        let asked = [("people", people.as_str()), ("language", "nl")];
        assert_eq!(theirs.post(&format!("{path}/invitations"), &asked).await.status, 303);
        let others = links(&app, &world, &mut seen).await;
        assert_eq!(others.len(), 5);
        let again = theirs.post(&format!("{path}/invitations"), &asked).await;
        assert!(again.status == 422 && again.shows("asked already"));

        let anyone = Browser::new(&app, &areas(), None);
        let empty = anyone.post(&own[0], &[("words", "Only words")]).await;
        assert!(empty.status == 422 && empty.shows("Only words") && empty.shows("rating-0-error"));
        assert_eq!(anyone.post(&own[0], &[("rating-0", "6")]).await.status, 422);
        answer_all(&app, &own, "5", "All is well").await;
        answer_all(&app, &others[..4], "2", "Decisions take weeks").await;
        assert!(anyone.get(&own[0]).await.shows("was used already"), "a used link");
        assert!(!ours.get(&path).await.shows("All is well"), "nothing as long as it runs");
        answer_all(&app, &others[4..], "3", "Name one who decides").await;
        let running = theirs.get(&path).await;
        assert!(!running.shows("Name one who decides") && !running.shows("5 answers"));

        set(&app, "2026-10-01T07:00:00Z");
        assert!(anyone.get(&others[0]).await.shows("This check is over"));
        let told = theirs.get(&path).await;
        assert!(told.shows("Decision speed: 2.8 points apart") && told.shows("Name one who decides"), "{}", told.body);
        assert!(told.shows("chart-hollow") && told.shows("n\u{a0}=\u{a0}5"));
        let api = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        assert_eq!(
            (api["answers_partner"].as_i64(), api["rows"][5]["partner"]["value"].as_f64()),
            (Some(5), Some(2.2))
        );
        let committee = || open_points(app.db(), world.client, world.partnership, Kind::Committee);
        assert_eq!(committee().await.unwrap().len(), 0);
        work(&app).await;
        let points = committee().await.unwrap();
        let gaps = points.iter().filter(|point| point.text.contains("2.8 points apart")).count();
        assert_eq!(gaps, 1, "{points:?}");
        let list = format!("/api/v1{health}/checks");
        assert_eq!(ours.json("GET", &list, json!(null)).await.json()["checks"][0]["over"], true);
        let late = theirs.post(&format!("{path}/invitations"), &asked).await;
        assert_eq!(late.status, 409, "it is over");
    })
    .await;
}

#[tokio::test]
async fn four_answers_of_a_side_stay_unseen_after_the_end_and_raise_nothing() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let open = format!("/p/{}/health/checks", world.partnership);
        let sound = [("closes", "2026-09-30"), ("people", PEOPLE), ("language", "en"), ("own", "Decision speed")];
        let path = ours.post(&open, &sound).await.location.unwrap();
        let mut seen = Vec::new();
        answer_all(&app, &links(&app, &world, &mut seen).await, "5", "All is well").await;
        let people = PEOPLE.replace("@x", "@y");
        theirs.post(&format!("{path}/invitations"), &[("people", people.as_str()), ("language", "en")]).await;
        let others = links(&app, &world, &mut seen).await;
        answer_all(&app, &others[..4], "1", "Decisions take weeks").await;
        // The reminder goes to everybody, once, and holds no link.
        set(&app, "2026-09-27T07:00:00Z");
        work(&app).await;
        let mails = mail::outbox(app.db(), world.client, 200).await.unwrap();
        let reminders: Vec<_> = mails.iter().filter(|mail| mail.subject.starts_with("Until 30 September")).collect();
        assert_eq!(reminders.len(), 10);
        assert!(reminders.iter().all(|mail| !mail.body.contains("/h/")));
        set(&app, "2026-10-01T07:00:00Z");
        work(&app).await;
        let told = theirs.get(&path).await;
        assert!(
            told.shows("fewer than 5 answers") && !told.shows("Decisions take weeks") && !told.shows("points apart")
        );
        let api = ours.json("GET", &format!("/api/v1{path}"), json!(null)).await.json();
        assert_eq!(api["answers_partner"], json!(null));
        assert_eq!(api["words_partner"], json!([]));
        let points = open_points(app.db(), world.client, world.partnership, Kind::Committee).await.unwrap();
        assert!(points.iter().all(|point| !point.text.contains("apart")), "{points:?}");
    })
    .await;
}

#[tokio::test]
async fn a_link_that_is_forged_used_or_late_says_so_and_takes_nothing() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let open = format!("/p/{}/health/checks", world.partnership);
        let sound = [("closes", "2026-09-30"), ("people", PEOPLE), ("language", "en")];
        let path = ours.post(&open, &sound).await.location.unwrap();
        let own = links(&app, &world, &mut Vec::new()).await;
        let anyone = Browser::new(&app, &areas(), None);
        let given = async || {
            let sql = "SELECT COUNT(*) AS number FROM health_answer";
            app.db().number(sql, values![]).await.unwrap()
        };
        let said = [("rating-0", "4"), ("words", "Twice")];

        // One letter of another link, a link cut in two by a mail program, and one of another check.
        let mut forged = own[0].clone().into_bytes();
        forged[60] = if forged[60] == b'A' { b'B' } else { b'A' };
        for bad in [String::from_utf8(forged).unwrap(), own[0][..70].to_owned(), "/h/x".to_owned()] {
            for reply in [anyone.get(&bad).await, anyone.post(&bad, &said).await] {
                assert!(reply.shows("This link is not complete") && !reply.shows("rating-0"), "{bad}: {}", reply.body);
            }
        }
        assert_eq!(given().await, 0);

        // Two who send with one link at once: one answer is taken.
        let (one, other) = tokio::join!(anyone.post(&own[0], &said), anyone.post(&own[0], &said));
        let taken = [&one, &other].into_iter().filter(|reply| reply.shows("Your answer is taken")).count();
        let used = [&one, &other].into_iter().filter(|reply| reply.shows("was used already")).count();
        assert_eq!((taken, used, given().await), (1, 1, 1), "{}\n{}", one.body, other.body);
        let again = anyone.post(&own[0], &said).await;
        assert!(again.shows("was used already") && again.shows("30 September 2026"), "{}", again.body);

        set(&app, "2026-09-30T23:59:59Z");
        assert!(anyone.get(&own[1]).await.shows("rating-0"), "the last second of the last day");
        set(&app, "2026-10-01T00:00:00Z");
        for link in [&own[0], &own[1]] {
            let late = anyone.post(link, &said).await;
            assert!(late.shows("This check is over") && late.shows("until 30 September 2026"), "{}", late.body);
        }
        assert_eq!(given().await, 1);
        // In the reader's language.
        let dutch = Browser::new(&app, &areas(), None).with_header("accept-language", "nl");
        assert!(dutch.get(&own[1]).await.shows("Deze scan is voorbij"));
        assert!(!ours.get(&path).await.shows("Twice"), "one answer shows nothing");
    })
    .await;
}

#[tokio::test]
async fn everyone_is_asked_and_reminded_in_the_language_in_which_they_read() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let sponsor = world.person(Side::Organisation, Role::BusinessSponsor);
        let tx = app.db().begin().await.unwrap();
        person::set_language(&tx, sponsor, Locale::Nl).await.unwrap();
        tx.commit().await.unwrap();
        let people = "business-sponsor@organisation.example data-steward@organisation.example a@x.example b@x.example c@x.example";
        let open = format!("/p/{}/health/checks", world.partnership);
        let sound = [("closes", "2026-09-30"), ("people", people), ("language", "en")];
        assert_eq!(ours.post(&open, &sound).await.status, 303);
        set(&app, "2026-09-27T07:00:00Z");
        work(&app).await;
        let mails = mail::outbox(app.db(), world.client, 200).await.unwrap();
        let of = |who: &str| -> Vec<&str> {
            mails.iter().filter(|mail| mail.recipient == who).map(|mail| mail.subject.as_str()).collect()
        };
        let dutch = of("business-sponsor@organisation.example");
        assert!(dutch.len() == 2 && dutch[0].starts_with("Tot en met 30 september"), "{dutch:?}");
        assert!(dutch[1].starts_with("Hoe goed gaat de samenwerking"), "{dutch:?}");
        for who in ["data-steward@organisation.example", "a@x.example"] {
            let english = of(who);
            assert!(english.len() == 2 && english[0].starts_with("Until 30 September"), "{who}: {english:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn of_whoever_is_asked_later_no_row_tells_by_its_place_which_link_is_theirs() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let open = format!("/p/{}/health/checks", world.partnership);
        let sound = [("closes", "2026-09-30"), ("people", PEOPLE), ("language", "en")];
        let path = ours.post(&open, &sound).await.location.unwrap();
        for late in ["f@x.example", "g@x.example", "h@x.example"] {
            let asked = ours.post(&format!("{path}/invitations"), &[("people", late), ("language", "en")]).await;
            assert_eq!(asked.status, 303);
        }
        #[derive(FromQueryResult)]
        struct Row {
            token_hash: Vec<u8>,
        }
        // As they lie in the table, asked for in no order.
        let rows: Vec<Row> = app.db().all("SELECT token_hash FROM health_invitation", values![]).await.unwrap();
        assert_eq!(rows.len(), 8);
        assert!(rows.is_sorted_by(|one, other| one.token_hash < other.token_hash));
    })
    .await;
}

#[tokio::test]
async fn what_can_not_be_asked_is_refused_at_its_field_and_strangers_find_no_check() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let ours = lead(&app, &world, Side::Organisation);
        let open = format!("/p/{}/health/checks", world.partnership);
        for (name, value, words) in [
            ("closes", "2026-09-17", "Choose a day from tomorrow on"),
            ("closes", "2027-09-17", "within 60 days"),
            ("people", "a@x.example b@x.example", "Name at least 5 people"),
            ("people", "a@x.example, bo", "“bo” is no e-mail address"),
            ("people", "", "Fill this in"),
            ("language", "fr", "Choose one of the list"),
            ("own", "A\nB\nC\nD", "Ask about 3 more things at most"),
            ("own", "Speed\nspeed", "This is asked already"),
        ] {
            let sound = [("closes", "2026-09-30"), ("people", PEOPLE), ("language", "en"), ("own", "")];
            let sent: Vec<(&str, &str)> =
                sound.into_iter().map(|(known, usual)| (known, if known == name { value } else { usual })).collect();
            let reply = ours.post(&open, &sent).await;
            assert!(reply.status == 422 && reply.shows(words), "{name} {value}: {}", reply.body);
        }
        let id = crate::health::tests::a_check(&app, &world).await;
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            assert_eq!(stranger.get(&format!("{open}/{id}")).await.status, 404);
        }
        assert_eq!(ours.get(&format!("{open}/{}", CheckId::new())).await.status, 404);
        let forged = Browser::new(&app, &areas(), None).get("/h/nothing-that-exists").await;
        assert!(forged.status == 200 && forged.shows("This link is not complete"));
    })
    .await;
}

#[tokio::test]
async fn a_criterion_of_the_guide_is_asked_about_in_the_language_of_each_reader() {
    on_both_engines(&areas(), async |_app| {
        let [en, nl] = [Locale::En, Locale::Nl].map(Speaker::utc);
        let of_dutch_round = dimension(0, &nl.say("criterion-culture"));
        assert_eq!(of_dutch_round.name(&en), en.say("criterion-culture"));
        assert_eq!(of_dutch_round.name(&nl), nl.say("criterion-culture"));
        assert_eq!(of_dutch_round.key(), "culture", "and is found again beside a check of another language");
        assert_eq!(dimension(0, "Night shifts").name(&nl), "Night shifts");
    })
    .await;
}
