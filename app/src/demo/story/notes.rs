//! What both sides brought to the review of the second quarter (step 22) and what became of its proposals, and what they bring to
//! the third, which nobody has made yet.

use anyhow::Context;
use lustrum_governance::quarter::Quarter;
use lustrum_governance::review::contest::figures;
use lustrum_governance::review::gather;
use lustrum_governance::review::note::{self, Kind, Leaning, NewNote, Note};
use lustrum_governance::review::verdict::{self, Outcome, Put};
use lustrum_identity::partnership;
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_programme::module::{self, Module};
use lustrum_programme::programme::Programme;
use lustrum_programme::programme::store::Act;
use lustrum_programme::proposal::{self, Change};

use super::governance::of;
use super::{DESIGNER, LEAD, PARTNER, REGION, SPONSOR, by};
use crate::demo::seed::{Stage, day, moment};

/// What a note of the story leans on: nothing, the first figure of a level, or a module by its place from 0.
enum On {
    Nothing,
    Level(u8),
    Module(usize),
}

type Written = (&'static str, &'static str, Kind, On, &'static str);

const SECOND: [Written; 9] = [
    (
        SPONSOR,
        "2026-06-29T09:00:00Z",
        Kind::Surroundings,
        On::Nothing,
        "A second parcel company opened in Venlo in May and pays managers about a tenth more.",
    ),
    (
        PARTNER,
        "2026-07-02T12:00:00Z",
        Kind::Surroundings,
        On::Nothing,
        "Two of our facilitators were ill in June. Two sessions moved to July; none fell out.",
    ),
    (
        LEAD,
        "2026-07-01T08:30:00Z",
        Kind::Worked,
        On::Level(2),
        "Managers score higher after the core modules, also on the night shift.",
    ),
    (
        PARTNER,
        "2026-07-02T12:10:00Z",
        Kind::Worked,
        On::Module(1),
        "Whoever practised the coaching talk in June asked for the second round without being sent.",
    ),
    (
        REGION,
        "2026-07-03T07:50:00Z",
        Kind::DidNot,
        On::Level(3),
        "In Belgium little of it is seen on the floor: nobody has an hour for it before the summer.",
    ),
    (
        DESIGNER,
        "2026-07-03T14:00:00Z",
        Kind::DidNot,
        On::Module(4),
        "The module on rosters came before the roster tool was there. We planned it too early.",
    ),
    (
        DESIGNER,
        "2026-07-06T10:00:00Z",
        Kind::Proposal,
        On::Module(11),
        "Let the line manager sit in on the last hour of the last module, and sign the plan for the year as well.",
    ),
    (
        PARTNER,
        "2026-07-06T10:20:00Z",
        Kind::Proposal,
        On::Nothing,
        "Name one contact in each region who answers within two working days.",
    ),
    (
        LEAD,
        "2026-07-07T09:00:00Z",
        Kind::Proposal,
        On::Module(8),
        "Give the day on difficult talks in the evening, so that no shift loses its manager.",
    ),
];

const THIRD: [Written; 7] = [
    (
        SPONSOR,
        "2026-09-28T09:00:00Z",
        Kind::Surroundings,
        On::Nothing,
        "A new customer brings the peak forward by two weeks. Depots hire from the middle of October.",
    ),
    (
        DESIGNER,
        "2026-09-29T13:00:00Z",
        Kind::Worked,
        On::Module(3),
        "With a case from the night itself, the night shift found its module relevant.",
    ),
    (
        LEAD,
        "2026-09-30T08:40:00Z",
        Kind::Worked,
        On::Level(3),
        "Trained managers hold the talks more often than those who wait.",
    ),
    (
        PARTNER,
        "2026-09-30T15:00:00Z",
        Kind::DidNot,
        On::Nothing,
        "Small questions waited three weeks for an answer; the check of September says so as well.",
    ),
    (
        REGION,
        "2026-10-01T07:30:00Z",
        Kind::DidNot,
        On::Module(6),
        "Peer coaching in Poland began with half of the groups, as rosters were not known in time.",
    ),
    (
        REGION,
        "2026-10-01T07:40:00Z",
        Kind::Proposal,
        On::Module(5),
        "Give “Speaking up before the peak” in September, when there is still something to change.",
    ),
    (
        PARTNER,
        "2026-10-02T10:00:00Z",
        Kind::Proposal,
        On::Nothing,
        "One person on each side may decide up to 5,000 euros without a meeting.",
    ),
];

/// Before the review of the second quarter is made.
pub async fn second(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    write(stage, programme, "2026-Q2", &SECOND).await
}

pub async fn third(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    write(stage, programme, "2026-Q3", &THIRD).await
}

async fn write(stage: &Stage<'_>, programme: &Programme, period: &str, all: &[Written]) -> anyhow::Result<()> {
    let tx = stage.tx;
    let period: Quarter = period.parse()?;
    let modules = module::of_programme(tx, stage.organisation, programme.id).await?;
    let sides = partnership::find(tx, stage.partnership).await?.context("the partnership was begun")?;
    let seen = moment(all.last().context("there are notes")?.1);
    let known = figures(&Speaker::utc(Locale::En), &gather(tx, &sides, period, seen, true).await?);
    for (who, at, kind, on, text) in all {
        let leaning = match on {
            On::Nothing => None,
            On::Level(level) => {
                let found = known.iter().find(|(word, _)| word.starts_with(&format!("{level} ")));
                found.map(|(word, _)| Leaning::Measure(word.clone()))
            }
            On::Module(place) => Some(leans_on(modules.get(*place).context("the programme has twelve")?)),
        };
        let new = NewNote { period, kind: *kind, text: (*text).to_owned(), leaning };
        note::add(tx, &by(stage, who, at), &new).await?;
    }
    Ok(())
}

fn leans_on(module: &Module) -> Leaning {
    Leaning::Module { programme: module.programme_id, id: module.id, title: module.title.clone() }
}

/// What both sides did with the three proposals of the second quarter: one changed a module, one became a decision alone, one
/// was not taken.
pub async fn settle(stage: &Stage<'_>, programme: &Programme) -> anyhow::Result<()> {
    let (tx, tenant, id) = (stage.tx, stage.organisation, stage.partnership);
    let notes = note::frozen(tx, tenant, id, "2026-Q2".parse()?).await?;
    let proposals: Vec<&Note> = notes.iter().filter(|note| note.kind == Kind::Proposal).collect();
    let [last, contact, evening] = proposals.as_slice() else { anyhow::bail!("the review holds three proposals") };
    let modules = module::of_programme(tx, tenant, programme.id).await?;
    let module = modules.get(11).context("the programme has twelve")?;
    let taken = Put {
        outcome: Outcome::Taken,
        reason: String::new(),
        module: Some((programme.id, module.id)),
        owner: of(stage, DESIGNER),
        due: Some(day("2026-10-30")),
    };
    let both = |proposer, agreeing| [proposer, agreeing];
    let made =
        agreed(stage, last, &taken, both((LEAD, "2026-07-09T10:10:00Z"), (PARTNER, "2026-07-10T09:00:00Z"))).await?;
    let decided = Put { module: None, owner: of(stage, REGION), due: Some(day("2026-09-15")), ..taken.clone() };
    agreed(stage, contact, &decided, both((SPONSOR, "2026-07-09T10:20:00Z"), (PARTNER, "2026-07-10T09:05:00Z")))
        .await?;
    let no = Put {
        outcome: Outcome::Declined,
        reason: "Whoever works nights would come on a free day. We look for shorter days instead.".to_owned(),
        module: None,
        due: None,
        owner: of(stage, PARTNER),
    };
    agreed(stage, evening, &no, both((PARTNER, "2026-07-10T09:10:00Z"), (SPONSOR, "2026-07-13T08:00:00Z"))).await?;
    carry_out(stage, programme, module, made.proposal.context("it is about a module")?).await
}

async fn agreed(
    stage: &Stage<'_>,
    note: &Note,
    what: &Put,
    [(proposer, at), (agreeing, then)]: [(&str, &str); 2],
) -> anyhow::Result<verdict::Verdict> {
    let sides = partnership::find(stage.tx, stage.partnership).await?.context("the partnership was begun")?;
    verdict::put(stage.tx, &by(stage, proposer, at), note, 0, what).await?.ok().context("nobody else did")?;
    Ok(verdict::agree(stage.tx, &by(stage, agreeing, then), &sides, note, 1).await?)
}

/// The designer writes what is different, and whoever decides on changes accepts it.
async fn carry_out(
    stage: &Stage<'_>,
    programme: &Programme,
    module: &Module,
    opened: proposal::ProposalId,
) -> anyhow::Result<()> {
    let act = |email: &str, at: &str| Act {
        tenant: stage.organisation,
        partnership: stage.partnership,
        by: stage.person(email),
        at: moment(at),
    };
    let find = async || proposal::find(stage.tx, stage.organisation, programme.id, opened).await;
    let words = module::words_of(stage.tx, stage.organisation, module.id, module.version).await?;
    let change = Change {
        words: words.context("the module has words")?,
        what: "In the last hour the line manager joins. Both sign the plan for the year and set the day of the first talk."
            .to_owned(),
        check_on: day("2027-03-26"),
    };
    let known = find().await?.context("it was just opened")?;
    proposal::put(stage.tx, act(DESIGNER, "2026-08-20T09:00:00Z"), &known, module, &change).await?;
    let known = find().await?.context("it was just written")?;
    proposal::accept(stage.tx, act(LEAD, "2026-08-25T13:00:00Z"), &known, module, "").await?.context("it waits")?;
    Ok(())
}
