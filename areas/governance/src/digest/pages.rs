//! The person's own choice, and the page behind the link of a mail.

use askama::Template;
use axum::extract::{Path, State};
use lustrum_identity::{person, viewer};
use lustrum_kernel::access::{Via, Viewer};
use lustrum_kernel::app::App;
use lustrum_kernel::form::Fields;
use lustrum_kernel::locale::Speaker;
use lustrum_kernel::page::{Answer, Reader, Shell, see_and_say, show, show_again};
use lustrum_kernel::problem::Problem;

use super::{Wish, set, sign, wish};

#[derive(Template)]
#[template(path = "digest/show.html")]
struct Show {
    shell: Shell,
    form: Fields,
    choices: Vec<(String, String)>,
    days: Vec<(String, String)>,
    hours: Vec<(String, String)>,
    next: String,
}

#[derive(Template)]
#[template(path = "digest/off.html")]
struct Off {
    shell: Shell,
    words: String,
    path: String,
    /// Whether it can be switched off here.
    asks: bool,
}

fn page(app: &App, viewer: &Viewer, known: Wish, form: Fields) -> Show {
    let t = viewer.speaker();
    let hour = |hour: i64| (hour.to_string(), format!("{hour:02}:00"));
    let next = known.next_after(app.now(), &viewer.zone);
    Show {
        shell: Shell::personal(app, viewer, t.say("digest-own")).narrow(),
        form,
        choices: ["yes", "no"].map(|word| (word.to_owned(), t.say(&format!("digest-wanted-{word}")))).to_vec(),
        days: (1..=7).map(|day| (day.to_string(), t.say(&format!("weekday-{day}")))).collect(),
        hours: (0..24).map(hour).collect(),
        next: if known.wanted { t.say1("digest-next", "at", t.moment(&next)) } else { t.say("digest-none") },
    }
}

pub async fn show_own(State(app): State<App>, viewer: Viewer) -> Answer {
    let known = wish(app.db(), viewer.person).await?;
    let wanted = if known.wanted { "yes" } else { "no" };
    let form = Fields::filled([
        ("wanted", wanted.to_owned()),
        ("weekday", known.weekday.to_string()),
        ("hour", known.hour.to_string()),
    ]);
    show(&page(&app, &viewer, known, form))
}

/// Reads what a person chose.
pub(super) fn read(form: &mut Fields) -> Option<Wish> {
    let wanted = form.choice("wanted", |word| match word {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => None,
    });
    let weekday = form.whole("weekday", 1, 7);
    let hour = form.whole("hour", 0, 23);
    (!form.has_faults()).then_some(Wish { wanted: wanted?, weekday: weekday?, hour: hour? })
}

pub(super) fn may_write(viewer: &Viewer) -> Result<(), Problem> {
    match &viewer.via {
        Via::Token(scopes) if !scopes.iter().any(|scope| scope == "write") => Err(Problem::Forbidden),
        _ => Ok(()),
    }
}

/// Keeps what was chosen, in the zone of the account.
pub(super) async fn save(app: &App, viewer: &Viewer, chosen: Wish) -> Result<(), Problem> {
    let known = person::find(app.db(), viewer.person).await?.ok_or(Problem::NotFound)?;
    let tx = app.db().begin().await?;
    set(&tx, viewer.person, chosen, &known.zone, app.now()).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn change_own(State(app): State<App>, viewer: Viewer, mut form: Fields) -> Answer {
    may_write(&viewer)?;
    let Some(chosen) = read(&mut form) else {
        let known = wish(app.db(), viewer.person).await?;
        return show_again(&page(&app, &viewer, known, form));
    };
    save(&app, &viewer, chosen).await?;
    see_and_say("/account/digest", "digest-said-changed")
}

/// Whose link it is, and nobody's where it was made by somebody else.
async fn person_of(app: &App, token: &str) -> Result<Viewer, Problem> {
    let key = sign::known(app.db()).await?.ok_or(Problem::NotFound)?;
    let person = key.person(token).ok_or(Problem::NotFound)?;
    viewer::of(app.db(), person).await?.ok_or(Problem::NotFound)
}

fn off(t: &Speaker, token: &str, key: &str, asks: bool) -> Answer {
    let path = format!("/digest/{token}");
    let shell = Shell::alone(t, t.say("digest-own")).phone().here(&path);
    show(&Off { shell, words: t.say(key), path, asks })
}

/// A program that looks at every link of a mail changes nothing.
pub async fn show_off(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Answer {
    let known = person_of(&app, &token).await?;
    let wanted = wish(app.db(), known.person).await?.wanted;
    off(&t, &token, if wanted { "digest-off-words" } else { "digest-off-done" }, wanted)
}

/// Switches it off, for the button of the page and for the one of a mail program (RFC 8058); whatever else is sent is not
/// read.
pub async fn make_off(State(app): State<App>, Reader(t): Reader, Path(token): Path<String>) -> Answer {
    let known = person_of(&app, &token).await?;
    let chosen = wish(app.db(), known.person).await?;
    if chosen.wanted {
        save(&app, &known, Wish { wanted: false, ..chosen }).await?;
    }
    off(&t, &token, "digest-off-done", false)
}
