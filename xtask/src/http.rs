//! As much of HTTP/1.1 as measuring needs: one connection, kept alive, over plain TCP.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};

pub type Headers = BTreeMap<String, String>;

pub struct Connection {
    host: String,
    stream: BufReader<TcpStream>,
}

pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
    /// Bytes over the wire: the head and the body as they were sent.
    pub transferred: usize,
    headers: Vec<(String, String)>,
}

impl Answer {
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value.as_str()).collect()
    }
    fn first(&self, name: &str) -> Option<&str> {
        self.all(name).first().copied()
    }
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Connection {
    /// To the server of a URL such as `http://127.0.0.1:4000`.
    pub fn open(url: &str) -> anyhow::Result<Self> {
        let rest = url.strip_prefix("http://").with_context(|| format!("{url} does not begin with http://"))?;
        let host = rest.split('/').next().unwrap_or(rest).to_owned();
        let stream = TcpStream::connect(&host).with_context(|| format!("could not connect to {host}"))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        Ok(Self { host, stream: BufReader::new(stream) })
    }

    pub fn get(&mut self, path: &str, headers: &Headers) -> anyhow::Result<Answer> {
        self.send("GET", path, headers, b"")
    }

    pub fn send(&mut self, method: &str, path: &str, headers: &Headers, body: &[u8]) -> anyhow::Result<Answer> {
        let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {}\r\n", self.host);
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if method != "GET" {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        head.push_str("\r\n");
        let stream = self.stream.get_mut();
        stream.write_all(&[head.as_bytes(), body].concat())?;
        self.read()
    }

    fn read(&mut self) -> anyhow::Result<Answer> {
        let mut transferred = 0;
        let mut line = |stream: &mut BufReader<TcpStream>| -> anyhow::Result<String> {
            let mut text = String::new();
            if stream.read_line(&mut text)? == 0 {
                bail!("the server closed the connection");
            }
            transferred += text.len();
            Ok(text.trim_end().to_owned())
        };
        let first = line(&mut self.stream)?;
        let status = first.split(' ').nth(1).and_then(|code| code.parse().ok()).context("no status line")?;
        let mut headers = Vec::new();
        loop {
            let text = line(&mut self.stream)?;
            match text.split_once(':') {
                Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
                None => break,
            }
        }
        let mut answer = Answer { status, body: Vec::new(), transferred, headers };
        if answer.first("transfer-encoding").is_some_and(|coding| coding.contains("chunked")) {
            answer.transferred += read_chunks(&mut self.stream, &mut answer.body)?;
        } else if let Some(length) = answer.first("content-length") {
            let length: usize = length.parse()?;
            answer.body.resize(length, 0);
            self.stream.read_exact(&mut answer.body)?;
            answer.transferred += length;
        }
        Ok(answer)
    }
}

fn read_chunks(stream: &mut impl BufRead, body: &mut Vec<u8>) -> anyhow::Result<usize> {
    let mut transferred = 0;
    loop {
        let mut size = String::new();
        transferred += stream.read_line(&mut size)?;
        let size = usize::from_str_radix(size.trim().split(';').next().unwrap_or_default(), 16)?;
        let from = body.len();
        body.resize(from + size, 0);
        stream.read_exact(&mut body[from..])?;
        let mut end = String::new();
        transferred += size + stream.read_line(&mut end)?;
        if size == 0 {
            return Ok(transferred);
        }
    }
}

/// The path and query of a URL of the server.
pub fn path_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined_and_counted() {
        let mut body = Vec::new();
        let sent = b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
        let transferred = read_chunks(&mut &sent[..], &mut body).unwrap();
        assert_eq!((body.as_slice(), transferred), (&b"abcde"[..], sent.len()));
    }

    #[test]
    fn a_path_keeps_its_query() {
        assert_eq!(path_of("http://127.0.0.1:4000/sign-in/x?as=y"), "/sign-in/x?as=y");
        assert_eq!(path_of("http://127.0.0.1:4000"), "/");
    }
}
