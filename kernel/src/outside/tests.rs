use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get;

use super::*;

/// A server at a loopback address, which lives as long as the test.
async fn server(router: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}/files")
}

/// Writes a file that was finished a minute ago.
fn finished(path: &std::path::Path, text: &str) {
    std::fs::write(path, text).unwrap();
    let file = std::fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(60)).unwrap();
}

#[test]
fn private_addresses_are_known_in_every_dress() {
    let private = [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "::1",
        "::",
        "fd00::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "::ffff:127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "224.0.0.1",
        "255.255.255.255",
        "ff02::1",
        "::127.0.0.1",
    ];
    for text in private {
        assert!(is_private(text.parse::<IpAddr>().unwrap()), "{text} is private");
    }
    for text in ["93.184.215.14", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"] {
        assert!(!is_private(text.parse::<IpAddr>().unwrap()), "{text} is not private");
    }
}

#[tokio::test]
async fn a_path_never_leads_out_of_its_folder() {
    let outer = tempfile::tempdir().unwrap();
    let folder = outer.path().join("allowed");
    std::fs::create_dir_all(folder.join("hr")).unwrap();
    finished(&outer.path().join("secret.csv"), "secret");
    finished(&folder.join("hr/turnover.csv"), "unit,period,value\n");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(outer.path().join("secret.csv"), folder.join("link.csv")).unwrap();
        std::os::unix::fs::symlink(outer.path(), folder.join("up")).unwrap();
    }
    let source = Source::folder("hr", &folder).unwrap();
    let read = async |path: &str| fetch(&source, path, "", 1_000).await;
    assert_eq!(read("hr/turnover.csv").await.unwrap().unwrap().bytes, b"unit,period,value\n");
    for path in [
        "../secret.csv",
        "hr/../../secret.csv",
        "/etc/passwd",
        "link.csv",
        "up/secret.csv",
        "hr",
        "",
        ".",
        "hr//turnover.csv",
        "hr\\turnover.csv",
        "a\0b",
    ] {
        assert_eq!(read(path).await, Err(Unreached::BadPath), "{path:?}");
    }
    assert_eq!(read("hr/gone.csv").await, Err(Unreached::NotFound));
    assert!(Source::folder("hr", "relative").is_err());
}

#[tokio::test]
async fn a_file_that_is_still_written_or_too_large_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let source = Source::folder("hr", folder.path()).unwrap();
    std::fs::write(folder.path().join("half.csv"), "unit,per").unwrap();
    assert_eq!(fetch(&source, "half.csv", "", 1_000).await, Err(Unreached::StillWritten));
    finished(&folder.path().join("large.csv"), &"x".repeat(1_001));
    assert_eq!(fetch(&source, "large.csv", "", 1_000).await, Err(Unreached::TooLarge(0)));
    // A clock that was set back leaves files of the future; they are read all the same.
    let path = folder.path().join("ahead.csv");
    std::fs::write(&path, "x").unwrap();
    let file = std::fs::File::options().append(true).open(&path).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(3_600)).unwrap();
    assert!(fetch(&source, "ahead.csv", "", 1_000).await.unwrap().is_some());
}

#[tokio::test]
async fn what_did_not_change_is_not_fetched_again() {
    let router = Router::new().route(
        "/files/kpi.csv",
        get(async |headers: HeaderMap| match headers.get(header::IF_NONE_MATCH) {
            Some(tag) if tag == "\"7\"" => StatusCode::NOT_MODIFIED.into_response(),
            _ => ([(header::ETAG, "\"7\"")], "unit").into_response(),
        }),
    );
    let source = Source::web("hr", &server(router).await, true).unwrap();
    let first = fetch(&source, "kpi.csv", "", 100).await.unwrap().unwrap();
    assert_eq!((first.bytes.as_slice(), first.mark.as_str()), (b"unit".as_slice(), "etag \"7\""));
    assert_eq!(fetch(&source, "kpi.csv", &first.mark, 100).await, Ok(None));
}

#[tokio::test]
async fn a_server_leads_on_within_itself_only_and_not_for_ever() {
    let elsewhere = server(Router::new().route("/files/kpi.csv", get(async || "elsewhere"))).await;
    let router = Router::new()
        .route("/files/here.csv", get(async || Redirect::to("/files/kpi.csv")))
        .route("/files/kpi.csv", get(async || "here"))
        .route("/files/round.csv", get(async || Redirect::to("/files/round.csv")))
        .route("/files/away.csv", get(async move || Redirect::to(&format!("{elsewhere}/kpi.csv"))))
        .route("/files/huge.csv", get(async || "x".repeat(10_000)))
        .route("/files/down.csv", get(async || StatusCode::BAD_GATEWAY))
        .route("/files/closed.csv", get(async || StatusCode::UNAUTHORIZED));
    let source = Source::web("hr", &server(router).await, true).unwrap();
    let fetched = async |path: &str| fetch(&source, path, "", 1_000).await.map(|file| file.unwrap().bytes);
    assert_eq!(fetched("here.csv").await.unwrap(), b"here");
    assert_eq!(fetched("round.csv").await, Err(Unreached::Redirected));
    assert_eq!(fetched("away.csv").await, Err(Unreached::Redirected));
    assert_eq!(fetched("huge.csv").await, Err(Unreached::TooLarge(0)));
    assert_eq!(fetched("none.csv").await, Err(Unreached::NotFound));
    assert_eq!(fetched("closed.csv").await, Err(Unreached::Answered(401)));
    let down = fetched("down.csv").await.unwrap_err();
    assert!(down.passes() && !Unreached::Answered(401).passes(), "a server that is down may come back");
    for path in ["../admin", "%2e%2e/admin", "//127.0.0.1:1/x", "http://127.0.0.1:1/x", "/other"] {
        assert_eq!(fetched(path).await, Err(Unreached::BadPath), "{path}");
    }
}

