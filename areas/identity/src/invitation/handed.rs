//! What whoever invited sees next: that the mail is on its way, or, where no mail goes out, the links to hand over.

use askama::Template;
use lustrum_kernel::access::OrganisationScope;
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, Shell, see_and_say, show};

use super::{DAYS, Made};

#[derive(Template)]
#[template(path = "invitation/handed.html")]
struct Handed {
    shell: Shell,
    back: String,
    links: Vec<(String, String)>,
}

/// Back to `back`, saying `said`; or first to the links, which are shown only now.
pub(crate) fn next(app: &App, scope: &OrganisationScope, made: &[Made], back: &str, said: &'static str) -> Answer {
    let link = |one: &Made| one.to_hand_over(app).map(|link| (one.email.clone(), link.to_owned()));
    let links: Vec<(String, String)> = made.iter().filter_map(link).collect();
    if links.is_empty() {
        return see_and_say(back, said);
    }
    let title = scope.viewer.speaker().count("invitation-handed-title", links.len() as i64);
    show(&Handed { shell: Shell::at(app, scope, title).narrow(), back: back.to_owned(), links })
}

impl Handed {
    fn words(&self) -> String {
        self.shell.t.count("invitation-handed-words", DAYS)
    }
}
