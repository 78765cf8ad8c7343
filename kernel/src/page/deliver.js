// <form data-deliver>: what is tapped is kept on this device until the server has it. Without a connection the form
// waits, says so in its [data-later], and is sent when the connection is back, however often that takes: the server
// counts an answer once. Without this module the form is a plain form. An element [data-delivered] on the page of the
// same address forgets what was kept.

const PREFIX = "lustrum:deliver:";
const FORGET_AFTER = 30 * 24 * 3600 * 1000;
const PAUSES = [3, 5, 10, 20, 40, 60];

// A browser may forbid keeping anything; then the form is only sent.
const box = {
  read(key) {
    try { return JSON.parse(localStorage.getItem(key) ?? "null"); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  },
  forget(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
};

try {
  for (const key of Object.keys(localStorage).filter((key) => key.startsWith(PREFIX))) {
    if (!(box.read(key)?.at > Date.now() - FORGET_AFTER)) box.forget(key);
  }
} catch { /* nothing is kept here */ }

if (document.querySelector("[data-delivered]")) box.forget(PREFIX + location.pathname);

function prepare(form) {
  const key = PREFIX + new URL(form.action).pathname;
  const later = form.querySelector("[data-later]");
  const said = document.querySelector("[data-kept]");
  let sending = false;
  let tries = 0;
  let timer = 0;

  const answers = () => [...new FormData(form)].filter(([, value]) => typeof value === "string");
  const keep = (waiting) => {
    const kept = box.write(key, { at: Date.now(), waiting, answers: answers() });
    if (said) said.hidden = !kept;
  };

  const known = box.read(key);
  if (known && !form.querySelector(".error")) {
    for (const [name, value] of known.answers) {
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "radio" || field.type === "checkbox") field.checked ||= field.value === value;
        else if (field.type !== "hidden") field.value = value;
      }
    }
    if (said) said.hidden = false;
  }

  const wait = () => {
    if (later) later.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(send, 1000 * PAUSES[Math.min(tries, PAUSES.length - 1)]);
    tries += 1;
  };

  async function send() {
    if (sending || !form.isConnected || !box.read(key)?.waiting) return;
    sending = true;
    clearTimeout(timer);
    try {
      const reply = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(box.read(key).answers),
        signal: AbortSignal.timeout(20000),
      });
      if (reply.status >= 500 || reply.status === 429 || reply.status === 408) throw new Error(String(reply.status));
      const next = new DOMParser().parseFromString(await reply.text(), "text/html");
      const main = next.querySelector("main");
      if (!main) throw new Error("no page of ours came back");
      if (reply.status === 422) keep(false);
      else box.forget(key);
      document.title = next.title;
      document.querySelector("main").replaceWith(main);
      (main.querySelector(".fault-list") ?? main).focus();
      for (const again of main.querySelectorAll("form[data-deliver]")) prepare(again);
    } catch {
      wait();
    } finally {
      sending = false;
    }
  }

  form.addEventListener("input", () => keep(false));
  form.addEventListener("submit", (submit) => {
    // What can't be kept goes the plain way.
    if (!box.write(key, { at: Date.now(), waiting: true, answers: answers() })) return;
    submit.preventDefault();
    tries = 0;
    send();
  });
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  if (known?.waiting) send();
}

for (const form of document.querySelectorAll("form[data-deliver]")) prepare(form);
