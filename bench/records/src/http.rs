//! A kept-alive connection to a record store.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};
use base64::Engine as _;

use crate::Given;

/// Where a record store is and what lets one in.
#[derive(Clone)]
pub struct Endpoint {
    host: String,
    path: String,
    authorization: String,
}

pub struct Connection {
    stream: BufReader<TcpStream>,
    endpoint: Endpoint,
}

impl Endpoint {
    pub fn read(given: &Given) -> anyhow::Result<Self> {
        let url = given.text("endpoint")?;
        let rest = url.strip_prefix("http://").with_context(|| format!("{url} does not begin with http://"))?;
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let login = format!("{}:{}", given.text("user")?, given.text("password")?);
        Ok(Self {
            host: host.to_owned(),
            path: format!("/{}", path.trim_end_matches('/')),
            authorization: base64::engine::general_purpose::STANDARD.encode(login),
        })
    }
    /// One that asks for no login.
    pub fn at(host: &str) -> Self {
        Self { host: host.to_owned(), path: String::new(), authorization: String::new() }
    }
    pub fn connect(&self) -> anyhow::Result<Connection> {
        let stream = TcpStream::connect(&self.host).with_context(|| format!("could not connect to {}", self.host))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Connection { stream: BufReader::new(stream), endpoint: self.clone() })
    }
    /// A whole request, ready to be written.
    pub fn request(&self, method: &str, resource: &str, body: &str) -> Vec<u8> {
        format!(
            "{method} {}/{resource} HTTP/1.1\r\nhost: {}\r\nauthorization: Basic {}\r\nx-experience-api-version: 1.0.3\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.path,
            self.host,
            self.authorization,
            body.len()
        )
        .into_bytes()
    }
}

impl Connection {
    pub fn send(&mut self, request: &[u8]) -> anyhow::Result<(u16, Vec<u8>)> {
        self.stream.get_mut().write_all(request)?;
        let mut line = String::new();
        if self.stream.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        let status = line.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
        let (mut length, mut chunked) = (0, false);
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let Some((name, value)) = line.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse()?,
                "transfer-encoding" => chunked = true,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        while chunked {
            line.clear();
            self.stream.read_line(&mut line)?;
            let size = usize::from_str_radix(line.trim(), 16)?;
            let from = body.len();
            body.resize(from + size + 2, 0);
            self.stream.read_exact(&mut body[from..])?;
            body.truncate(from + size);
            chunked = size > 0;
        }
        Ok((status, body))
    }
    pub fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }
}
