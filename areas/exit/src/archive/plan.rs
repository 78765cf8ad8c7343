//! Which side gets what, table by table. A table that is not in this list fails a test, as a route without its row of the
//! access matrix does not compile: nothing leaves, and nothing is lost, because nobody thought of it.

use lustrum_kernel::access::{Partnered, Side};
use lustrum_kernel::sea_orm::Value;

/// Why a table stays. Its message is `exit-why-` and this word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// It lets someone in: passwords, sessions, links, keys.
    Secret,
    /// It belongs to the installation and means nothing in another.
    Installation,
    /// It follows from what is in the archive and is made anew at the import.
    Derived,
    /// Who learns, who was rated, who answered: people of the other side.
    People,
    /// The other side's own, which was never shared in the partnership.
    Theirs,
    /// In the archive as the figures that were released, and not as what they were computed from.
    Released,
    /// Answers that were given on the promise that nobody who manages the partnership reads them one by one. The command of
    /// whoever operates the installation writes them, a page does not.
    Promised,
}

impl Why {
    pub const ALL: [Why; 7] =
        [Self::Secret, Self::Installation, Self::Derived, Self::People, Self::Theirs, Self::Released, Self::Promised];
    pub fn word(self) -> &'static str {
        match self {
            Self::Secret => "secret",
            Self::Installation => "installation",
            Self::Derived => "derived",
            Self::People => "people",
            Self::Theirs => "theirs",
            Self::Released => "released",
            Self::Promised => "promised",
        }
    }
}

/// Which rows of a table a side gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Take {
    /// Every row of the organisation.
    All,
    /// The rows of the partnership.
    Own,
    /// Rows whose column names a row of another table that the side gets: column, table, its key.
    Through(&'static str, &'static str, &'static str),
    /// Rows for which this holds; `{t}` is the client organisation, `{o}` the partner's, `{own}` and `{other}` those of the
    /// side and of the other one, `{p}` the partnership.
    Where(&'static str),
    /// Written in a way of its own (statements, documents, the history of a partner).
    Special,
    No(Why),
}

/// Whose rows are meant where a table has an `organisation_id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    Client,
    /// The partner's own organisation.
    Partner,
    /// A table that stands across organisations; its condition says all.
    Across,
}

#[derive(Clone, Copy, Debug)]
pub struct Table {
    pub name: &'static str,
    /// The part of the product that it belongs to. Its message is `exit-part-` and this word.
    pub part: &'static str,
    pub organisation: Take,
    pub partner: Take,
    pub home: Home,
    /// The name of the file without its end; the name of the table unless one table is in two files.
    pub file: &'static str,
    /// Columns that never leave.
    pub without: &'static [&'static str],
    /// Columns that are emptied for the partner: of a row that it gets, what is the organisation's own.
    pub emptied: &'static [&'static str],
    /// Whether the address of a person is replaced by one that reaches nobody.
    pub masks_address: bool,
    /// Whether a column of bytes becomes a file for each row.
    pub files: bool,
    /// Whether it holds answers that were given on a promise.
    pub promised: bool,
    /// The kind of asset that rows are the content of, and the column that names it.
    pub asset: Option<(&'static str, &'static str)>,
}

const fn table(part: &'static str, name: &'static str, organisation: Take, partner: Take) -> Table {
    Table {
        name,
        part,
        organisation,
        partner,
        home: Home::Client,
        file: name,
        without: &[],
        emptied: &[],
        masks_address: false,
        files: false,
        promised: false,
        asset: None,
    }
}

impl Table {
    const fn promised(self) -> Self {
        Self { promised: true, ..self }
    }
    const fn across(self) -> Self {
        Self { home: Home::Across, ..self }
    }
    const fn asset(self, kind: &'static str, column: &'static str) -> Self {
        Self { asset: Some((kind, column)), ..self }
    }
    pub fn take(&self, side: Side) -> Take {
        match side {
            Side::Organisation => self.organisation,
            Side::Partner => self.partner,
        }
    }
}

use Take::{All, No, Own, Special, Through, Where};
use Why::{Derived, Installation, People, Promised as OnPromise, Released, Secret, Theirs};

