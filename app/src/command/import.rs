//! `lustrum import`

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};
use lustrum_identity::{partnership, person};
use lustrum_kernel::access::Role;
use lustrum_kernel::app::{App, Config};
use lustrum_kernel::clock::Clock;
use lustrum_kernel::id::{OrganisationId, PartnershipId, PersonId};
use lustrum_kernel::locale::{Locale, Speaker};
use lustrum_strategy::kpi::{self, Kpi};
use lustrum_strategy::reading::{self, file};
use serde_json::json;

use super::Format;
use crate::config::Place;

#[derive(Args, Debug)]
pub struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// Take readings of a KPI from a CSV or Excel file, whole or not at all
    Readings(Readings),
}

#[derive(Args, Debug)]
struct Readings {
    /// The file; its first row has the headings unit, period, value, and people where known
    file: PathBuf,
    /// A partnership of the organisation whose KPI it is
    #[arg(long, value_name = "ID")]
    partnership: PartnershipId,
    /// The KPI, by its id or its name; nothing takes the one of the partnership's first goal
    #[arg(long, value_name = "ID or NAME")]
    kpi: Option<String>,
    /// In whose name, by e-mail address; nothing takes the organisation's data steward or L&D lead
    #[arg(long = "as", value_name = "EMAIL")]
    person: Option<String>,
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Import {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let What::Readings(readings) = self.what;
        let db = super::open(place).await?;
        let app = crate::compose::application(db, Clock::system(), Config::default()).await?;
        let outcome = readings.run(&app).await;
        app.db().clone().close().await?;
        outcome
    }
}

impl Readings {
    async fn run(self, app: &App) -> anyhow::Result<ExitCode> {
        let bytes = std::fs::read(&self.file).with_context(|| format!("{} can't be read", self.file.display()))?;
        let known = partnership::find(app.db(), self.partnership).await?;
        let tenant = known.with_context(|| format!("there is no partnership {}", self.partnership))?.client;
        let kpi = self.kpi(app, tenant).await?;
        let person = self.person(app, tenant).await?;
        let values = match file::read(&bytes, &kpi) {
            Ok(values) => values,
            Err(why) => return self.refuse(&why),
        };
        let tx = app.db().begin().await?;
        let recorded = reading::record(&tx, tenant, &kpi, person, app.now(), &values).await?;
        tx.commit().await?;
        match self.format {
            Format::Json => println!(
                "{}",
                json!({ "kpi": kpi.id, "rows": values.len(), "new": recorded.new, "corrected": recorded.corrected,
                        "same": recorded.same })
            ),
            Format::Text => println!(
                "{} rows of {}: {} new, {} corrected, {} as known",
                values.len(),
                kpi.title,
                recorded.new,
                recorded.corrected,
                recorded.same
            ),
        }
        Ok(ExitCode::SUCCESS)
    }

    async fn kpi(&self, app: &App, tenant: OrganisationId) -> anyhow::Result<Kpi> {
        let Some(named) = &self.kpi else {
            let goals = lustrum_strategy::goal::shared_with(app.db(), tenant, self.partnership).await?;
            let first = goals.first().context("no goal is shared with this partnership: name a KPI with --kpi")?;
            return kpi::find(app.db(), tenant, first.kpi_id).await?.context("the goal's KPI is gone");
        };
        let all = kpi::list(app.db(), tenant, None, 10_000).await?;
        let wanted = |kpi: &Kpi| kpi.id.to_string() == *named || kpi.title.eq_ignore_ascii_case(named);
        let mut found = all.into_iter().filter(wanted);
        match (found.next(), found.next()) {
            (Some(kpi), None) => Ok(kpi),
            (Some(_), Some(_)) => bail!("two KPIs are named {named:?}: give the id"),
            _ => bail!("there is no KPI {named:?}"),
        }
    }

    async fn person(&self, app: &App, tenant: OrganisationId) -> anyhow::Result<PersonId> {
        let keepers = [Role::DataSteward, Role::LdLead];
        let people = lustrum_identity::membership::people(app.db(), tenant).await?;
        if let Some(email) = &self.person {
            let known = person::by_email(app.db(), email).await?.with_context(|| format!("nobody has {email}"))?;
            let keeps =
                people.iter().any(|m| m.person == known.id && m.roles.iter().any(|role| keepers.contains(role)));
            anyhow::ensure!(keeps, "{email} may not record readings of this organisation");
            return Ok(known.id);
        }
        let of = |role: Role| people.iter().find(|member| member.roles.contains(&role)).map(|member| member.person);
        keepers.into_iter().find_map(of).context("the organisation has no data steward and no L&D lead")
    }

    fn refuse(&self, why: &file::Unread) -> anyhow::Result<ExitCode> {
        let t = Speaker::utc(Locale::En);
        match (why, self.format) {
            (file::Unread::File(error), Format::Json) => println!("{}", json!({ "error": error.to_string() })),
            (file::Unread::File(error), Format::Text) => eprintln!("{error}"),
            (file::Unread::Cells(faults), Format::Json) => {
                let faults: Vec<_> = faults
                    .iter()
                    .map(|fault| {
                        json!({ "row": fault.row, "column": fault.column, "heading": fault.heading,
                                "value": fault.value, "reason": fault.reason.words(&t) })
                    })
                    .collect();
                println!("{}", json!({ "faults": faults }));
            }
            (file::Unread::Cells(faults), Format::Text) => {
                for fault in faults {
                    let (row, column) = (fault.row, &fault.column);
                    eprintln!(
                        "row {row}, column {column} ({}): {:?}: {}",
                        fault.heading,
                        fault.value,
                        fault.reason.words(&t)
                    );
                }
                eprintln!("nothing was taken");
            }
        }
        Ok(ExitCode::FAILURE)
    }
}
