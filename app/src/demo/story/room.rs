//! The data room: an NDA that two people of the partner signed, and four documents, one of them taken back. All of them
//! are generated, and each says so.

use anyhow::Context;
use lustrum_kernel::access::Side;
use lustrum_sharing::nda::{self, Words};
use lustrum_sharing::room::check::Kind;
use lustrum_sharing::room::store::{NewDocument, note};
use lustrum_sharing::room::vault::InstallationKey;
use lustrum_sharing::room::{self, Act, Document, DocumentId};
use serde_json::json;

use super::{DESIGNER, PARTNER, STEWARD};
use crate::demo::cast::{CAST, Home};
use crate::demo::seed::{Stage, day, moment};

const ENGLISH: &str = "Generated text of a demo.

1. Noordkade Logistics lets people of Baken Leiderschap read documents in the data room so that both can prepare learning for frontline managers.
2. Whoever signs uses what they read for that purpose alone, shares it with nobody who has not signed, and keeps no copy after this agreement ends.
3. Documents carry the name of their reader. Every opening is recorded and can be seen by both sides.
4. The duty of secrecy lasts three years after the last day of this agreement.
5. Where the two languages differ, the Dutch text counts.";
const DUTCH: &str = "Gegenereerde tekst van een demo.

1. Noordkade Logistics laat mensen van Baken Leiderschap documenten lezen in de dataroom, zodat beide samen leertrajecten voor leidinggevenden op de vloer kunnen voorbereiden.
2. Wie tekent, gebruikt wat hij of zij leest alleen daarvoor, deelt het met niemand die niet getekend heeft en bewaart geen kopie nadat deze verklaring eindigt.
3. Documenten dragen de naam van wie ze leest. Elke keer dat er een wordt geopend, wordt dat vastgelegd en zien beide kanten dat.
4. De plicht tot geheimhouding duurt tot drie jaar na de laatste dag van deze verklaring.
5. Verschillen de twee talen, dan telt de Nederlandse tekst.";

const ROSTERS: &str = "depot;week;night shifts;people;alone at the dock;changed after Thursday (generated)\n\
    Venlo;2;5;14;3;6\nVenlo;3;5;13;4;9\nAntwerp;2;5;11;2;4\nAntwerp;3;5;12;2;7\nPoznań;2;6;18;1;3\nPoznań;3;6;17;1;2\n";
const EXITS: &str = "# What 12 managers said when they left (generated)\n\n\
    - \"I was always on, also when I was off.\" (named by 7 of 12)\n\
    - \"Nobody asked how I wanted to work before the roster was out.\" (6 of 12)\n\
    - \"My own manager was in another depot.\" (5 of 12)\n\n\
    Nobody can be recognised in this text: names, depots and years were left out.\n";

pub async fn open(stage: &Stage<'_>) -> anyhow::Result<()> {
    agree(stage).await?;
    // On PostgreSQL a key file has to be named; without one there is a room and nothing in it.
    let Ok(key) = InstallationKey::read(stage.app.config().key_file.as_deref()) else { return Ok(()) };
    let plan = lustrum_pdf::render(
        include_str!("plan.typ"),
        &json!({ "lang": "en", "title": "Plan for the frontline 2026 (generated)" }),
    )?;
    let gone = b"Interim figures, replaced (generated)\n".to_vec();
    add(stage, &key, "Plan for the frontline 2026", "plan-2026.pdf", Kind::Pdf, None, plan).await?;
    let rosters = ROSTERS.as_bytes().to_vec();
    let rosters = add(stage, &key, "Rosters of the night shift", "rosters.csv", Kind::Csv, None, rosters).await?;
    let exits = EXITS.as_bytes().to_vec();
    let until = Some("2028-12-31");
    let exits = add(stage, &key, "Exit talks, summarised", "exit-talks.md", Kind::Markdown, until, exits).await?;
    let gone = add(stage, &key, "Interim figures", "interim.txt", Kind::Text, None, gone).await?;
    for (document, who, at) in [
        (&rosters, PARTNER, "2026-01-15T09:10:00Z"),
        (&exits, PARTNER, "2026-01-15T09:30:00Z"),
        (&rosters, DESIGNER, "2026-01-16T08:45:00Z"),
    ] {
        note(stage.tx, document, Act { by: stage.person(who), at: moment(at) }, "document.opened").await?;
    }
    let act = Act { by: stage.person(STEWARD), at: moment("2026-01-19T16:00:00Z") };
    room::revoke(stage.tx, &gone, Side::Organisation, act).await??;
    Ok(())
}

async fn agree(stage: &Stage<'_>) -> anyhow::Result<()> {
    let words = Words {
        english: ENGLISH.to_owned(),
        dutch: DUTCH.to_owned(),
        from: day("2026-01-12"),
        until: day("2029-01-11"),
    };
    let steward = |at: &str| Act { by: stage.person(STEWARD), at: moment(at) };
    let sides = [Home::Noordkade.name(), Home::Baken.name()];
    let (tenant, story) = (stage.organisation, stage.partnership);
    let id = nda::write(stage.tx, tenant, story, sides, steward("2026-01-09T09:00:00Z"), &words).await?;
    let find = async || nda::find(stage.tx, tenant, story, id).await;
    let draft = find().await?.context("it was just written")?;
    nda::put_in_force(stage.tx, &draft, steward("2026-01-12T09:00:00Z")).await??;
    let known = find().await?.context("it was just put in force")?;
    for (who, at) in [(PARTNER, "2026-01-12T13:20:00Z"), (DESIGNER, "2026-01-13T08:05:00Z")] {
        let name = CAST.iter().find(|member| member.email == who).map_or("", |member| member.name);
        let act = Act { by: stage.person(who), at: moment(at) };
        nda::sign(stage.tx, &known, act, name, Home::Baken.name(), &known.hash).await??;
    }
    Ok(())
}

async fn add(
    stage: &Stage<'_>,
    key: &InstallationKey,
    title: &str,
    file: &str,
    kind: Kind,
    until: Option<&str>,
    bytes: Vec<u8>,
) -> anyhow::Result<Document> {
    let id = DocumentId::new();
    let new = NewDocument {
        id,
        side: Side::Organisation,
        title: title.to_owned(),
        file_name: file.to_owned(),
        kind,
        size: i64::try_from(bytes.len())?,
        until: until.map(day),
    };
    let act = Act { by: stage.person(STEWARD), at: moment("2026-01-14T10:00:00Z") };
    let sealed = key.seal(&room::about(stage.organisation, id), bytes)?;
    room::add(stage.tx, stage.organisation, stage.partnership, act, new, sealed).await?;
    let known = room::find(stage.tx, stage.organisation, stage.partnership, id).await?;
    known.context("it was just added")
}