const ACTED: &str = "SELECT person_id FROM event WHERE organisation_id = {t} AND partnership_id = {p} AND person_id IS NOT NULL AND {visible}";
const OTHERS: &str = "id IN (SELECT person_id FROM membership WHERE organisation_id = {other}) AND id NOT IN (SELECT person_id FROM membership WHERE organisation_id = {own}) AND id IN ({acted})";
const OTHERS_ROLES: &str = "organisation_id = {other} AND person_id NOT IN (SELECT person_id FROM membership WHERE organisation_id = {own}) AND person_id IN ({acted})";
const MEMBERS: &str = "id IN (SELECT person_id FROM membership WHERE organisation_id = {own})";
const SHARED_KPIS: &str = "(SELECT kpi_id FROM agreement WHERE organisation_id = {t} AND partnership_id = {p} AND accepted_at IS NOT NULL AND revoked_at IS NULL UNION SELECT kpi_id FROM goal WHERE organisation_id = {t} AND id IN (SELECT goal_id FROM goal_share WHERE organisation_id = {t} AND partnership_id = {p}))";

/// Parents stand before their children, so that an import can keep to this order.
pub const TABLES: &[Table] = &[
    // Who.
    table("people", "organisation", Where("id IN ({t}, {o})"), Where("id IN ({t}, {o})")).across(),
    Table { without: &["password"], ..table("people", "person", Where(MEMBERS), Where(MEMBERS)).across() },
    Table {
        without: &["password"],
        masks_address: true,
        file: "person-other-side",
        ..table("people", "person", Where(OTHERS), Where(OTHERS)).across()
    },
    table("people", "membership", Where("organisation_id = {own}"), Where("organisation_id = {own}")).across(),
    Table {
        file: "membership-other-side",
        ..table("people", "membership", Where(OTHERS_ROLES), Where(OTHERS_ROLES)).across()
    },
    table("people", "partnership", Where("id = {p}"), Where("id = {p}")).across(),
    table("people", "sign_in_session", No(Secret), No(Secret)).across(),
    table("people", "sign_in_link", No(Secret), No(Secret)).across(),
    table("people", "api_token", No(Secret), No(Secret)).across(),
    table("people", "invitation", No(Secret), No(Secret)),
    table("people", "calendar_feed", No(Secret), No(Secret)).across(),
    table("people", "first_setup", No(Installation), No(Installation)),
    table("people", "migration", No(Installation), No(Installation)).across(),
    // What happened. The partner's part of it stands by itself and is chained anew.
    table("history", "event_head", All, Special),
    table("history", "event", All, Special),
    table(
        "history",
        "event_content",
        Where(
            "number IN (SELECT number FROM event WHERE organisation_id = {t} AND (partnership_id = {p} OR partnership_id IS NULL))",
        ),
        Special,
    ),
    Table { home: Home::Partner, file: "event_head-own", ..table("history", "event_head", No(Theirs), All) },
    Table { home: Home::Partner, file: "event-own", ..table("history", "event", No(Theirs), All) },
    Table { home: Home::Partner, file: "event_content-own", ..table("history", "event_content", No(Theirs), All) },
    table(
        "history",
        "job",
        Where("state = 'waiting' AND kind <> 'mail' AND kind <> 'exit.rehearsal'"),
        No(Installation),
    ),
    table("history", "mail", No(Secret), No(Secret)),
    Table {
        files: true,
        ..table(
            "history",
            "blob",
            Where("id NOT IN (SELECT blob_id FROM room_document WHERE organisation_id = {t})"),
            No(Theirs),
        )
    },
    // Why.
    table("strategy", "challenge", All, No(Theirs)),
    table("strategy", "kpi", All, Where("id IN {kpis}")),
    table("strategy", "kpi_version", All, Where("kpi_id IN {kpis}")),
    table("strategy", "kpi_metric", All, No(Theirs)),
    table(
        "strategy",
        "goal",
        All,
        Where("id IN (SELECT goal_id FROM goal_share WHERE organisation_id = {t} AND partnership_id = {p})"),
    ),
    table("strategy", "goal_share", Own, Own),
    table("strategy", "reading", All, No(Released)),
    table("strategy", "connector", All, No(Theirs)),
    table("strategy", "connector_run", All, No(Theirs)),
    table("strategy", "reading_batch", All, No(Theirs)),
    // With whom. What the partner said of itself is its own.
    Table {
        emptied: &["price_cap", "price_weight", "seed", "reason"],
        ..table(
            "selection",
            "selection_round",
            All,
            Where(
                "id IN (SELECT round_id FROM selection_decision WHERE organisation_id = {t} AND partnership_id = {p})",
            ),
        )
    },
    table("selection", "selection_challenge", All, No(Theirs)),
    table("selection", "selection_criterion", All, No(Theirs)),
    table("selection", "selection_comparison", All, No(Theirs)),
    table("selection", "selection_candidate", All, No(Theirs)),
    table("selection", "selection_link", All, No(Secret)),
    table(
        "selection",
        "transparency_profile",
        All,
        Where(
            "candidate_id IN (SELECT candidate_id FROM selection_decision WHERE organisation_id = {t} AND partnership_id = {p})",
        ),
    ),
    table("selection", "selection_assessor", All, No(Theirs)),
    table("selection", "selection_score", All, No(Theirs)),
    Table {
        emptied: &["reasons", "exception", "first", "stable", "share"],
        ..table("selection", "selection_decision", All, Own)
    },
    table("selection", "selection_letter", All, No(Theirs)),
    // What was promised.
    table("partnership", "mandate", Own, Own),
    table("partnership", "charter_version", Own, Own),
    table(
        "partnership",
        "charter_section",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_measure",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table(
        "partnership",
        "charter_signature",
        Through("version_id", "charter_version", "id"),
        Through("version_id", "charter_version", "id"),
    ),
    table("partnership", "charter_key", All, No(Secret)),
    table("partnership", "terms", Own, Own),
    table("partnership", "fee_statement", Own, Own),
    table("partnership", "ask", Own, Own),
    table("partnership", "immersion_item", Own, Own),
    table("partnership", "insight", Own, Own),
    table("partnership", "insight_use", Through("insight_id", "insight", "id"), Through("insight_id", "insight", "id")),
    // What may be seen.
    table("sharing", "agreement", Own, Own),
    table("sharing", "nda", Own, Where("partnership_id = {p} AND force_at IS NOT NULL")),
    table("sharing", "nda_signature", Through("nda_id", "nda", "id"), Through("nda_id", "nda", "id")),
    table("sharing", "room_document", Special, Special),
    table("sharing", "asset", Own, Own),
    table("sharing", "asset_terms", Through("asset_id", "asset", "id"), Through("asset_id", "asset", "id")),
    // What was made.
    table("programme", "programme", Own, Own),
    table(
        "programme",
        "programme_measure",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    ),
    table(
        "programme",
        "behaviour",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    ),
    table(
        "programme",
        "module",
        Through("programme_id", "programme", "id"),
        Through("programme_id", "programme", "id"),
    ),
    table("programme", "module_version", Through("module_id", "module", "id"), Through("module_id", "module", "id"))
        .asset("module", "module_id"),
    table("programme", "change_proposal", Own, Own),
    // What took place.
    table("delivery", "cohort", Own, Own),
    table("delivery", "session", Through("cohort_id", "cohort", "id"), Through("cohort_id", "cohort", "id")),
    table("delivery", "enrolment", Through("cohort_id", "cohort", "id"), No(People)),
    table("delivery", "attendance", Through("session_id", "session", "id"), No(People)),
    // What other systems reported.
    table("records", "record_credential", All, No(Theirs)),
    table("records", "record_head", All, No(Theirs)),
    Table { without: &["body"], ..table("records", "statement", Special, No(People)) },
    table("records", "statement_segment", No(Derived), No(People)),
    table("records", "statement_key", No(Derived), No(People)),
    table("records", "statement_reference", No(Derived), No(People)),
    table("records", "statement_attachment", All, No(People)),
    table("records", "record_document", All, No(People)),
    table("records", "record_use", All, No(Theirs)),
    table("records", "record_exchange", All, No(Theirs)),
    table("records", "record_set_aside", All, No(Theirs)),
    // What people know.
    table("assessment", "item_bank", Own, Own),
    table("assessment", "item", Through("bank_id", "item_bank", "id"), Through("bank_id", "item_bank", "id"))
        .asset("item-bank", "bank_id"),
    table("assessment", "item_version", Through("item_id", "item", "id"), Through("item_id", "item", "id")),
    table("assessment", "test", Own, Own),
    table("assessment", "test_item", Through("test_id", "test", "id"), Through("test_id", "test", "id")),
    table("assessment", "sitting", Own, Own),
    table("assessment", "sitting_seat", Through("sitting_id", "sitting", "id"), No(People)).promised(),
    table("assessment", "attempt", Through("sitting_id", "sitting", "id"), No(People)).promised(),
    table("assessment", "attempt_answer", Through("attempt_id", "attempt", "id"), No(People)).promised(),
    table("assessment", "rubric", Own, Own).asset("rubric", "id"),
    table("assessment", "demonstration", Own, No(People)),
    table("assessment", "demonstration_score", Through("demonstration_id", "demonstration", "id"), No(People)),
    table("assessment", "booster_plan", Own, Own),
    table("assessment", "booster", Through("plan_id", "booster_plan", "id"), No(People)).promised(),
    // What was seen.
    table("evidence", "feedback_round", Own, Own),
    table("evidence", "feedback_invitation", Through("round_id", "feedback_round", "id"), No(People)).promised(),
    table("evidence", "feedback_answer", Through("round_id", "feedback_round", "id"), No(OnPromise)).promised(),
    table("evidence", "feedback_form", Own, Own).asset("form", "module_id"),
    table("evidence", "feedback_group", Through("round_id", "feedback_round", "id"), No(People)),
    table("evidence", "assessment", Own, Own),
    table("evidence", "score", Through("assessment_id", "assessment", "id"), No(People)).promised(),
    table("evidence", "rating", Own, No(People)).promised(),
    table("evidence", "team_lead", Own, No(People)),
    table("evidence", "observation", Own, No(People)).promised(),
    table("evidence", "feedback_trigger", Own, Own),
    table("evidence", "feedback_signal", Own, Own),
    table("evidence", "round_360", Own, Own),
    table("evidence", "subject_360", Through("round_id", "round_360", "id"), No(People)),
    table("evidence", "nomination_360", Through("round_id", "round_360", "id"), No(People)),
    table("evidence", "invitation_360", Through("round_id", "round_360", "id"), No(People)).promised(),
    table("evidence", "answer_360", Through("round_id", "round_360", "id"), No(OnPromise)).promised(),
    table("evidence", "rating_360", Through("answer_id", "answer_360", "id"), No(OnPromise)).promised(),
    table("evidence", "follow_up_plan", Own, Own),
    table("evidence", "follow_up", Own, No(People)),
    table("evidence", "follow_up_link", Through("follow_up_id", "follow_up", "id"), No(People)).promised(),
    table("evidence", "follow_up_answer", Through("follow_up_id", "follow_up", "id"), No(OnPromise)).promised(),
    table("evidence", "follow_up_opt_out", Own, No(People)),
    table("evidence", "review_source", Own, No(Theirs)),
    table("evidence", "review_import", Own, No(Theirs)),
    table("evidence", "review_rating", Through("import_id", "review_import", "id"), No(People)).promised(),
    table("evidence", "mapping_rule", Own, No(Theirs)),
    table("evidence", "mapped_statement", Own, No(People)).promised(),
    table("evidence", "reported_activity", All, No(Theirs)),
    table("evidence", "mapping_cursor", All, No(Theirs)),
    // Whether it worked.
    table("study", "study", Own, Where("partnership_id = {p} AND released_at IS NOT NULL")),
    table("study", "study_estimate", Through("study_id", "study", "id"), Through("study_id", "study", "id")),
    // How both keep in step.
    table("governance", "review", Own, Own),
    table("governance", "decision", Own, Own),
    table("governance", "agreed_action", Own, Own),
    table("governance", "blameless_review", Own, Own),
    table(
        "governance",
        "blameless_entry",
        Through("review_id", "blameless_review", "id"),
        Through("review_id", "blameless_review", "id"),
    ),
    table("governance", "meeting_series", Own, Own),
    table("governance", "day_off", Own, Own),
    table("governance", "meeting", Own, Own),
    table(
        "governance",
        "meeting_presence",
        Through("meeting_id", "meeting", "id"),
        Through("meeting_id", "meeting", "id"),
    ),
    table(
        "governance",
        "meeting_minutes",
        Through("meeting_id", "meeting", "id"),
        Through("meeting_id", "meeting", "id"),
    ),
    table(
        "governance",
        "meeting_approval",
        Through("meeting_id", "meeting", "id"),
        Through("meeting_id", "meeting", "id"),
    ),
    table("governance", "meeting_point", Own, Own),
    // How both part.
    table("exit", "exit_plan", Own, Own),
    table(
        "exit",
        "exit_rehearsal",
        Where("partnership_id = {p} AND side = 'organisation'"),
        Where("partnership_id = {p} AND side = 'partner'"),
    ),
];

