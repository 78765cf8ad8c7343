//! Contests through the real router, on both engines.

use lustrum_identity::testing::{World, world};
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::blob;
use lustrum_kernel::form::Upload;
use lustrum_kernel::testing::{Browser, on_both_engines};
use lustrum_partnership::By;
use serde_json::json;

use super::{Contest, ContestId, ContestRefused, NewContest, Outcome, contest, may_settle, of_period};
use crate::review::tests::sample;
use crate::review::{Review, freeze};
use crate::tests::{areas, lead};

/// A frozen review with figures on every level.
async fn a_review(app: &App, world: &World) -> Review {
    let mut content = sample::full();
    content.frozen_at = app.now();
    content.partnership.id = world.partnership.0;
    let tx = app.db().begin().await.unwrap();
    let person = world.person(Side::Organisation, Role::LdLead);
    let review = freeze(&tx, world.client, world.partnership, Some(person), app.now(), content).await.unwrap();
    tx.commit().await.unwrap();
    review
}

const FIGURE: &str = "1 figure Relevance to one's own work";

/// A contest with a file, for the test of who may pass which route: of a new figure each time, so that none is twice.
pub async fn a_contest(app: &App, world: &World) -> ContestId {
    let by = By::viewer(&world.within(Side::Organisation, Role::LdLead), app.now());
    let review = a_review(app, world).await;
    let tx = app.db().begin().await.unwrap();
    let upload = Upload { name: "list.csv".to_owned(), content_type: "csv".to_owned(), bytes: b"a,b\n".to_vec() };
    let file = blob::keep(&tx, by.tenant, by.person, &upload, by.at).await.unwrap();
    let new = NewContest {
        figure: ContestId::new().to_string(),
        view: "Not so".to_owned(),
        source: "A list".to_owned(),
        link: String::new(),
        file: Some(file),
    };
    let id = contest(&tx, &by, &review, by.day(), new).await.unwrap();
    tx.commit().await.unwrap();
    id
}

#[test]
fn the_contesting_side_says_whether_it_takes_a_figure_and_the_other_only_that_both_views_stand() {
    let at = lustrum_kernel::testing::a_morning();
    let mut one = Contest {
        id: ContestId::new(),
        period: sample::quarter(),
        number: 1,
        figure: FIGURE.to_owned(),
        side: Side::Partner,
        view: "Not so".to_owned(),
        source: "A list".to_owned(),
        link: String::new(),
        file: None,
        made_at: at,
        made_by: lustrum_kernel::id::PersonId::new(),
        answer: None,
        outcome: None,
    };
    let early = may_settle(&one, Side::Partner, Outcome::Upheld);
    assert!(matches!(early, Err(ContestRefused::NotAnswered)));
    one.answer = Some(("It is so".to_owned(), at));
    for outcome in Outcome::ALL {
        assert!(may_settle(&one, Side::Partner, outcome).is_ok());
        assert_eq!(may_settle(&one, Side::Organisation, outcome).is_ok(), outcome == Outcome::Both);
    }
    one.outcome = Some((Outcome::Both, String::new(), at));
    assert!(matches!(may_settle(&one, Side::Partner, Outcome::Both), Err(ContestRefused::Settled)));
}

#[tokio::test]
async fn cap_56_a_figure_is_contested_with_evidence_and_both_views_stay_beside_it_in_page_pdf_and_api() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let review = a_review(&app, &world).await;
        let (ours, theirs) = (lead(&app, &world, Side::Organisation), lead(&app, &world, Side::Partner));
        let path = format!("/p/{}/reviews/2026-Q3", world.partnership);
        assert!(theirs.get(&path).await.shows("Until 1 October 2026 your side can contest"));
        let pdf = format!("{path}.pdf?lang=en");
        let before = ours.get(&pdf).await.body;
        let begin = format!("{path}/contests");
        assert!(theirs.get(&format!("{begin}/new")).await.shows("Relevance to one&#39;s own work"));
        let words = [("figure", FIGURE), ("view", "Two groups <b>answered</b> twice."), ("source", "List of answers")];
        let bare = theirs.post(&begin, &words).await;
        assert!(bare.status == 422 && bare.shows("a contest rests on evidence"));
        assert!(bare.shows("Two groups &#60;b&#62;answered&#60;/b&#62; twice."), "what was typed stays");
        let with = |more: (&'static str, &'static str)| [&words[..], &[more]].concat();
        let odd = theirs.post(&begin, &with(("link", "javascript:alert(1)"))).await;
        assert!(odd.status == 422 && odd.shows("link-error"));
        let elsewhere = theirs.post(&begin, &with(("link", "/p/another/evidence"))).await;
        assert!(elsewhere.status == 422 && elsewhere.shows("link-error"), "a page of another partnership");
        let wrong = theirs.upload(&begin, &words, "file", "list.exe", b"MZ").await;
        assert!(wrong.status == 422 && wrong.shows("file-error"));
        let none = theirs.post(&begin, &[("figure", "9 luck")]).await;
        assert!(none.status == 422 && none.shows("figure-error") && none.shows("view-error"));
        let made = theirs.upload(&begin, &words, "file", "list.csv", b"group,twice\nA,2\n").await;
        let one = made.location.unwrap_or_else(|| panic!("{} {}", made.status, made.body));
        assert!(theirs.upload(&begin, &words, "file", "list.csv", b"group,twice\nA,2\n").await.shows("figure-error"));

        let page = ours.get(&one).await;
        assert!(page.shows("Two groups &#60;b&#62;answered") && page.shows("has not answered yet"));
        let file = ours.get(&format!("{one}/file")).await;
        assert!(file.status == 200 && file.body.contains("group,twice"));
        let early = theirs.post(&format!("{one}/outcome"), &[("outcome", "upheld")]).await;
        assert!(early.status == 409 && early.shows("has not answered yet"));
        let own = theirs.post(&format!("{one}/answer"), &[("answer", "x")]).await;
        assert!(own.status == 409 && own.shows("The other side answers"));
        assert_eq!(ours.post(&format!("{one}/answer"), &[("answer", " ")]).await.status, 422);
        assert_eq!(ours.post(&format!("{one}/answer"), &[("answer", "Each answered once.")]).await.status, 303);
        let twice = ours.post(&format!("{one}/answer"), &[("answer", "No.")]).await;
        assert!(twice.status == 409 && twice.shows("answered already"));
        let not_ours = ours.post(&format!("{one}/outcome"), &[("outcome", "upheld")]).await;
        assert!(not_ours.status == 409 && not_ours.shows("The side that contests the figure"));
        let nowhere = theirs.post(&format!("{one}/outcome"), &[("outcome", "corrected")]).await;
        assert!(nowhere.status == 422 && nowhere.shows("Say where the correction stands"));
        assert_eq!(ours.post(&format!("{one}/outcome"), &[("outcome", "both")]).await.status, 303);

        let shown = theirs.get(&path).await;
        for words in
            ["Contested figures", "Two groups &#60;b&#62;", "Each answered once.", "both views stand", "(contested)"]
        {
            assert!(shown.shows(words), "{words}");
        }
        assert!(shown.shows(&review.hash), "what was frozen is as it was");
        let (one_pdf, other) = (ours.get(&pdf).await.body, theirs.get(&pdf).await.body);
        assert!(one_pdf == other && one_pdf != before, "the same for both, and with both views");
        let file = ours.get(&format!("{path}.json?lang=nl")).await.json();
        assert_eq!(file["document"]["contests"]["items"][0]["answer"], "Each answered once.");
        assert_eq!(file["hash"], review.hash.as_str());
        let api = format!("/api/v1{path}/contests");
        let listed = ours.json("GET", &api, json!(null)).await.json();
        assert_eq!(listed["contests"][0]["outcome"], "both");
        assert!(listed["figures"].as_array().unwrap().iter().any(|one| one["figure"] == FIGURE));
        let sent = json!({ "figure": FIGURE, "view": "v", "source": "s", "link": "https://noordkade.example/list" });
        let also = ours.json("POST", &api, sent).await;
        assert_eq!(also.status, 201, "either side: {}", also.body);
    })
    .await;
}

