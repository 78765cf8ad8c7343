use askama::Template;
use axum::extract::State;
use lustrum_kernel::access::Viewer;
use lustrum_kernel::app::App;
use lustrum_kernel::mail::{self, Posted};
use lustrum_kernel::page::{Answer, Shell, show};
use lustrum_kernel::problem::Problem;

const MOST: i64 = 50;

/// A line of a mail, and where it leads when it is an address of ours.
struct Line {
    text: String,
    path: Option<String>,
}

struct Letter {
    mail: Posted,
    lines: Vec<Line>,
}

#[derive(Template)]
#[template(path = "outbox/outbox.html")]
struct Outbox {
    shell: Shell,
    letters: Vec<Letter>,
}

fn letter(app: &App, mail: Posted) -> Letter {
    let line = |text: &str| Line {
        text: text.to_owned(),
        path: text.trim().strip_prefix(app.config().base_url.as_str()).map(str::to_owned),
    };
    let lines = mail.body.lines().map(line).collect();
    Letter { mail, lines }
}

pub async fn show_outbox(State(app): State<App>, viewer: Viewer) -> Answer {
    if !app.config().demo {
        return Err(Problem::NotFound);
    }
    let mut mails = Vec::new();
    // A view over several organisations is several queries, merged here.
    for member in &viewer.memberships {
        mails.extend(mail::outbox(app.db(), member.organisation, MOST).await?);
    }
    mails.sort_by_key(|mail| std::cmp::Reverse(mail.id));
    mails.truncate(MOST as usize);
    let title = viewer.speaker().say("outbox-title");
    let letters = mails.into_iter().map(|mail| letter(&app, mail)).collect();
    show(&Outbox { shell: Shell::personal(&app, &viewer, title), letters })
}
