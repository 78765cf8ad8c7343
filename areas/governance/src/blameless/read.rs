//! Reading what is written into a blameless review, from a form or a JSON body. Texts that name a member of either side or
//! someone who is enrolled are refused at their field; what was typed stays.

use lustrum_delivery::enrolment;
use lustrum_identity::membership;
use lustrum_kernel::access::Partnered;
use lustrum_kernel::db::{DbError, Sql};
use lustrum_kernel::form::{Fault, Fields};
use lustrum_kernel::locale::Speaker;

use super::{LEVERS, Light, Part, named_in};
use crate::measure;
use crate::quarter::Quarter;
use crate::review::{self, Line};

/// A condition that is none of the twelve.
pub(super) const OWN: &str = "own";
/// In front of the quarter of a review that is given as evidence.
const REVIEW: &str = "review ";

/// The names of everyone who is a member on either side, and of everyone who is enrolled.
pub(super) async fn people(db: &impl Sql, partnership: &Partnered) -> Result<Vec<String>, DbError> {
    let mut names = Vec::new();
    for organisation in [partnership.client, partnership.partner] {
        names.extend(membership::people(db, organisation).await?.into_iter().map(|member| member.name));
    }
    names.extend(enrolment::names(db, partnership.client, partnership.id).await?);
    Ok(names)
}

/// What can be attached as it is: the figures that both sides see, and the quarterly reviews.
pub(super) struct Attachable {
    pub lines: Vec<Line>,
    pub reviews: Vec<Quarter>,
}

pub(super) async fn attachable(
    db: &impl Sql,
    partnership: &Partnered,
    at: lustrum_kernel::Moment,
) -> Result<Attachable, DbError> {
    let mut lines = measure::known(db, partnership, at).await?;
    lines.retain(|line| line.figure.value().is_some());
    let reviews = review::list(db, partnership.client, partnership.id, None, 8).await?;
    Ok(Attachable { lines, reviews: reviews.into_iter().map(|review| review.period).collect() })
}

impl Attachable {
    pub fn choices(&self, t: &Speaker) -> Vec<(String, String)> {
        let mut choices = measure::choices(t, &self.lines);
        choices.extend(self.reviews.iter().map(|period| {
            let name = t.say1("review-of", "period", review::pages::name_of(t, *period));
            (format!("{REVIEW}{period}"), name)
        }));
        choices
    }
}

/// A text about what happened, in which nobody is named.
fn impersonal(form: &mut Fields, name: &str, longest: usize, people: &[String]) -> String {
    let text = form.text(name, longest);
    if let Some(who) = named_in(&text, people) {
        form.refuse(name, Fault::new("fault-blameless-name").with("name", who));
    }
    text
}

/// The title of a review and what happened.
pub(super) fn begun(form: &mut Fields, people: &[String]) -> Option<(String, String)> {
    let title = impersonal(form, "title", 200, people);
    let happened = impersonal(form, "happened", 4_000, people);
    (!form.has_faults()).then_some((title, happened))
}

pub(super) fn contribution(form: &mut Fields, people: &[String]) -> Option<Part> {
    let text = impersonal(form, "contribution", 1_000, people);
    (!form.has_faults()).then_some(Part::Contribution { text })
}

pub(super) fn condition(form: &mut Fields, people: &[String]) -> Option<Part> {
    let lever = form.choice("lever", |word| {
        if word == OWN { Some(None) } else { LEVERS.into_iter().find(|lever| *lever == word).map(Some) }
    });
    let text = impersonal(form, "condition", 1_000, people);
    let light = form.choice("light", Light::parse);
    if form.has_faults() {
        return None;
    }
    Some(Part::Condition { lever: lever?, text, light: light? })
}

/// A figure or a review of the list, or words with their source.
pub(super) fn evidence(form: &mut Fields, known: &Attachable, partnership: &Partnered, t: &Speaker) -> Option<Part> {
    let statement = form.optional_text("statement", 1_000).unwrap_or_default();
    let source = form.optional_text("source", 300).unwrap_or_default();
    let chosen = form.value("figure").trim().to_owned();
    let (figure, link, name) = if let Some(period) = chosen.strip_prefix(REVIEW) {
        let period = period.parse().ok().filter(|period| known.reviews.contains(period));
        let Some(period) = period else {
            form.refuse("figure", Fault::new("fault-not-a-choice"));
            return None;
        };
        let name = t.say1("review-of", "period", review::pages::name_of(t, period));
        (None, format!("/p/{}/reviews/{period}", partnership.id), name)
    } else if chosen.is_empty() {
        if statement.is_empty() {
            form.refuse("statement", Fault::new("fault-blameless-nothing"));
        }
        if source.is_empty() {
            form.refuse("source", Fault::new("fault-required"));
        }
        (None, String::new(), String::new())
    } else {
        let Some(line) = measure::find(&known.lines, &chosen).cloned() else {
            form.refuse("figure", Fault::new("fault-not-a-choice"));
            return None;
        };
        let link = line.figure.source().link.clone();
        (Some(Box::new(line)), link, String::new())
    };
    if form.has_faults() {
        return None;
    }
    let text = if statement.is_empty() { name } else { statement };
    Some(Part::Evidence { text, figure, source, link })
}