#[tokio::test]
async fn after_the_last_day_a_figure_is_not_contested_and_strangers_never_see_one() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let one = a_contest(&app, &world).await;
        let begin = format!("/p/{}/reviews/2026-Q3/contests", world.partnership);
        for side in Side::BOTH {
            let stranger = Browser::new(&app, &areas(), world.stranger(side));
            for path in [format!("/p/{}/contests/{one}", world.partnership), format!("{begin}/new")] {
                assert_eq!(stranger.get(&path).await.status, 404, "{path}");
            }
        }
        // Ten working days after Thursday 17 September.
        app.clock().set("2026-10-01T23:00:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        let theirs = lead(&app, &world, Side::Partner);
        assert_eq!(theirs.get(&format!("{begin}/new")).await.status, 200);
        app.clock().set("2026-10-02T00:00:00Z".parse().map(lustrum_kernel::Moment).unwrap());
        let words = [("figure", FIGURE), ("view", "Late"), ("source", "s"), ("link", "https://baken.example/x")];
        let late = theirs.post(&begin, &words).await;
        assert!(late.status == 409 && late.shows("ended on 1 October 2026"), "{}", late.body);
        let period = sample::quarter();
        assert_eq!(of_period(app.db(), world.client, world.partnership, period).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn evidence_that_is_two_kinds_of_file_at_once_is_refused_or_handed_over_and_runs_nothing() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        a_review(&app, &world).await;
        let theirs = lead(&app, &world, Side::Partner);
        let begin = format!("/p/{}/reviews/2026-Q3/contests", world.partnership);
        let words = [("figure", FIGURE), ("view", "Not so."), ("source", "A list")];
        let pdf = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript >> >> endobj\n".as_slice();
        let refused: [(&str, &[u8], &str); 4] = [
            (
                "list.pdf",
                &[pdf, b"PK\x03\x04", b"PK\x05\x06".as_slice(), &[0; 18]].concat(),
                "Archives and Office files",
            ),
            ("list.svg", b"<svg onload=\"alert(1)\"/>", "This kind of file is not taken"),
            ("list.html", b"<script>alert(1)</script>", "This kind of file is not taken"),
            ("list.png", b"GIF89a/**/=1;alert(1)", "The name says png, the content is something else"),
        ];
        for (name, bytes, told) in refused {
            let form = theirs.upload(&begin, &words, "file", name, bytes).await;
            assert!(form.status == 422 && form.shows(told) && form.shows("Not so."), "{name}: {}", form.body);
        }
        let made = theirs.upload(&begin, &words, "file", "list.csv", b"<svg onload=alert(1)>,GIF89a\n").await;
        let one = made.location.unwrap_or_else(|| panic!("{}", made.body));
        let file = lead(&app, &world, Side::Organisation).get(&format!("{one}/file")).await;
        let said = |name: &str| file.headers[name].to_str().unwrap();
        assert_eq!((file.status, said("content-type"), said("x-content-type-options")), (200, "text/plain", "nosniff"));
        assert_eq!(said("content-disposition"), "attachment; filename=\"list.csv\"");
        assert!(said("content-security-policy").ends_with("sandbox"));
        assert!(!said("content-security-policy").contains("'self'"));
    })
    .await;
}