#[tokio::test]
async fn a_private_address_is_not_asked_unless_the_operator_says_so() {
    let Place::Web(web) = Source::web("hr", "https://127.0.0.1:9/", false).unwrap().place else { panic!("it is web") };
    let source = Source { name: "hr".into(), place: Place::Web(web), organisation: None };
    assert_eq!(fetch(&source, "kpi.csv", "", 100).await, Err(Unreached::Private));
    assert!(Source::web("hr", "http://hr.example.org/", false).is_err(), "nothing goes out in the clear");
    for address in ["ftp://hr.example.org/", "https://me:secret@hr.example.org/", "https://hr.example.org/?a=1", "hr"] {
        assert!(Source::web("hr", address, true).is_err(), "{address}");
    }
}

#[tokio::test]
async fn a_credential_comes_from_the_environment_and_is_asked_for_when_it_is_missing() {
    let router = Router::new().route(
        "/files/kpi.csv",
        get(async |request: Request| {
            request
                .headers()
                .get(header::AUTHORIZATION)
                .map(|v| v.to_str().unwrap_or_default().to_owned())
                .unwrap_or_default()
        }),
    );
    let mut source = Source::web("hr", &server(router).await, true).unwrap();
    let Place::Web(web) = &mut source.place else { panic!("it is web") };
    web.authorization = Some("LUSTRUM_TEST_NOWHERE_SET".to_owned());
    let missing = fetch(&source, "kpi.csv", "", 100).await;
    assert_eq!(missing, Err(Unreached::NoCredential("LUSTRUM_TEST_NOWHERE_SET".to_owned())));
    let Place::Web(web) = &mut source.place else { panic!("it is web") };
    // A variable that every test process has; what matters is that its value goes out as the header.
    web.authorization = Some("CARGO_PKG_NAME".to_owned());
    assert_eq!(fetch(&source, "kpi.csv", "", 100).await.unwrap().unwrap().bytes, b"lustrum-kernel");
}

#[test]
fn a_source_is_for_the_organisation_that_it_names() {
    let own = OrganisationId::new();
    let mut source = Source::folder("hr", "/srv").unwrap();
    source.organisation = Some(own);
    let sources = [source];
    assert!(find(&sources, "hr", own).is_ok());
    assert_eq!(find(&sources, "hr", OrganisationId::new()), Err(Unreached::NoSource));
}

/// A server with a certificate (and its key) of the folder `certificates`, which answers every question alike.
async fn encrypted(pem: &'static str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio_rustls::rustls::pki_types::pem::PemObject;
    use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
    use tokio_rustls::rustls::{ServerConfig, crypto};

    let chain = CertificateDer::pem_slice_iter(pem.as_bytes()).map(Result::unwrap).collect();
    let key = PrivateKeyDer::from_pem_slice(pem.as_bytes()).unwrap();
    let config = ServerConfig::builder_with_provider(std::sync::Arc::new(crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(std::sync::Arc::new(config));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut asked = [0; 1_024];
            if stream.read(&mut asked).await.is_ok() {
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nunit";
                stream.write_all(answer).await.unwrap();
                stream.shutdown().await.ok();
            }
        }
    });
    format!("https://{address}/files")
}

#[tokio::test]
async fn a_certificate_that_is_not_to_be_trusted_is_named_and_nothing_is_fetched() {
    let authority = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/outside/certificates/authority.pem");
    let fetched = async |pem, trusts: bool| {
        let mut source = Source::web("hr", &encrypted(pem).await, true).unwrap();
        let Place::Web(web) = &mut source.place else { panic!("it is web") };
        web.certificate = trusts.then(|| authority.clone());
        fetch(&source, "kpi.csv", "", 100).await.map(|file| file.unwrap().bytes)
    };
    let good = include_str!("certificates/good.pem");
    assert_eq!(fetched(good, true).await.unwrap(), b"unit");
    let untrusted = |why| Err(Unreached::Certificate(why));
    assert_eq!(fetched(good, false).await, untrusted(Untrusted::Issuer));
    assert_eq!(fetched(include_str!("certificates/name.pem"), true).await, untrusted(Untrusted::Name));
    assert_eq!(fetched(include_str!("certificates/expired.pem"), true).await, untrusted(Untrusted::Expired));
    assert!(!Unreached::Certificate(Untrusted::Issuer).passes(), "it does not mend itself in a minute");
}

#[tokio::test]
async fn a_file_that_changes_while_it_is_read_is_not_taken() {
    let folder = tempfile::tempdir().unwrap();
    let source = Source::folder("hr", folder.path()).unwrap();
    let path = folder.path().join("growing.csv");
    finished(&path, &"unit,period,value\n".repeat(50_000));
    let (at, stop) = (path.clone(), std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false)));
    let stopped = stop.clone();
    let writer = std::thread::spawn(move || {
        while !stopped.load(std::sync::atomic::Ordering::Relaxed) {
            use std::io::Write;
            std::fs::File::options().append(true).open(&at).unwrap().write_all(b"Gent,2026-07,30\n").unwrap();
        }
    });
    while std::fs::metadata(&path).unwrap().len() == 900_000 {
        std::thread::yield_now();
    }
    for _ in 0..20 {
        assert_eq!(fetch(&source, "growing.csv", "", 1_000_000_000).await, Err(Unreached::StillWritten));
    }
    stop.store(true, std::sync::atomic::Ordering::Relaxed);
    writer.join().unwrap();
}
