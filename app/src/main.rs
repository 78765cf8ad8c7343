//! The one binary: command line, router, worker, configuration, demo. It composes and decides nothing.

mod command;
mod compose;
mod config;
mod demo;
#[cfg(test)]
mod matrix;
mod web;

use std::process::ExitCode;

use clap::Parser;
use tracing_subscriber::EnvFilter;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn,lustrum=info")))
        .with_writer(std::io::stderr)
        .init();
    let command = command::Lustrum::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let outcome = match runtime {
        Ok(runtime) => runtime.block_on(command.run()),
        Err(error) => Err(error.into()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) => {
            eprintln!("lustrum: {error:#}");
            ExitCode::from(2)
        }
    }
}