/// Kinds of events that the partner's part of the history has: those that its pages show. A word stands for all kinds of a
/// noun.
pub const VISIBLE: &[&str] = &[
    "partnership.",
    "contact.",
    "charter.",
    "terms.",
    "ask.",
    "immersion.",
    "insight.",
    "agreement.",
    "release.read",
    "nda.in-force",
    "nda.signed",
    "nda.ended",
    "document.",
    "asset.",
    "goal.shared",
    "goal.withdrawn",
    "programme.",
    "module.",
    "behaviour.",
    "proposal.",
    "cohort.created",
    "session.",
    "bank.",
    "item.",
    "test.",
    "rubric.",
    "sitting.opened",
    "booster.planned",
    "booster.ended",
    "feedback.opened",
    "feedback-form.",
    "trigger.",
    "signal.",
    "round-360.opened",
    "follow-up.planned",
    "follow-up.ended",
    "study.released",
    "review.",
    "decision.",
    "action.",
    "blameless.",
    "meeting.",
    "exit.",
];

/// For whom an archive is written.
#[derive(Clone, Debug)]
pub struct For<'a> {
    pub partnership: &'a Partnered,
    pub side: Side,
}

impl For<'_> {
    /// A condition with its names replaced by parameters, the first of them `$1`.
    pub fn fill(&self, condition: &str) -> (String, Vec<Value>) {
        let visible = match self.side {
            Side::Organisation => "1 = 1".to_owned(),
            Side::Partner => visible("kind"),
        };
        let text = condition.replace("{acted}", ACTED).replace("{kpis}", SHARED_KPIS).replace("{visible}", &visible);
        let (mut sql, mut values) = (String::new(), Vec::new());
        let mut rest = text.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            let (client, partner) = (self.partnership.client.0, self.partnership.partner.0);
            let (own, other) = match self.side {
                Side::Organisation => (client, partner),
                Side::Partner => (partner, client),
            };
            values.push(Value::from(match name {
                "t" => client,
                "o" => partner,
                "own" => own,
                "other" => other,
                _ => self.partnership.id.0,
            }));
            sql.push_str(before);
            sql.push_str(&format!("${}", values.len()));
            rest = after;
        }
        sql.push_str(rest);
        (sql, values)
    }

    /// Which rows of a table the side gets, still with names; nothing where it gets none or in a way of its own.
    pub fn condition(&self, table: &Table) -> Option<String> {
        let rows = match table.take(self.side) {
            All => "1 = 1".to_owned(),
            Own => "partnership_id = {p}".to_owned(),
            Where(text) => text.to_owned(),
            Through(column, parent, key) => {
                let parent = TABLES.iter().find(|known| known.name == parent)?;
                format!("{column} IN (SELECT {key} FROM {} WHERE {})", parent.name, self.condition(parent)?)
            }
            Special | No(_) => return None,
        };
        let home = match table.home {
            Home::Client => "organisation_id = {t} AND ",
            Home::Partner => "organisation_id = {o} AND ",
            Home::Across => "",
        };
        let kept_back = table.asset.map(|(kind, column)| {
            // What both agreed that this side may not go on using.
            format!(
                " AND {column} NOT IN (SELECT a.target_id FROM asset a JOIN asset_terms r ON r.organisation_id = a.organisation_id
                   AND r.asset_id = a.id AND r.version = a.confirmed WHERE a.organisation_id = {{t}} AND a.partnership_id = {{p}}
                   AND a.kind = '{kind}' AND a.target_id IS NOT NULL AND NOT r.{}_after)",
                self.side.word()
            )
        });
        Some(format!("{home}({rows}){}", kept_back.unwrap_or_default()))
    }
}

/// The condition on a column that names a kind of event.
pub fn visible(column: &str) -> String {
    let one = |kind: &&str| match kind.strip_suffix('.') {
        Some(noun) => format!("{column} LIKE '{noun}.%'"),
        None => format!("{column} = '{kind}'"),
    };
    format!("({})", VISIBLE.iter().map(one).collect::<Vec<_>>().join(" OR "))
}
