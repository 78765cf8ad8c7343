use axum::middleware::from_fn_with_state;
use lustrum_kernel::access::{Role, Side};
use lustrum_kernel::app::App;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::mail;
use lustrum_kernel::testing::{Browser, on_both_engines, routes};

use crate::testing::{World, world};
use crate::{area, membership, partnership, person, session, viewer};

fn stranger(app: &App) -> Browser {
    Browser::over(routes(app, &[area()]).layer(from_fn_with_state(app.clone(), session::recognise)))
}

fn as_someone(app: &App, world: &World, side: Side, role: Role) -> Browser {
    Browser::new(app, &[area()], world.viewer(side, role))
}

/// The path of the invitation that was mailed last.
async fn mailed(app: &App, organisation: OrganisationId) -> String {
    let body = mail::outbox(app.db(), organisation, 1).await.unwrap().remove(0).body;
    let line = body.lines().find(|line| line.contains("/invitation/")).unwrap();
    line.trim().strip_prefix("http://127.0.0.1:8080").unwrap().to_owned()
}

#[tokio::test]
async fn someone_new_accepts_an_invitation_once_and_is_a_member() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = as_someone(&app, &world, Side::Organisation, Role::LdLead);
        let fields = [("email", "Anna@noordkade.example"), ("roles", "learner"), ("language", "nl")];
        let path = format!("/o/{}/people/invitations", world.client);
        let reply = lead.post(&path, &fields).await;
        let link = mailed(&app, world.client).await;
        assert!(reply.status == 200 && reply.shows(&link), "no mail goes out here: {}", reply.body);
        assert!(lead.get(&format!("/o/{}/people", world.client)).await.shows("anna@noordkade.example"));
        let mails = mail::outbox(app.db(), world.client, 1).await.unwrap();
        assert!(mails[0].subject.contains("nodigt je uit"), "in the language of the invitation");
        let link = mailed(&app, world.client).await;
        let anna = stranger(&app);
        assert!(anna.get(&link).await.shows("name=\"password\""));
        let weak = [("name", "Anna"), ("password", "welkom123456"), ("zone", "Europe/Amsterdam")];
        let reply = anna.post(&link, &weak).await;
        assert!(reply.status == 422 && reply.shows("password-error"));
        let good = [("name", "Anna"), ("password", "drie bruggen verderop links"), ("zone", "Europe/Amsterdam")];
        let reply = anna.post(&link, &good).await;
        assert_eq!(reply.location, Some(format!("/o/{}", world.client)), "{}", reply.body);
        assert!(anna.get(&format!("/o/{}/people", world.client)).await.shows("Anna"));
        assert_eq!(stranger(&app).post(&link, &good).await.status, 422, "single use");
        let known = person::by_email(app.db(), "anna@noordkade.example").await.unwrap().unwrap();
        let member = membership::find(app.db(), world.client, known.id).await.unwrap().unwrap();
        assert_eq!(member.roles, [Role::Learner]);
    })
    .await;
}

#[tokio::test]
async fn an_invitation_is_for_its_address_and_can_be_withdrawn() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = as_someone(&app, &world, Side::Organisation, Role::LdLead);
        let people = format!("/o/{}/people", world.client);
        let fields = [("email", "anna@noordkade.example"), ("roles", "learner"), ("language", "en")];
        lead.post(&format!("{people}/invitations"), &fields).await;
        let link = mailed(&app, world.client).await;
        let other = as_someone(&app, &world, Side::Partner, Role::PartnerLead);
        let reply = other.post(&link, &[]).await;
        assert!(reply.shows("another address"), "{}", reply.body);
        let partner = viewer::of(app.db(), world.person(Side::Partner, Role::PartnerLead)).await.unwrap().unwrap();
        assert!(partner.in_organisation(world.client).is_none());
        let open = super::open(app.db(), world.client, app.now()).await.unwrap();
        let withdrawal = format!("{people}/invitations/{}/withdrawal", open[0].id);
        assert_eq!(lead.post(&withdrawal, &[]).await.status, 303);
        assert_eq!(lead.post(&withdrawal, &[]).await.status, 404);
        assert!(stranger(&app).get(&link).await.shows("no longer works"));
        let already = [("email", "learner@organisation.example"), ("roles", "learner"), ("language", "en")];
        let reply = lead.post(&format!("{people}/invitations"), &already).await;
        assert!(reply.status == 422 && reply.shows("email-error"));
    })
    .await;
}

