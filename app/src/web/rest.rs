//! What is left of a request that was answered before it was read whole. A connection that is closed upon bytes that nobody
//! read is reset, and the answer is lost with it; so a bounded rest is read and thrown away, and where that is not the end
//! of it, the answer says that the connection closes.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody as _};
use axum::extract::Request;
use axum::http::{HeaderValue, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_util::{Stream, StreamExt as _};
use tokio::sync::oneshot;

/// Twice the largest body that anything here takes.
const MOST: usize = 64 * 1024 * 1024;
const LONGEST: Duration = Duration::from_secs(5);

/// A body that comes back when whoever read it is done.
struct Lent {
    body: Option<BodyDataStream>,
    back: Option<oneshot::Sender<BodyDataStream>>,
}

impl Stream for Lent {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(body) = self.body.as_mut() else { return Poll::Ready(None) };
        let next = body.poll_next_unpin(context);
        if !matches!(next, Poll::Pending | Poll::Ready(Some(Ok(_)))) {
            self.body = None;
        }
        next
    }
}

impl Drop for Lent {
    fn drop(&mut self) {
        if let (Some(body), Some(back)) = (self.body.take(), self.back.take()) {
            // Nobody waits for it where the request itself was given up.
            let _given_up = back.send(body);
        }
    }
}

pub async fn read_on(request: Request, next: Next) -> Response {
    // Later versions end one request without ending the connection.
    if request.body().is_end_stream() || request.version() > Version::HTTP_11 {
        return next.run(request).await;
    }
    // Whoever asks first whether to go on has sent nothing yet.
    let asks_first = request.headers().contains_key(header::EXPECT);
    let (back, mut rest) = oneshot::channel();
    let request = request.map(|body| Body::from_stream(Lent { body: Some(body.into_data_stream()), back: Some(back) }));
    let mut response = next.run(request).await;
    if let Ok(rest) = rest.try_recv()
        && (asks_first || !matches!(tokio::time::timeout(LONGEST, ends(rest)).await, Ok(true)))
    {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

async fn ends(mut rest: BodyDataStream) -> bool {
    let mut read = 0;
    while let Some(piece) = rest.next().await {
        let Ok(piece) = piece else { return false };
        read += piece.len();
        if read > MOST {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Router;
    use axum::http::StatusCode;
    use axum::routing::post;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    use tokio::net::{TcpListener, TcpStream};

    /// Sends a whole request of so many bytes, and only then reads the answer.
    async fn answer(head: &str, bytes: usize) -> String {
        let refuse = || async { (StatusCode::UNSUPPORTED_MEDIA_TYPE, "not this kind") };
        let router = Router::new().route("/", post(refuse)).layer(axum::middleware::from_fn(read_on));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(head.replace("BYTES", &bytes.to_string()).as_bytes()).await.unwrap();
        let piece = vec![b'x'; 1024 * 1024];
        for sent in 0..bytes.div_ceil(piece.len()) {
            let part = &piece[..piece.len().min(bytes - sent * piece.len())];
            if stream.write_all(part).await.is_err() {
                break;
            }
        }
        let mut said = vec![0_u8; 4096];
        let read = stream.read(&mut said).await.unwrap();
        String::from_utf8_lossy(&said[..read]).to_ascii_lowercase()
    }

    const HEAD: &str = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: BYTES\r\n\r\n";

    #[tokio::test]
    async fn a_refusal_reaches_who_sent_more_than_anyone_read() {
        for bytes in [0, 10, 40 * 1024 * 1024] {
            let said = answer(HEAD, bytes).await;
            assert!(said.starts_with("http/1.1 415") && !said.contains("connection: close"), "{bytes}: {said}");
        }
    }

    #[tokio::test]
    async fn who_asks_first_is_told_that_the_connection_closes() {
        let head = HEAD.replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n");
        let said = answer(&head.replace("BYTES", "5000000"), 0).await;
        assert!(said.starts_with("http/1.1 415") && said.contains("connection: close"), "{said}");
    }
}
