use axum::Extension;
use axum::middleware::from_fn_with_state;
use lustrum_kernel::app::App;
use lustrum_kernel::db::DbError;
use lustrum_kernel::locale::Locale;
use lustrum_kernel::testing::{Browser, on_both_engines, routes};

use super::{First, SetupCode, set_up};
use crate::{area, organisation, session};

const FIELDS: [(&str, &str); 7] = [
    ("code", "ABCD-2345-wxyz"),
    ("organisation", "Noordkade Logistics"),
    ("name", "Femke de Wit"),
    ("email", "femke@noordkade.example"),
    ("password", "zeven meeuwen op een paal"),
    ("language", "nl"),
    ("zone", "Europe/Amsterdam"),
];

fn browser(app: &App) -> Browser {
    let recognised = from_fn_with_state(app.clone(), session::recognise);
    let code = Extension(SetupCode::of("abcd-2345-wxyz"));
    Browser::over(routes(app, &[area()]).layer(recognised).layer(code))
}

#[test]
fn a_code_is_fresh_and_compares_without_regard_to_case() {
    let code = SetupCode::fresh().unwrap();
    assert_eq!(code.text().len(), 14);
    assert_ne!(code.text(), SetupCode::fresh().unwrap().text());
    assert!(code.is(&format!(" {} ", code.text().to_uppercase())));
    assert!(!code.is("abcd-2345-wxyz") && !code.is(""));
}

#[tokio::test]
async fn the_first_run_makes_an_organisation_and_its_lead_who_is_signed_in() {
    on_both_engines(&[area()], async |app| {
        let browser = browser(&app);
        assert_eq!(browser.get("/sign-in").await.location.as_deref(), Some("/setup"));
        assert!(browser.get("/setup").await.shows("name=\"code\""));
        let mut wrong = FIELDS;
        wrong[0].1 = "guess-guess-guess";
        wrong[4].1 = "noordkade2026";
        let reply = browser.post("/setup", &wrong).await;
        assert!(reply.status == 422 && reply.shows("code-error") && reply.shows("password-error"));
        let reply = browser.post("/setup", &FIELDS).await;
        let made = organisation::all(app.db()).await.unwrap();
        assert_eq!(reply.location, Some(format!("/o/{}", made[0].id)), "{}", reply.body);
        let people = browser.get(&format!("/o/{}/people", made[0].id)).await;
        assert!(people.shows("Femke de Wit") && people.shows("L&#38;D-manager"), "{}", people.body);
        assert_eq!(browser.get("/setup").await.location.as_deref(), Some("/"));
        assert_eq!(browser.post("/setup", &FIELDS).await.status, 409);
        assert_eq!(organisation::all(app.db()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn codes_can_not_be_guessed_for_long() {
    on_both_engines(&[area()], async |app| {
        let browser = browser(&app);
        for _ in 0..10 {
            assert_eq!(browser.post("/setup", &[("code", "guess")]).await.status, 422);
        }
        assert_eq!(browser.post("/setup", &FIELDS).await.status, 429);
    })
    .await;
}

#[tokio::test]
async fn of_two_set_ups_at_once_one_wins() {
    on_both_engines(&[area()], async |app| {
        let one = |name: &str| First {
            organisation: name.to_owned(),
            name: name.to_owned(),
            email: format!("{name}@x.example"),
            password: "hash".to_owned(),
            locale: Locale::Nl,
            zone: "UTC".to_owned(),
        };
        let run = async |first: First| -> Result<(), DbError> {
            let tx = app.db().begin().await?;
            set_up(&tx, &first, app.now()).await?;
            tx.commit().await
        };
        let (a, b) = tokio::join!(run(one("a")), run(one("b")));
        assert_eq!([a.is_ok(), b.is_ok()].iter().filter(|won| **won).count(), 1, "{a:?} {b:?}");
        assert_eq!(organisation::all(app.db()).await.unwrap().len(), 1);
    })
    .await;
}
