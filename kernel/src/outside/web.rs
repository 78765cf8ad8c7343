//! Asking a web server that an operator allows. The name is resolved here and the connection goes to the very address
//! that was looked at, so that a name can't point elsewhere between the look and the call.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::header::{
    ACCEPT_ENCODING, AUTHORIZATION, ETAG, HOST, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, LOCATION,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use bytes::Bytes;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::client::conn::http1::handshake;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{self, CertificateError, ClientConfig, RootCertStore, crypto};
use url::Url;

use super::{Fetched, Unreached, Untrusted, is_private, is_sound};

const CONNECTING: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(60);
/// So often it may lead on, and only within the same server.
const REDIRECTS: usize = 3;

/// A web server, by the beginning of its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Web {
    pub url: Url,
    /// The environment variable with the whole value of the `Authorization` header.
    pub authorization: Option<String>,
    /// Whether it may stand at a private address.
    pub private: bool,
    /// The certificate of an authority of one's own, as PEM.
    pub certificate: Option<PathBuf>,
}

/// What is asked.
#[derive(Clone, Debug)]
pub struct Asked {
    pub method: Method,
    pub url: Url,
    pub headers: Vec<(HeaderName, String)>,
    pub body: Bytes,
    /// So many bytes are taken at most.
    pub most: usize,
}

