//! `lustrum serve`

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use lustrum_identity::setup::SetupCode;
use lustrum_kernel::App;
use lustrum_kernel::app::Config;
use lustrum_kernel::clock::Clock;
use lustrum_kernel::db::Db;
use lustrum_sharing::room::apart;
use tokio::net::TcpListener;

use super::heads;
use crate::config::{Place, Settings};

#[derive(Args, Debug)]
pub struct Serve {
    /// The address to listen at (environment: LUSTRUM_LISTEN)
    #[arg(long, value_name = "ADDR")]
    listen: Option<SocketAddr>,
}

impl Serve {
    pub async fn run(self, place: &Place) -> anyhow::Result<ExitCode> {
        let settings = Settings::read(place)?;
        let url = settings.database(place, &super::usual_folder())?;
        let db = Db::open(&url).await?;
        let usual = SocketAddr::from(([127, 0, 0, 1], 8080));
        let (listener, base_url) = listen(self.listen.or(settings.listen).unwrap_or(usual), &settings).await?;
        let app = crate::compose::application(db, Clock::system(), config(&settings, &url, base_url, false)).await?;
        let code = match lustrum_identity::organisation::exist(app.db()).await? {
            true => None,
            false => {
                let code = SetupCode::fresh()?;
                println!("Set up this installation at {} with the code {}", app.url("/setup"), code.text());
                Some(code)
            }
        };
        println!("Lustrum serves at {}", app.config().base_url);
        run(app, listener, code).await?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Listens, and says under which address people come in.
pub async fn listen(address: SocketAddr, settings: &Settings) -> anyhow::Result<(TcpListener, String)> {
    let listener = TcpListener::bind(address).await.with_context(|| format!("{address} can't be listened at"))?;
    let bound = listener.local_addr()?;
    let base_url = settings.base_url.clone().unwrap_or_else(|| format!("http://{bound}"));
    Ok((listener, base_url))
}

pub fn config(settings: &Settings, database: &str, base_url: String, demo: bool) -> Config {
    let usual = Config::default();
    Config {
        base_url,
        smtp_url: settings.smtp_url.clone(),
        mail_from: settings.mail_from.clone().unwrap_or(usual.mail_from),
        demo,
        sources: settings.sources.clone(),
        key_file: settings.key_file_for(database),
    }
}

/// Serves and works until the process is told to stop; what was begun is finished first.
pub async fn run(app: App, listener: TcpListener, code: Option<SetupCode>) -> anyhow::Result<()> {
    match std::env::current_exe() {
        Ok(program) => apart::use_program(program, "set-document"),
        Err(error) => tracing::warn!(%error, "documents of data rooms are set in this process"),
    }
    let worker = tokio::spawn(lustrum_kernel::job::work(app.clone()));
    let digests = tokio::spawn(lustrum_governance::digest::keep(app.clone()));
    // The demo is begun anew at will, and its histories with it.
    let heads = heads::file(app.config().key_file.clone()).filter(|_| !app.config().demo);
    let heads = heads.map(|file| tokio::spawn(heads::keep_on(app.db().clone(), file)));
    let router = crate::compose::router(app.clone(), code);
    axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>())
        .with_graceful_shutdown(told_to_stop())
        .await?;
    worker.abort();
    digests.abort();
    if let Some(heads) = heads {
        heads.abort();
    }
    app.db().clone().close().await?;
    Ok(())
}

async fn told_to_stop() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
}