#[tokio::test]
async fn a_partner_accepts_with_an_organisation_of_its_own_and_sees_this_partnership_only() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = as_someone(&app, &world, Side::Organisation, Role::LdLead);
        let fields = [("email", "joost@brug.example"), ("title", "Calm shifts"), ("language", "nl")];
        let path = format!("/o/{}/partnerships/invitations", world.client);
        assert_eq!(lead.post(&path, &fields).await.status, 200);
        let link = mailed(&app, world.client).await;
        let joost = stranger(&app);
        let nameless = [("name", "Joost"), ("password", "drie bruggen verderop links"), ("zone", "UTC")];
        assert!(joost.post(&link, &nameless).await.shows("organisation-error"));
        let mut good = nameless.to_vec();
        good.push(("organisation", "Brug Coaching"));
        let reply = joost.post(&link, &good).await;
        let known = person::by_email(app.db(), "joost@brug.example").await.unwrap().unwrap();
        let viewer = viewer::of(app.db(), known.id).await.unwrap().unwrap();
        assert_eq!(viewer.partnerships.len(), 1);
        assert_eq!(viewer.partnerships[0].title, "Calm shifts");
        assert_eq!(reply.location, Some(format!("/p/{}", viewer.partnerships[0].id)));
        assert_eq!(joost.get(&path.replace("/invitations", "")).await.status, 404, "not the client's own pages");
        assert!(viewer.in_partnership(world.partnership).is_none(), "nor another partner's");

        // The same partner with another client: it chooses the organisation that it leads.
        let foreign = Browser::new(&app, &[area()], world.stranger(Side::Organisation));
        foreign.post(&format!("/o/{}/partnerships/invitations", world.foreign_client), &fields).await;
        let link = mailed(&app, world.foreign_client).await;
        let home = viewer.memberships[0].organisation.to_string();
        assert_eq!(joost.post(&link, &[("home", &world.partner.to_string())]).await.status, 422, "not its own");
        assert_eq!(joost.post(&link, &[("home", &home)]).await.status, 303);
        let own = partnership::of_organisation(app.db(), viewer.memberships[0].organisation).await.unwrap();
        assert_eq!(own.len(), 2);
        foreign.post(&format!("/o/{}/partnerships/invitations", world.foreign_client), &fields).await;
        let link = mailed(&app, world.foreign_client).await;
        assert!(joost.post(&link, &[("home", &home)]).await.shows("home-error"), "two are partnered once");
    })
    .await;
}

#[tokio::test]
async fn a_file_is_previewed_with_its_faults_and_invites_all_or_nobody() {
    on_both_engines(&[area()], async |app| {
        let world = world(&app).await;
        let lead = as_someone(&app, &world, Side::Organisation, Role::LdLead);
        let path = format!("/o/{}/people/import", world.client);
        let bad = "email,roles\nanna@noordkade.example,learner\nbo@,L&D lead\n";
        let reply = lead.upload(&path, &[], "file", "people.csv", bad.as_bytes()).await;
        assert_eq!(reply.status, 422);
        assert!(reply.shows("<td class=\"n\">3</td><td>email</td><td>bo@</td>"), "{}", reply.body);
        assert!(!reply.shows("/import/rows"), "a faulty file can't be sent on");
        assert_eq!(lead.post(&format!("{path}/rows"), &[("rows", bad)]).await.status, 422);
        assert_eq!(super::open(app.db(), world.client, app.now()).await.unwrap().len(), 0);
        let good =
            "e-mail;rollen;taal\nanna@noordkade.example;deelnemer | leidinggevende;nl\nbo@x.example;L&D lead;en\n";
        let reply = lead.upload(&path, &[], "file", "people.csv", good.as_bytes()).await;
        assert!(reply.status == 200 && reply.shows("2 people will be invited"), "{}", reply.body);
        assert_eq!(lead.post(&format!("{path}/rows"), &[("rows", good)]).await.status, 200);
        let open = super::open(app.db(), world.client, app.now()).await.unwrap();
        assert_eq!(open.len(), 2);
        let both = super::Place::Organisation(vec![Role::Learner, Role::LineManager]);
        assert!(open.iter().any(|invitation| invitation.into == both));
        assert_eq!(mail::outbox(app.db(), world.client, 9).await.unwrap().len(), 2);
    })
    .await;
}
