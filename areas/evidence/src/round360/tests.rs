use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::Config;
use lustrum_kernel::db::Sql;
use lustrum_kernel::testing::{Browser, Reply, on_both_engines};
use lustrum_kernel::{App, Day, job, mail, values};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

use super::figures::{Person, people, rated};
use super::store::{self, Words};
use super::{Group, Round360Id, Subject, Wave};
use crate::testing::{Course, course};
use crate::tests::areas;

/// A round for everyone of a course, with a line manager for every depot.
async fn opened(app: &App, course: &Course, wave: Wave) -> (Round360Id, Vec<Subject>) {
    let tx = app.db().begin().await.unwrap();
    for depot in 0..4 {
        crate::team::assign(&tx, course.act, &format!("Depot {depot}"), "Boss", "boss@x.example").await.unwrap();
    }
    let people = crate::team::members(&tx, course.act.tenant, course.programme.id).await.unwrap();
    let leads = crate::team::of_partnership(&tx, course.act.tenant, course.act.partnership).await.unwrap();
    let closes = Day::of(2026, 10, 1).unwrap();
    let words = Words { programme: &course.programme, title: "Round", wave, closes };
    let id = store::open(&tx, course.act, &words, &people, &leads).await.unwrap();
    tx.commit().await.unwrap();
    let people = store::subjects(app.db(), course.act.tenant, id).await.unwrap();
    (id, people)
}

fn named<'a>(people: &'a [Subject], name: &str) -> &'a Subject {
    people.iter().find(|one| one.name == name).unwrap()
}

async fn name_raters(app: &App, course: &Course, person: &Subject, group: Group, letter: &str, count: usize) {
    let tx = app.db().begin().await.unwrap();
    for place in 0..count {
        let email = format!("{letter}{place}@raters.example");
        assert!(store::add_rater(&tx, course.act, person, group, &format!("Rater {place}"), &email).await.unwrap());
    }
    tx.commit().await.unwrap();
}

fn lead(app: &App, world: &World) -> Browser {
    Browser::new(app, &areas(), world.viewer(Side::Organisation, Role::LdLead))
}

/// The links in the outbox, by recipient, before they are sent.
async fn links(app: &App, world: &World) -> Vec<(String, String)> {
    let mails = mail::outbox(app.db(), world.client, 1_000).await.unwrap();
    let link = |body: &str| body.split("/r/").nth(1).map(|rest| rest.split_whitespace().next().unwrap().to_owned());
    mails.into_iter().filter_map(|mail| Some((mail.recipient, format!("/r/{}", link(&mail.body)?)))).collect()
}

async fn rate(app: &App, course: &Course, link: &str, value: &str, words: &str) -> Reply {
    let browser = Browser::new(app, &areas(), None);
    let (one, other) = (format!("rating-{}", course.behaviours[0].id), format!("rating-{}", course.behaviours[1].id));
    browser.post(link, &[(one.as_str(), value), (other.as_str(), "not-seen"), ("words", words)]).await
}

/// A mail server that takes everything.
async fn sink() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut stream = BufReader::new(stream);
                stream.write_all(b"220 sink\r\n").await.unwrap();
                let (mut line, mut in_data) = (String::new(), false);
                while stream.read_line(&mut line).await.is_ok_and(|read| read > 0) {
                    let answer = match line.trim_end() {
                        "." if in_data => Some("250 taken"),
                        _ if in_data => None,
                        "DATA" => Some("354 go on"),
                        "QUIT" => Some("221 bye"),
                        _ => Some("250 fine"),
                    };
                    in_data = if line.trim_end() == "DATA" { true } else { in_data && answer.is_none() };
                    if let Some(answer) = answer {
                        let _gone = stream.write_all(format!("{answer}\r\n").as_bytes()).await;
                    }
                    line.clear();
                }
            });
        }
    });
    format!("smtp://127.0.0.1:{port}")
}

