use lustrum_delivery::enrolment;
use lustrum_identity::testing::world;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::testing::{Browser, on_both_engines};

use super::areas;
use super::course::course;

#[tokio::test]
async fn cap_36_two_raters_score_blind_and_agree_afterwards() {
    on_both_engines(&areas(), async |app| {
        let world = world(&app).await;
        let course = course(&app, &world, 6, None).await;
        let browser = |side, role| Browser::new(&app, &areas(), world.viewer(side, role));
        let designer = browser(Side::Partner, Role::LearningDesigner);
        let path = format!("/p/{}/rubrics", world.partnership);
        let subject = format!("{}:{}", course.programme.id, course.module);
        let faulty = [
            ("title", "A talk"),
            ("subject", subject.as_str()),
            ("tier", "6"),
            ("criterion-1", "Listens"),
            ("anchors-1", "talks\nasks\nlistens"),
            ("criterion-2", "Agrees"),
            ("anchors-2", "nothing\nsomething"),
        ];
        let reply = designer.post(&path, &faulty).await;
        assert!(reply.status == 422 && reply.shows("anchors-2-error") && reply.shows("something"), "{}", reply.body);
        let mut sound = faulty.to_vec();
        sound[6] = ("anchors-2", "nothing\nsomething\na date");
        for beyond in ["1", "4", "much"] {
            let reply = designer.post(&path, &[sound.as_slice(), &[("asked", beyond)]].concat()).await;
            assert!(reply.status == 422 && reply.shows("asked-error"), "{}", reply.body);
        }
        sound.push(("asked", "2"));
        let rubric = designer.post(&path, &sound).await.location.unwrap();
        let people = enrolment::of_cohort(app.db(), world.client, course.trained.id).await.unwrap();
        let own = browser(Side::Organisation, Role::Facilitator);
        let partner = browser(Side::Partner, Role::Facilitator);
        assert!(own.get(&format!("{rubric}/demonstrations/new?cohort={}", course.trained.id)).await.shows("t1"));
        let cohort = course.trained.id.to_string();
        for (place, person) in people.iter().enumerate() {
            let id = person.id.to_string();
            let levels = [["0", "1"], ["1", "1"], ["2", "2"]][place % 3];
            let fields = [
                ("cohort", cohort.as_str()),
                ("person", id.as_str()),
                ("day", "2026-09-10"),
                ("level-0", levels[0]),
                ("level-1", levels[1]),
                ("words", "a secret remark"),
            ];
            let missing = own.post(&format!("{rubric}/demonstrations"), &fields[..4]).await;
            assert!(missing.status == 422 && missing.shows("level-1-error"), "{}", missing.body);
            let made = own.post(&format!("{rubric}/demonstrations"), &fields).await;
            assert_eq!(made.status, 303, "{}", made.body);
            let one = made.location.unwrap();
            assert_eq!(own.post(&format!("{rubric}/demonstrations"), &fields).await.status, 422, "once a day");
            let waits = own.get(&one).await;
            assert!(waits.shows("a secret remark") && waits.shows("Someone else scores it now"), "{}", waits.body);
            assert_eq!(own.post(&format!("{one}/scores"), &[("level-0", "0"), ("level-1", "0")]).await.status, 409);
            let blind = partner.get(&one).await;
            assert!(blind.status == 200 && !blind.shows("a secret remark"), "{}", blind.body);
            let second = [("level-0", levels[0]), ("level-1", if place == 0 { "2" } else { levels[1] })];
            assert_eq!(partner.post(&format!("{one}/scores"), &second).await.status, 303);
            assert!(partner.get(&one).await.shows("a secret remark"), "both are in");
            let lead = browser(Side::Organisation, Role::LdLead);
            assert_eq!(lead.post(&format!("{one}/scores"), &second).await.status, 409, "two have scored it");
            if place == 0 {
                let agree = format!("{one}/agreement");
                let levels = [("level-0", "0"), ("level-1", "2"), ("reason", "")];
                assert_eq!(own.post(&agree, &levels).await.status, 422, "an agreement has its reason");
                let levels = [("level-0", "0"), ("level-1", "2"), ("reason", "A date was set")];
                assert_eq!(own.post(&agree, &levels).await.status, 303);
                assert_eq!(partner.post(&agree, &levels).await.status, 409);
                assert!(partner.get(&one).await.shows("A date was set"));
            }
        }
        let page = browser(Side::Partner, Role::PartnerLead).get(&rubric).await;
        assert!(page.shows("weighted kappa") && page.shows("6 demonstrations") && !page.shows("t1<"), "{}", page.body);
        let json = own.get(&format!("/api/v1{rubric}")).await.json();
        assert_eq!((&json["criteria"][0]["n"], &json["asked"]), (&serde_json::json!(6), &serde_json::json!(2)));
        assert!(page.shows("Asked: level 2 or above on every criterion"), "{}", page.body);
        let days = ("2026-01-01".parse().unwrap(), "2026-12-31".parse().unwrap());
        let all = crate::figures::reached(app.db(), world.client, world.partnership, days, app.now()).await.unwrap();
        let share = all[&course.module][0].share.unwrap();
        // Of three in turn the first is below; the one on whom raters differed was agreed to be below as well.
        assert_eq!((share.n, share.alike), (6, 6));
        assert!((share.value - 400.0 / 6.0).abs() < 1e-9 && share.kappa == Some((1.0, 1.0, 1.0)), "{share:?}");
        assert_eq!(json["criteria"][0]["kappa"], 1.0);
    })
    .await;
}
