use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::{Here, PartnershipScope, Resource};
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, Shell, show};

#[derive(Template)]
#[template(path = "overview/overview.html")]
struct Overview {
    shell: Shell,
    since: String,
    client: String,
    partner: String,
}

/// `/p/{partnership}`
pub async fn show_overview(State(app): State<App>, scope: PartnershipScope) -> Answer {
    scope.require(&app, "overview.view", &Resource::new("Overview", scope.id()))?;
    let shell = Shell::within(&app, &scope, scope.partnership.title.clone());
    let since = shell.t.month(&scope.partnership.since.day_in(&shell.t.zone));
    let (client, partner) = (scope.partnership.client_name, scope.partnership.partner_name);
    show(&Overview { shell, since, client, partner })
}
