//! Contesting a figure, answering and settling, from a form or a JSON body.

use lustrum_kernel::access::PartnershipScope;
use lustrum_kernel::app::App;
use lustrum_kernel::blob;
use lustrum_kernel::form::{Fault, Fields, Upload};
use lustrum_kernel::problem::Problem;
use lustrum_kernel::{Day, Moment};
use lustrum_partnership::By;
use lustrum_sharing::room::check::{Checked, check};
use lustrum_sharing::room::hand_in::fault as file_fault;

use super::{Contest, ContestId, ContestRefused, NewContest, Outcome, answer, contest, figures, last_day, settle};
use crate::health::setting;
use crate::meeting::days_off;
use crate::quarter::Quarter;
use crate::review::{Review, latest};

const LONGEST: usize = 2_000;

/// The last day on which this side can contest a figure of a review.
pub(crate) async fn open_until(app: &App, scope: &PartnershipScope, made_at: Moment) -> Result<Day, Problem> {
    let days = setting::current(app.db(), scope.tenant(), scope.id()).await?.settings.contest_days;
    let off = days_off(app.db(), scope.tenant(), scope.id()).await?;
    let off: Vec<Day> = off.iter().filter(|one| one.side == scope.side).map(|one| one.day).collect();
    Ok(last_day(made_at.day_in(&jiff::tz::TimeZone::UTC), days, &off))
}

/// The newest review of a period.
pub(crate) async fn newest(app: &App, scope: &PartnershipScope, period: &str) -> Result<Review, Problem> {
    let period: Quarter = period.parse().map_err(|_| Problem::NotFound)?;
    latest(app.db(), scope.tenant(), scope.id(), period).await?.ok_or(Problem::NotFound)
}

/// The words of a refusal that no field can mend.
pub(crate) fn refused(refusal: ContestRefused, day: impl Fn(Day) -> String) -> Problem {
    match refusal {
        ContestRefused::Database(error) => error.into(),
        ContestRefused::Late(last) => Problem::Refused(Fault::new("refusal-contest-late").with("day", day(last))),
        ContestRefused::Twice => Problem::refused("refusal-contest-twice"),
        ContestRefused::OwnView => Problem::refused("refusal-contest-own"),
        ContestRefused::Answered => Problem::refused("refusal-contest-answered"),
        ContestRefused::NotAnswered => Problem::refused("refusal-contest-not-answered"),
        ContestRefused::NotYours => Problem::refused("refusal-contest-not-yours"),
        ContestRefused::Settled => Problem::refused("refusal-contest-settled"),
    }
}

/// Whether it can still be contested, and until when.
pub(crate) async fn require_open(app: &App, scope: &PartnershipScope, review: &Review) -> Result<Day, Problem> {
    let last = open_until(app, scope, review.made_at).await?;
    if By::viewer(scope, app.now()).day() > last {
        let t = scope.viewer.speaker();
        return Err(refused(ContestRefused::Late(last), |day| t.day(&day)));
    }
    Ok(last)
}

/// A file that was sent along, looked at; nothing where none was.
async fn attached(form: &mut Fields) -> Result<Option<(Checked, Upload)>, Problem> {
    // Asked of a copy, as a form without a file is not at fault.
    let Some(upload) = form.clone().file("file") else { return Ok(None) };
    let looked = tokio::task::spawn_blocking(move || {
        let checked = check(&upload.name, &upload.content_type, &upload.bytes);
        (checked, upload)
    });
    match looked.await.map_err(|error| Problem::Broken(error.to_string()))? {
        (Ok(checked), upload) => Ok(Some((checked, upload))),
        (Err(refused), _) => {
            form.refuse("file", file_fault(&refused));
            Ok(None)
        }
    }
}

/// A page of this partnership, or one elsewhere that is read over an encrypted connection.
fn leads_somewhere(scope: &PartnershipScope, link: &str) -> bool {
    let own = link.starts_with(&format!("/p/{}/", scope.id()));
    let plain = !link.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '\\'));
    plain && (own || link.starts_with("https://"))
}

/// Contests a figure as the form says.
pub(crate) async fn contest_as(
    app: &App,
    scope: &PartnershipScope,
    review: &Review,
    form: &mut Fields,
) -> Result<Option<ContestId>, Problem> {
    let last = require_open(app, scope, review).await?;
    let t = scope.viewer.speaker();
    let known = figures(&t, &review.content);
    let figure = form.choice("figure", |word| known.iter().find(|(one, _)| one == word).map(|(one, _)| one.clone()));
    let (view, source) = (form.text("view", LONGEST), form.text("source", 300));
    let link = form.optional_text("link", 500).unwrap_or_default();
    if !link.is_empty() && !leads_somewhere(scope, &link) {
        form.refuse("link", Fault::new("fault-contest-link"));
    }
    let file = attached(form).await?;
    if link.is_empty() && file.is_none() && !form.has_faults() {
        form.refuse("link", Fault::new("fault-contest-evidence"));
    }
    let (Some(figure), false) = (figure, form.has_faults()) else { return Ok(None) };
    let by = By::viewer(scope, app.now());
    let tx = app.db().begin().await?;
    let file = match file {
        Some((checked, upload)) => {
            let kept = Upload { name: checked.name, content_type: checked.kind.word().to_owned(), bytes: upload.bytes };
            Some(blob::keep(&tx, by.tenant, by.person, &kept, by.at).await?)
        }
        None => None,
    };
    let new = NewContest { figure, view, source, link, file };
    match contest(&tx, &by, review, last, new).await {
        Ok(id) => {
            tx.commit().await?;
            Ok(Some(id))
        }
        Err(ContestRefused::Twice) => {
            form.refuse("figure", Fault::new("fault-contest-twice"));
            Ok(None)
        }
        Err(refusal) => Err(refused(refusal, |day| t.day(&day))),
    }
}

/// Answers as the form says; whether it was done.
pub(crate) async fn answer_as(
    app: &App,
    scope: &PartnershipScope,
    contest: &Contest,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let t = scope.viewer.speaker();
    if scope.side == contest.side {
        return Err(refused(ContestRefused::OwnView, |day| t.day(&day)));
    }
    let text = form.text("answer", LONGEST);
    if form.has_faults() {
        return Ok(false);
    }
    let tx = app.db().begin().await?;
    let done = answer(&tx, &By::viewer(scope, app.now()), contest, &text).await;
    done.map_err(|refusal| refused(refusal, |day| t.day(&day)))?;
    tx.commit().await?;
    Ok(true)
}

/// Settles it as the form says; whether it was done.
pub(crate) async fn settle_as(
    app: &App,
    scope: &PartnershipScope,
    contest: &Contest,
    form: &mut Fields,
) -> Result<bool, Problem> {
    let outcome = form.choice("outcome", Outcome::parse);
    let correction = form.optional_text("correction", LONGEST).unwrap_or_default();
    if outcome == Some(Outcome::Corrected) && correction.is_empty() {
        form.refuse("correction", Fault::new("fault-contest-correction"));
    }
    let (Some(outcome), false) = (outcome, form.has_faults()) else { return Ok(false) };
    let t = scope.viewer.speaker();
    let tx = app.db().begin().await?;
    let done = settle(&tx, &By::viewer(scope, app.now()), contest, outcome, &correction).await;
    done.map_err(|refusal| refused(refusal, |day| t.day(&day)))?;
    tx.commit().await?;
    Ok(true)
}
