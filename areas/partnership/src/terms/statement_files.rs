//! A fee statement as a file: the same bytes for both sides, computed anew from the frozen inputs.

use axum::extract::{Path, State};
use lustrum_kernel::access::{Here, PartnershipScope};
use lustrum_kernel::app::App;
use lustrum_kernel::page::{Answer, download};
use lustrum_kernel::table::{Out, csv};

use super::agree::written;
use super::origin::Origin;
use super::pages::resource;
use super::statement::{self, Document};
use super::statement_pages::{InStatement, statement_of};

/// The bytes of the document: computed anew from the frozen inputs, whoever asks.
pub(super) fn bytes(document: &Document) -> Vec<u8> {
    written(document).into_bytes()
}

pub async fn export_json(State(app): State<App>, scope: PartnershipScope, Path((_, terms, id)): InStatement) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let made = statement_of(&app, &scope, terms, id).await?;
    download("fee-statement.json", "application/json", bytes(&statement::document(&made)))
}

/// The headings of where a result comes from.
const ORIGIN: [&str; 7] = ["study", "run", "verdict", "failed_checks", "plan_sha256", "data_sha256", "answer_sha256"];

fn origin_cells(origin: Option<&Origin>) -> [Out; 7] {
    let Some(origin) = origin else { return std::array::from_fn(|_| Out::Text(String::new())) };
    [
        origin.study.to_string(),
        origin.run.to_string(),
        origin.verdict.clone(),
        origin.failed.join(" "),
        origin.plan_hash.clone(),
        origin.data_hash.clone(),
        origin.answer_hash.clone(),
    ]
    .map(Out::Text)
}

/// The same file for both sides: words that do not depend on who asks.
pub(super) fn table_of(document: &Document) -> Vec<u8> {
    let terms = &document.frozen.agreement.terms;
    let text = |words: &str| Out::Text(words.to_owned());
    let minor = |amount: i64| Out::Text(amount.to_string());
    let headings = [
        "part",
        "measure",
        "estimate_millionths",
        "low_millionths",
        "high_millionths",
        "n",
        "period",
        "source",
        "settled",
        "full_minor",
        "due_minor",
        "currency",
    ];
    // What was stated before results came from studies is the same file as then.
    let studied = !document.frozen.origins.is_empty();
    let mut rows: Vec<Vec<Out>> = vec![headings.map(text).into()];
    if studied {
        rows[0].extend(ORIGIN.map(text));
    }
    let empty = || Out::Text(String::new());
    for (place, line) in document.computed.sum.lines.iter().enumerate() {
        let part = place.checked_sub(1).and_then(|at| terms.outcomes.get(at));
        let figure = place.checked_sub(1).and_then(|at| document.frozen.results.get(at)).and_then(Option::as_ref);
        let mut row =
            vec![text(part.map_or("base", |part| part.kind.word())), text(part.map_or("", |part| part.text.as_str()))];
        match figure {
            Some(figure) => row.extend([
                minor(figure.measured.estimate),
                minor(figure.measured.low),
                minor(figure.measured.high),
                minor(figure.n),
                text(&figure.period),
                text(&figure.source),
            ]),
            None => row.extend(std::iter::repeat_with(empty).take(6)),
        }
        row.extend([text(line.settled.word()), minor(line.full), minor(line.due), text(&terms.currency)]);
        if studied {
            row.extend(origin_cells(place.checked_sub(1).and_then(|at| document.frozen.origin(at))));
        }
        rows.push(row);
    }
    let computed = &document.computed;
    for (name, amount) in [
        ("adjustment", computed.sum.adjustment),
        ("total", computed.sum.total),
        ("stated-before", computed.stated_before),
        ("due-now", computed.due_now),
    ] {
        let mut row = vec![text(name)];
        row.extend(std::iter::repeat_with(empty).take(9));
        row.extend([minor(amount), text(&terms.currency)]);
        if studied {
            row.extend(origin_cells(None));
        }
        rows.push(row);
    }
    csv(&rows)
}

pub async fn export_csv(State(app): State<App>, scope: PartnershipScope, Path((_, terms, id)): InStatement) -> Answer {
    scope.require(&app, "terms.view", &resource(&scope))?;
    let made = statement_of(&app, &scope, terms, id).await?;
    download("fee-statement.csv", "text/csv; charset=utf-8", table_of(&statement::document(&made)))
}