#[derive(sea_orm::FromQueryResult)]
struct Named {
    name: String,
}
#[derive(sea_orm::FromQueryResult)]
struct Cell {
    text: Option<String>,
}

/// Every cell of the database as plain text, table by table: what someone has who stole a copy.
async fn dump(app: &App) -> Vec<(String, String)> {
    let postgres = app.db().connection().get_database_backend() == sea_orm::DbBackend::Postgres;
    let tables: Vec<Named> = match postgres {
        true => {
            app.db()
                .all(
                    "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'",
                    values![],
                )
                .await
        }
        false => {
            app.db()
                .all("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", values![])
                .await
        }
    }
    .unwrap();
    let mut cells = Vec::new();
    for table in tables {
        let columns: Vec<Named> = match postgres {
            true => app.db().all("SELECT column_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1", values![table.name.clone()]).await,
            false => app.db().all(&format!("SELECT name FROM pragma_table_info('{}')", table.name), values![]).await,
        }
        .unwrap();
        for column in columns {
            let as_text =
                if postgres { format!("\"{}\"::text", column.name) } else { format!("quote(\"{}\")", column.name) };
            let sql = format!("SELECT {as_text} AS text FROM \"{}\"", table.name);
            let rows: Vec<Cell> = app.db().all(&sql, values![]).await.unwrap();
            let plain = |text: String| {
                let text = text.to_lowercase();
                let text = text.strip_prefix("x'").or(text.strip_prefix("\\x")).unwrap_or(&text).to_owned();
                text.replace(['-', '\''], "")
            };
            cells.extend(rows.into_iter().filter_map(|row| Some((table.name.clone(), plain(row.text?)))));
        }
    }
    cells
}

use sea_orm::ConnectionTrait;

#[tokio::test]
async fn cap_38_a_copy_of_the_database_does_not_tell_who_answered_what() {
    let smtp = sink().await;
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let config = Config { smtp_url: Some(smtp.clone()), ..Config::default() };
        let app = App::new(app.db().clone(), app.clock().clone(), config, &areas()).unwrap();
        let (id, people) = opened(&app, &course, Wave::Before).await;
        let person = named(&people, "t0");
        name_raters(&app, &course, person, Group::Peers, "p", 4).await;
        name_raters(&app, &course, person, Group::Reports, "r", 2).await;
        let reply =
            lead(&app, &world).post(&format!("/p/{}/360/rounds/{id}/invitations", world.partnership), &[]).await;
        assert_eq!(reply.status, 303, "{}", reply.body);
        let links = links(&app, &world).await;
        let peers: Vec<_> = links.iter().filter(|(to, _)| to.starts_with('p')).cloned().collect();
        assert_eq!(peers.len(), 4);
        assert!(!links.iter().any(|(to, _)| to.starts_with('r') && to.ends_with("raters.example")), "two are too few");
        while job::run_due(&app).await.unwrap() > 0 {}
        let events = "SELECT COUNT(*) AS number FROM event";
        let before = app.db().number(events, values![]).await.unwrap();
        // Three of four answer: the one who did not must not be found either.
        for (place, (_, link)) in peers.iter().take(3).enumerate() {
            assert_eq!(rate(&app, &course, link, &(place + 2).to_string(), "").await.status, 200);
        }
        assert_eq!(app.db().number(events, values![]).await.unwrap(), before, "an answer is no event");

        let cells = dump(&app).await;
        let of = |table: &str| {
            cells.iter().filter(|(from, _)| from == table).map(|(_, text)| text.as_str()).collect::<Vec<_>>()
        };
        for (to, link) in &peers {
            let token = link.trim_start_matches("/r/");
            let bare = token.to_lowercase().replace('-', "");
            assert!(!cells.iter().any(|(_, text)| text.contains(&bare)), "the link of {to} is still known");
            let hash = hex::encode(crate::secret::hash_of(token));
            let left = cells.iter().filter(|(_, text)| text.contains(&hash)).count();
            assert!(left <= 1 && of("invitation_360").iter().filter(|text| **text == hash).count() == left);
        }
        // Whatever stands in an answer, in a nomination and nowhere else would join the two.
        let shared = |text: &&str| text.len() >= 16;
        let answer: std::collections::HashSet<&str> =
            of("answer_360").into_iter().chain(of("rating_360")).filter(shared).collect();
        let known: Vec<String> =
            [course.act.tenant.0, id.0, person.id.0].iter().map(|id| id.simple().to_string()).collect();
        let joins: Vec<&&str> = answer
            .iter()
            .filter(|text| !known.iter().any(|known| known == **text))
            .filter(|text| {
                cells.iter().any(|(table, cell)| {
                    cell.contains(**text) && !["answer_360", "rating_360", "behaviour"].contains(&table.as_str())
                })
            })
            .collect();
        let behaviours: Vec<String> = course.behaviours.iter().map(|one| one.id.0.simple().to_string()).collect();
        assert!(joins.iter().all(|text| behaviours.iter().any(|known| known == **text)), "{joins:?}");
    })
    .await;
}

