// An open document asks again whether it is still open: every twenty seconds, when the page comes back into view, and when someone
// touches it. Once it is closed, and when nobody has said for a minute that it is open, it goes blank.
const reading = document.getElementById("reading");
const EVERY = 20_000;
const TRUSTED = 60_000;
const QUIET = 2_000;
let said = Date.now();
let asked = 0;

function close() {
  clearInterval(again);
  const words = document.createElement("p");
  words.className = "note";
  words.setAttribute("role", "alert");
  words.textContent = reading.dataset.closed;
  reading.replaceChildren(words);
  for (const way of document.querySelectorAll("[data-opens]")) way.remove();
}

async function ask() {
  if (!reading.hasAttribute("data-document") || Date.now() - asked < QUIET) return;
  asked = Date.now();
  try {
    const answer = await fetch(reading.dataset.document, { cache: "no-store", signal: AbortSignal.timeout(QUIET * 5) });
    // Busy is no answer; everything else that is not a yes is a no.
    if (answer.status < 500 && answer.status !== 429) {
      const open = answer.ok && !answer.redirected && (await answer.json()).standing === "open";
      if (!open) return close();
      said = Date.now();
    }
  } catch {
    // No connection: the document may stay for the rest of its minute.
  }
  if (Date.now() - said > TRUSTED) close();
}

const again = setInterval(ask, EVERY);
for (const moment of ["visibilitychange", "pointerdown", "keydown", "scroll"]) {
  document.addEventListener(moment, ask, { passive: true });
}
addEventListener("pageshow", (shown) => shown.persisted && ask());
addEventListener("beforeprint", ask);
