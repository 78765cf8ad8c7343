// Opens the page of observation without a network: what was last shown of it, for as long as the person is signed in
// (signing out clears all of this). It keeps the page and what the page is made of, and sends nothing.
const PAGES = "lustrum-observation";
const PATIENCE = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const isPage = (request, url) => request.mode === "navigate" && url.pathname === new URL("new", self.registration.scope).pathname;
const isPart = (url) => url.pathname.startsWith("/assets/") || url.pathname.endsWith("/observe.js");

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (isPage(request, url)) event.respondWith(page(request));
  else if (isPart(url)) event.respondWith(part(request));
});

// The newest page, or after some patience the one that was kept.
async function page(request) {
  const cache = await caches.open(PAGES);
  const kept = async () => (await cache.match(request)) ?? (await cache.match(request, { ignoreSearch: true }));
  const fresh = fetch(request).then(async (answer) => {
    if (answer.ok && !answer.redirected && answer.type === "basic") await cache.put(request, answer.clone());
    return answer;
  });
  const late = new Promise((done) => setTimeout(done, PATIENCE));
  try {
    const first = await Promise.race([fresh, late]);
    return first ?? (await kept()) ?? (await fresh);
  } catch {
    return (await kept()) ?? Response.error();
  }
}

// Styles and modules: those of the site are named by their hash and never change; our own is asked for first.
async function part(request) {
  const cache = await caches.open(PAGES);
  const kept = await cache.match(request);
  if (kept && new URL(request.url).pathname.startsWith("/assets/")) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) await cache.put(request, answer.clone());
    return answer;
  } catch {
    return kept ?? Response.error();
  }
}