#[tokio::test]
async fn cap_38_of_peers_nothing_shows_before_three_and_before_the_end() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let (id, people) = opened(&app, &course, Wave::Before).await;
        let learner = world.viewer(Side::Organisation, Role::Learner);
        let tx = app.db().begin().await.unwrap();
        let sql = "UPDATE subject_360 SET email = $3 WHERE organisation_id = $1 AND id = $2";
        tx.run(sql, values![world.client, named(&people, "t0").id, learner.email.clone()]).await.unwrap();
        tx.commit().await.unwrap();
        let person = named(&people, "t0");
        name_raters(&app, &course, person, Group::Peers, "p", 3).await;
        name_raters(&app, &course, person, Group::Reports, "r", 3).await;
        // The person's enrolment is found by address: it has to be the learner's.
        let tx = app.db().begin().await.unwrap();
        let sql = "UPDATE enrolment SET email = $2 WHERE organisation_id = $1 AND email = 't0@x.example'";
        tx.run(sql, values![world.client, learner.email.clone()]).await.unwrap();
        tx.commit().await.unwrap();
        let path = format!("/p/{}/360", world.partnership);
        assert_eq!(lead(&app, &world).post(&format!("{path}/rounds/{id}/invitations"), &[]).await.status, 303);
        let again = lead(&app, &world).post(&format!("{path}/rounds/{id}/invitations"), &[]).await;
        assert_eq!(again.status, 409, "the links go out once");
        let links = links(&app, &world).await;
        let mut told = 0;
        for (to, link) in &links {
            let (value, words) = match &to[..1] {
                "p" => ("4", "Asks before it is late"),
                "r" => {
                    told += 1;
                    if told > 2 {
                        continue;
                    }
                    ("1", "Shouts")
                }
                "b" if link.len() > 4 => ("3", "From your manager"),
                _ => ("5", ""),
            };
            assert_eq!(rate(&app, &course, link, value, words).await.status, 200, "{to}");
        }
        let own = Browser::new(&app, &areas(), learner.clone());
        let early = own.get(&format!("{path}/own")).await;
        assert!(early.shows("is open until") && !early.shows("Asks before"), "{}", early.body);
        let partner = Browser::new(&app, &areas(), world.viewer(Side::Partner, Role::PartnerLead));
        let round = format!("{path}/rounds/{id}");
        assert!(partner.get(&round).await.shows("Nothing is shown before the round is over"));
        app.clock().set(app.now().plus_days(30));
        let late = own.get(&format!("{path}/own")).await;
        assert!(
            late.shows("Asks before") && late.shows("From your manager") && late.shows("fewer than 3"),
            "{}",
            late.body
        );
        assert!(!late.shows("Shouts"), "two of the reports answered");
        let json = own.get(&format!("/api/v1/p/{}/reports-360", world.partnership)).await;
        assert!(json.body.contains("\"means\":[5.0,3.0,4.0,null]"), "{}", json.body);
        let everyone = partner.get(&round).await;
        assert!(everyone.status == 200 && !everyone.shows("Asks before") && !everyone.shows("t0"), "{}", everyone.body);
        let other = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::LineManager));
        assert!(!other.get(&format!("{path}/own")).await.shows("Asks before"), "a report is the person's own");
    })
    .await;
}

