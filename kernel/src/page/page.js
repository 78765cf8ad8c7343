// Pages read and submit without this module; it only makes them kinder. Each part looks for its own attribute.

// The current step of the chain is within sight on a phone.
for (const chain of document.querySelectorAll(".chain")) {
  const now = chain.querySelector(".now");
  if (now) chain.scrollLeft = now.offsetLeft - (chain.clientWidth - now.offsetWidth) / 2;
}

// <form data-keep="name">: what was typed survives a lost connection or a closed form, in this tab only, so that
// nobody who shares the phone reads it later. An element with data-keep-done="name" on the next page forgets it.
const place = (name) => `lustrum:${name}`;
const fields = (form) => [...form.elements].filter((field) =>
  field.name && !["hidden", "password", "file", "submit", "button"].includes(field.type));

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = place(form.dataset.keep);
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  // What the server sent back (an answer with faults in it) is newer than what was kept.
  if (!form.querySelector(".field.bad, .error")) {
    for (const field of fields(form)) {
      const values = kept[field.name];
      if (!values) continue;
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
      else if (field.tagName === "SELECT") for (const option of field.options) option.selected = values.includes(option.value);
      else field.value = values[0];
    }
  }
  const said = form.querySelector("[data-kept]");
  form.addEventListener("input", () => {
    const now = {};
    for (const [name, value] of new FormData(form)) if (typeof value === "string") (now[name] ??= []).push(value);
    for (const field of fields(form)) now[field.name] ??= [];
    for (const hidden of form.querySelectorAll("input[type=hidden], input[type=password]")) delete now[hidden.name];
    sessionStorage.setItem(key, JSON.stringify(now));
    if (said) said.hidden = false;
  });
}
for (const done of document.querySelectorAll("[data-keep-done]")) sessionStorage.removeItem(place(done.dataset.keepDone));

// <form data-save="address">: what is answered goes to the server as it is typed, a moment after the last change, and once
// more when the connection is back. [data-saved] says how it stands. What the server has needs no keeping here.
for (const form of document.querySelectorAll("form[data-save]")) {
  const said = form.querySelector("[data-saved]");
  let waiting;
  const save = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set("by", "page");
    try {
      const answer = await fetch(form.dataset.save, { method: "POST", body, keepalive: true });
      // Handed in elsewhere, or its time is over: the page says how it stands.
      if (answer.status === 409) return location.reload();
      if (!answer.ok) throw new Error(answer.status);
      sessionStorage.removeItem(place(form.dataset.keep));
      if (said) said.textContent = said.dataset.saved;
    } catch {
      if (said) said.textContent = said.dataset.unsaved;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(save, 800);
  });
  form.addEventListener("submit", () => clearTimeout(waiting));
  addEventListener("online", save);
}

// <time data-left="seconds">: counts down by the server's clock, whatever the phone's says, and hands in the form of the
// page when the time is over.
for (const until of document.querySelectorAll("time[data-left]")) {
  const end = performance.now() + Number(until.dataset.left) * 1000;
  const form = document.querySelector("form[data-save]");
  const tick = () => {
    const left = Math.max(0, Math.round((end - performance.now()) / 1000));
    until.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left > 0) return;
    clearInterval(ticking);
    if (!form) return;
    const anyway = document.createElement("input");
    Object.assign(anyway, { type: "hidden", name: "anyway", value: "yes" });
    form.append(anyway);
    form.requestSubmit();
  };
  const ticking = setInterval(tick, 1000);
  tick();
}

// <form data-guard>: leaving with unsaved words asks first.
for (const form of document.querySelectorAll("form[data-guard]")) {
  let changed = false;
  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("submit", () => { changed = false; });
  addEventListener("beforeunload", (leaving) => { if (changed) leaving.preventDefault(); });
}

// [data-live="address" data-mark="..."]: the server is asked every few seconds for the mark of what the page shows. Where that is
// another one, whatever carries data-fresh is taken from the page as it is now; a field in which someone types is not among it.
for (const live of document.querySelectorAll("[data-live]")) {
  const { live: address, liveMethod: method = "GET", livePage: page = location.href, liveLeave: leave } = live.dataset;
  const refresh = async () => {
    const answer = await fetch(page);
    if (!answer.ok || answer.redirected) return true;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    let whole = true;
    for (const part of document.querySelectorAll("[data-fresh]")) {
      const next = now.getElementById(part.id);
      if (!next || part.isEqualNode(next)) continue;
      // Not under the hands of whoever is at it; the next time asks again.
      if (part.contains(document.activeElement)) whole = false;
      else part.replaceWith(document.importNode(next, true));
    }
    return whole;
  };
  let asking = false;
  const ask = async () => {
    if (document.hidden || asking) return;
    asking = true;
    try {
      const answer = await fetch(address, { method });
      const mark = answer.ok && !answer.redirected ? await answer.text() : live.dataset.mark;
      if (mark !== live.dataset.mark && (await refresh())) live.dataset.mark = mark;
    } catch {
      // No connection: the page stays what it is.
    } finally {
      asking = false;
    }
  };
  setInterval(ask, 4000);
  document.addEventListener("visibilitychange", ask);
  if (leave) addEventListener("pagehide", () => navigator.sendBeacon(leave));
}

// A form is sent once, however often an impatient thumb presses. Coming back to the page opens it again.
const sending = new WeakSet();
document.addEventListener("submit", (submit) => {
  if (submit.target.target === "_blank" || submit.target.method === "get" || submit.target.hasAttribute("data-again")) return;
  if (sending.has(submit.target)) submit.preventDefault();
  sending.add(submit.target);
  submit.submitter?.setAttribute("aria-disabled", "true");
});
addEventListener("pageshow", (shown) => {
  if (!shown.persisted) return;
  for (const form of document.forms) sending.delete(form);
  for (const button of document.querySelectorAll("button[aria-disabled=true]")) button.removeAttribute("aria-disabled");
});

// <button data-copy="#id" hidden>: shown where the clipboard can be written; the word in data-copied answers.
for (const button of document.querySelectorAll("button[data-copy]")) {
  const source = document.querySelector(button.dataset.copy);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    button.textContent = button.dataset.copied ?? button.textContent;
  });
}

// Each fault in the list above a form says of which field it is.
for (const link of document.querySelectorAll(".fault-list a[href^='#']")) {
  const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const label = field?.tagName === "FIELDSET" ? field.querySelector("legend") : field?.labels?.[0];
  const name = label?.textContent.trim().replace(/\s+/gu, " ");
  if (name) link.textContent = /[?.!:]$/u.test(name) ? `${name} ${link.textContent}` : `${name}: ${link.textContent}`;
}

// Faults come into view and are read out first.
document.querySelector(".fault-list")?.focus();
