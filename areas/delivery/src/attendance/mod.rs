//! Who was at a session: in the room, at a distance, or not at all. It says whom to ask afterwards, and is never a
//! figure of how well a programme does.

pub(crate) mod api;
pub(crate) mod pages;

use std::collections::HashMap;

use lustrum_kernel::db::{DbError, Sql, Tx};
use lustrum_kernel::event;
use lustrum_kernel::id::OrganisationId;
use lustrum_kernel::values;
use lustrum_programme::module::ModuleId;
use sea_orm::FromQueryResult;
use serde_json::json;

use crate::act::Act;
use crate::cohort::CohortId;
use crate::enrolment::EnrolmentId;
use crate::session::{Session, SessionId};

/// How someone took part; its name is `attendance-...`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Room,
    Remote,
    Absent,
}

impl How {
    pub const ALL: [How; 3] = [Self::Room, Self::Remote, Self::Absent];
    pub fn word(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Remote => "remote",
            Self::Absent => "absent",
        }
    }
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.word() == word)
    }
    pub fn took_part(self) -> bool {
        self != Self::Absent
    }
}

#[derive(FromQueryResult)]
struct Row {
    enrolment_id: EnrolmentId,
    how: String,
}

fn by_person(rows: Vec<Row>) -> HashMap<EnrolmentId, How> {
    rows.into_iter().filter_map(|row| Some((row.enrolment_id, How::parse(&row.how)?))).collect()
}

/// Notes the roster of a session, in place of what was noted of it before.
pub async fn note(tx: &Tx, act: Act, session: &Session, roster: &[(EnrolmentId, How)]) -> Result<(), DbError> {
    tx.run("DELETE FROM attendance WHERE organisation_id = $1 AND session_id = $2", values![act.tenant, session.id])
        .await?;
    let rows = roster
        .iter()
        .map(|(person, how)| values![act.tenant, session.id, *person, how.word(), act.by, act.at])
        .collect();
    tx.insert_all("attendance (organisation_id, session_id, enrolment_id, how, noted_by, noted_at)", rows).await?;
    let count = |of: How| roster.iter().filter(|(_, how)| *how == of).count();
    let said = json!({ "module": session.module_title, "room": count(How::Room), "remote": count(How::Remote) });
    event::append(tx, act.event("attendance.noted").about(session.id.0).saying(said)).await?;
    Ok(())
}

pub async fn of_session(
    db: &impl Sql,
    tenant: OrganisationId,
    session: SessionId,
) -> Result<HashMap<EnrolmentId, How>, DbError> {
    let sql = "SELECT enrolment_id, how FROM attendance WHERE organisation_id = $1 AND session_id = $2 LIMIT 10000";
    Ok(by_person(db.all(sql, values![tenant, session]).await?))
}

/// Who took part in a module with a cohort, over all its sessions; empty where no roster was noted. Who was in the room
/// once counts as in the room.
pub async fn of_module(
    db: &impl Sql,
    tenant: OrganisationId,
    cohort: CohortId,
    module: ModuleId,
) -> Result<HashMap<EnrolmentId, How>, DbError> {
    let rows: Vec<Row> = db
        .all(
            "SELECT a.enrolment_id, a.how FROM attendance a
             JOIN session s ON s.organisation_id = a.organisation_id AND s.id = a.session_id
             WHERE a.organisation_id = $1 AND s.cohort_id = $2 AND s.module_id = $3
             ORDER BY CASE a.how WHEN 'absent' THEN 0 WHEN 'remote' THEN 1 ELSE 2 END LIMIT 20000",
            values![tenant, cohort, module],
        )
        .await?;
    // The last word on a person wins, and the rows end with the room.
    Ok(by_person(rows))
}