#[tokio::test]
async fn forged_replayed_foreign_and_late_links_are_nothing_to_answer() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6).await;
        let (id, _) = opened(&app, &course, Wave::Before).await;
        let path = format!("/p/{}/360/rounds/{id}/invitations", world.partnership);
        assert_eq!(lead(&app, &world).post(&path, &[]).await.status, 303);
        let links = links(&app, &world).await;
        let (_, link) = &links[0];
        assert_eq!(rate(&app, &course, link, "6", "").await.status, 422);
        assert_eq!(rate(&app, &course, link, "", "").await.status, 422, "nothing was seen");
        // Two at once with one link: one is taken.
        let (one, other) = tokio::join!(rate(&app, &course, link, "4", ""), rate(&app, &course, link, "4", ""));
        assert_eq!([one, other].iter().filter(|reply| reply.shows("Thank you")).count(), 1);
        let foreign =
            format!("/r/{}", crate::secret::tokens(lustrum_kernel::id::OrganisationId::new(), 1).unwrap()[0].text);
        let forged = crate::secret::forged(&links[1].1);
        for bad in [link.as_str(), foreign.as_str(), forged.as_str(), "/r/", "/r/%00", "/r/🙃"] {
            let reply = rate(&app, &course, bad, "4", "").await;
            assert!(
                reply.status == 404 || reply.status == 400 || reply.shows("Nothing to answer here"),
                "{bad}: {}",
                reply.body
            );
        }
        app.clock().set(app.now().plus_days(60));
        assert!(rate(&app, &course, &links[2].1, "4", "").await.shows("Nothing to answer here"), "the round is over");
        assert_eq!(app.db().number("SELECT COUNT(*) AS number FROM answer_360", values![]).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn raters_are_named_once_by_the_person_or_their_line_manager_and_never_themselves() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 8).await;
        let (id, people) = opened(&app, &course, Wave::Before).await;
        let viewer = world.viewer(Side::Organisation, Role::LineManager);
        let tx = app.db().begin().await.unwrap();
        crate::team::assign(&tx, course.act, "Depot 1", "Manager", &viewer.email).await.unwrap();
        tx.commit().await.unwrap();
        let manager = Browser::new(&app, &areas(), viewer);
        let path = format!("/p/{}/360/nominations", world.partnership);
        let send = async |browser: &Browser, person: &str, group: &str, email: &str| {
            let fields = [
                ("round", id.to_string()),
                ("subject", named(&people, person).id.to_string()),
                ("group", group.to_owned()),
                ("name", "Łukasz “the” O’Neil 🚚".to_owned()),
                ("email", email.to_owned()),
            ];
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&path, &fields).await
        };
        let own = send(&manager, "t1", "peers", "T1@x.example").await;
        assert!(own.status == 422 && own.shows("Nobody is their own peer"), "{}", own.body);
        assert_eq!(send(&manager, "t1", "self", "p@x.example").await.status, 422, "no group to be named for");
        assert_eq!(send(&manager, "t2", "peers", "p@x.example").await.status, 422, "of another unit");
        let named_now = send(&manager, "t1", "peers", "p@x.example").await;
        assert_eq!(named_now.status, 303, "{}", named_now.body);
        assert!(manager.get(&format!("/p/{}/360", world.partnership)).await.shows("Łukasz “the” O’Neil 🚚"));
        assert!(send(&manager, "t1", "reports", "p@x.example").await.shows("named already"));
        assert!(
            send(&manager, "t1", "peers", "boss@x.example").await.shows("named already"),
            "the manager is asked anyway"
        );
        let learner = Browser::new(&app, &areas(), world.viewer(Side::Organisation, Role::Learner));
        assert_eq!(send(&learner, "t1", "peers", "q@x.example").await.status, 422, "for someone else");
        // Whoever left is not rated any more.
        let tx = app.db().begin().await.unwrap();
        let sql = "DELETE FROM enrolment WHERE organisation_id = $1 AND email = 't1@x.example'";
        tx.run(sql, values![world.client]).await.unwrap();
        tx.commit().await.unwrap();
        assert!(send(&manager, "t1", "peers", "q@x.example").await.shows("not in the programme any more"));
        lead(&app, &world).post(&format!("/p/{}/360/rounds/{id}/invitations", world.partnership), &[]).await;
        assert!(!links(&app, &world).await.iter().any(|(to, _)| to == "t1@x.example" || to == "p@x.example"));
        assert!(send(&manager, "t5", "peers", "q@x.example").await.shows("links are out"));
    })
    .await;
}