#[derive(Clone, Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answered {
    pub fn header(&self, name: &HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

impl Web {
    /// The address of a path within this source.
    pub fn within(&self, path: &str) -> Result<Url, Unreached> {
        let (bare, query) = path.split_once('?').unwrap_or((path, ""));
        if !is_sound(bare) || query.len() > 1_000 || query.chars().any(|c| c.is_control() || c == '#') {
            return Err(Unreached::BadPath);
        }
        let mut url = self.url.join(bare).map_err(|_| Unreached::BadPath)?;
        url.set_query((!query.is_empty()).then_some(query));
        url.set_fragment(None);
        // What the address's own rules make of it (`%2e%2e` is a way up too) still has to lie within.
        let inside = same_server(&url, &self.url) && url.path().starts_with(self.url.path());
        if inside { Ok(url) } else { Err(Unreached::BadPath) }
    }
    /// An address that the server itself named, such as the next page of a list: on the same server, or nothing.
    pub fn named(&self, address: &str) -> Result<Url, Unreached> {
        let url = self.url.join(address).map_err(|_| Unreached::BadPath)?;
        if same_server(&url, &self.url) { Ok(url) } else { Err(Unreached::Redirected) }
    }

    pub(super) async fn fetch(&self, path: &str, mark: &str, most: usize) -> Result<Option<Fetched>, Unreached> {
        let condition = match mark.split_once(' ') {
            Some(("etag", tag)) => vec![(IF_NONE_MATCH, tag.to_owned())],
            Some(("date", date)) => vec![(IF_MODIFIED_SINCE, date.to_owned())],
            _ => Vec::new(),
        };
        let asked =
            Asked { method: Method::GET, url: self.within(path)?, headers: condition, body: Bytes::new(), most };
        let answered = self.ask(asked).await?;
        let mark = match (answered.header(&ETAG), answered.header(&LAST_MODIFIED)) {
            ("", "") => String::new(),
            ("", date) => format!("date {date}"),
            (tag, _) => format!("etag {tag}"),
        };
        match answered.status {
            StatusCode::OK => Ok(Some(Fetched { bytes: answered.body, mark })),
            StatusCode::NOT_MODIFIED => Ok(None),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(Unreached::NotFound),
            other => Err(Unreached::Answered(other.as_u16())),
        }
    }

    /// Asks, follows where the same server leads, and gives the answer whatever its status.
    pub async fn ask(&self, asked: Asked) -> Result<Answered, Unreached> {
        timeout(WHOLE, self.follow(asked)).await.unwrap_or(Err(Unreached::TooSlow))
    }

    async fn follow(&self, mut asked: Asked) -> Result<Answered, Unreached> {
        for _ in 0..=REDIRECTS {
            if !same_server(&asked.url, &self.url) {
                return Err(Unreached::Redirected);
            }
            let answered = self.once(&asked).await?;
            let leads_on = answered.status.is_redirection() && answered.status != StatusCode::NOT_MODIFIED;
            if !leads_on || asked.method != Method::GET {
                return Ok(answered);
            }
            asked.url = asked.url.join(answered.header(&LOCATION)).map_err(|_| Unreached::Redirected)?;
        }
        Err(Unreached::Redirected)
    }

    async fn once(&self, asked: &Asked) -> Result<Answered, Unreached> {
        let host = asked.url.host_str().ok_or(Unreached::BadPath)?.to_owned();
        let stream = timeout(CONNECTING, self.connect(&asked.url)).await.unwrap_or(Err(Unreached::TooSlow))?;
        let request = self.request(asked)?;
        if asked.url.scheme() == "http" {
            return talk(stream, request, asked.most).await;
        }
        let name = host.trim_matches(['[', ']']).to_owned();
        let name = ServerName::try_from(name).map_err(|_| Unreached::BadPath)?;
        let connector = TlsConnector::from(Arc::new(self.trust()?));
        let encrypted = timeout(CONNECTING, connector.connect(name, stream));
        let encrypted = encrypted.await.map_err(|_| Unreached::TooSlow)?.map_err(|error| not_encrypted(&error))?;
        talk(encrypted, request, asked.most).await
    }

    async fn connect(&self, url: &Url) -> Result<TcpStream, Unreached> {
        let port = url.port_or_known_default().ok_or(Unreached::BadPath)?;
        let addresses: Vec<SocketAddr> = match url.host().ok_or(Unreached::BadPath)? {
            url::Host::Ipv4(address) => vec![(address, port).into()],
            url::Host::Ipv6(address) => vec![(address, port).into()],
            url::Host::Domain(name) => lookup_host((name, port)).await.map_err(broken)?.collect(),
        };
        let allowed: Vec<SocketAddr> =
            addresses.into_iter().filter(|address| self.private || !is_private(address.ip())).collect();
        if allowed.is_empty() {
            return Err(Unreached::Private);
        }
        TcpStream::connect(allowed.as_slice()).await.map_err(broken)
    }

    fn request(&self, asked: &Asked) -> Result<Request<Full<Bytes>>, Unreached> {
        let url = &asked.url;
        let path = match url.query() {
            Some(query) => format!("{}?{query}", url.path()),
            None => url.path().to_owned(),
        };
        let host = url.host_str().unwrap_or_default();
        let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let mut request = Request::builder().method(asked.method.clone()).uri(path).header(HOST, host);
        request = request.header(ACCEPT_ENCODING, "identity").header("user-agent", "Lustrum");
        if let Some(name) = &self.authorization {
            let value = std::env::var(name).unwrap_or_default();
            let value = HeaderValue::from_str(value.trim()).ok().filter(|value| !value.is_empty());
            request = request.header(AUTHORIZATION, value.ok_or_else(|| Unreached::NoCredential(name.clone()))?);
        }
        for (name, value) in &asked.headers {
            request = request.header(name, value.as_str());
        }
        request.body(Full::new(asked.body.clone())).map_err(|error| Unreached::Broken(error.to_string()))
    }

    fn trust(&self) -> Result<ClientConfig, Unreached> {
        let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(file) = &self.certificate {
            for certificate in CertificateDer::pem_file_iter(file).map_err(broken)? {
                roots.add(certificate.map_err(broken)?).map_err(broken)?;
            }
        }
        let provider = Arc::new(crypto::ring::default_provider());
        let config =
            ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(broken)?;
        Ok(config.with_root_certificates(roots).with_no_client_auth())
    }
}

fn same_server(url: &Url, own: &Url) -> bool {
    (url.scheme(), url.host_str(), url.port_or_known_default())
        == (own.scheme(), own.host_str(), own.port_or_known_default())
}

async fn talk<S>(stream: S, request: Request<Full<Bytes>>, most: usize) -> Result<Answered, Unreached>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(broken)?;
    // Ends by itself when the answer is read or given up.
    tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(broken)?;
    let (parts, body) = response.into_parts();
    let body =
        Limited::new(body, most).collect().await.map_err(|error| match error.downcast::<LengthLimitError>() {
            Ok(_) => Unreached::TooLarge(most / 1024 / 1024),
            Err(error) => Unreached::Broken(error.to_string()),
        })?;
    Ok(Answered { status: parts.status, headers: parts.headers, body: body.to_bytes().to_vec() })
}

/// Why no encrypted connection came about: a certificate that is not to be trusted is for the operator to mend, and
/// said in words.
fn not_encrypted(error: &std::io::Error) -> Unreached {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let Some(rustls::Error::InvalidCertificate(why)) = inner else { return broken(error) };
    Unreached::Certificate(match why {
        CertificateError::Expired
        | CertificateError::ExpiredContext { .. }
        | CertificateError::NotValidYet
        | CertificateError::NotValidYetContext { .. } => Untrusted::Expired,
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => Untrusted::Name,
        CertificateError::UnknownIssuer => Untrusted::Issuer,
        _ => Untrusted::Otherwise,
    })
}

fn broken(error: impl std::fmt::Display) -> Unreached {
    Unreached::Broken(error.to_string())
}