fn person(number: usize, waits: bool, means: [Option<f64>; 4]) -> Person {
    Person { subject: format!("{number:03}"), waits, means, answers: [1, 1, 3, 3], others: Vec::new() }
}

#[test]
fn a_round_shows_the_gap_the_leniency_and_the_change_of_five_people_or_more() {
    let before: Vec<Person> = (0..12).map(|n| person(n, n >= 6, [Some(4.0), Some(3.0), Some(2.0), None])).collect();
    let after: Vec<Person> = (0..12)
        .map(|n| {
            let gain = if n >= 6 { 0.0 } else { 0.5 + 0.1 * (n % 3) as f64 };
            person(n, n >= 6, [Some(4.0), Some(3.0 + gain), Some(2.0 + gain), None])
        })
        .collect();
    let seen = rated(&after, &before);
    assert_eq!(seen.twice, (6, 6));
    let trained = seen.trained.unwrap();
    assert!((trained.value - 0.6).abs() < 1e-9 && trained.n == 6);
    assert_eq!(seen.waiting.unwrap().value, 0.0);
    assert!((seen.difference.unwrap().value - 0.6).abs() < 1e-9);
    assert!((seen.gap.unwrap().value - (4.0 - 2.8)).abs() < 1e-9);
    let manager = &seen.groups[Group::Manager as usize];
    assert!((manager.leniency.unwrap().value - 1.0).abs() < 1e-9, "a point milder than the peers");
    assert!(seen.groups[Group::Reports as usize].mean.is_none());
    let few = rated(&after[..4], &before);
    assert!(few.gap.is_none() && few.trained.is_none() && few.groups[0].mean.is_none());
}

#[test]
fn a_group_below_its_threshold_counts_nowhere() {
    let given = |group: &str, answer: u128, value| store::Given {
        subject_id: super::SubjectId(lustrum_kernel::uuid::Uuid::nil()),
        subject: "s".to_owned(),
        waits: false,
        rater_group: group.to_owned(),
        answer_id: lustrum_kernel::uuid::Uuid::from_u128(answer),
        behaviour_id: lustrum_programme::behaviour::BehaviourId(lustrum_kernel::uuid::Uuid::nil()),
        value,
    };
    let two = people(&[given("self", 1, 5), given("peers", 2, 1), given("peers", 3, 1)]);
    assert_eq!((two[0].means, two[0].by_others()), ([Some(5.0), None, None, None], None));
    let three = people(&[given("peers", 2, 1), given("peers", 3, 1), given("peers", 4, 4)]);
    assert_eq!(three[0].by_others(), Some(2.0));
}
