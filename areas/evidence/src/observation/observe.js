// The page of observation with a bad network or none: what is recorded is kept in this browser, under the person who
// recorded it, and sent when the network is back. It is sent with an id of its own, so that the server stores it once
// however often it arrives. Without this module the page is a plain form.
const PAGES = "lustrum-observation";
const AGAIN = 20_000;

const form = document.querySelector("form[data-observe]");
if (form && storage()) start(form, form.dataset);

function storage() {
  try {
    localStorage.setItem("lustrum:try", "1");
    localStorage.removeItem("lustrum:try");
    return true;
  } catch {
    return false;
  }
}

// A random UUID; `randomUUID` wants an encrypted connection, this does not.
function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/u, "$1-$2-$3-$4-$5");
}

function start(form, words) {
  const prefix = `lustrum:observation:${words.observer}:${words.api}:`;
  const box = document.querySelector("[data-waiting]");
  const said = document.querySelector("[data-said]");
  const list = box.querySelector("ul");

  const entries = () =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => JSON.parse(localStorage.getItem(key)))
      .sort((a, b) => a.at - b.at);
  const keep = (entry) => localStorage.setItem(prefix + entry.body.id, JSON.stringify(entry));
  const forget = (entry) => localStorage.removeItem(prefix + entry.body.id);
  const say = (text) => {
    said.textContent = text;
    said.hidden = !text;
  };

  // What is wrong stands at its field, is read out, and goes when the field changes.
  function refuse(field, text) {
    const place = field.closest(".field") ?? field;
    const fault = document.createElement("p");
    fault.className = "error";
    fault.id = `${place.id || field.id}-wrong`;
    fault.setAttribute("role", "alert");
    fault.textContent = text;
    place.classList.add("bad");
    place.append(fault);
    if (field !== place) field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", fault.id);
    (place.querySelector("input, select") ?? field).focus();
    place.scrollIntoView({ block: "center" });
  }
  function accept() {
    for (const fault of form.querySelectorAll(".error[role=alert]")) {
      fault.closest(".field")?.classList.remove("bad");
      for (const field of form.querySelectorAll(`[aria-describedby="${fault.id}"]`)) {
        field.removeAttribute("aria-invalid");
        field.removeAttribute("aria-describedby");
      }
      fault.remove();
    }
  }
  form.addEventListener("input", accept);

  function draw() {
    const waiting = entries();
    box.hidden = waiting.length === 0;
    box.querySelector("[data-count]").textContent = String(waiting.length);
    list.replaceChildren(...waiting.map(item));
  }

  function item(entry) {
    const line = document.createElement("li");
    const name = document.createElement("b");
    name.textContent = entry.name;
    const state = document.createElement("span");
    state.className = entry.fault ? "error block" : "quiet small block";
    state.textContent = entry.fault ?? `${new Date(entry.at).toLocaleString(document.documentElement.lang)}`;
    line.append(name, state);
    if (entry.fault) {
      const mend = document.createElement("button");
      mend.type = "button";
      mend.className = "button link";
      mend.textContent = words.mend;
      mend.addEventListener("click", () => {
        forget(entry);
        fill(entry.body);
        draw();
      });
      line.append(mend);
    }
    return line;
  }

  function fill(body) {
    form.reset();
    for (const field of form.elements) {
      if (!field.name || !(field.name in body) || field.type === "hidden") continue;
      if (field.type === "radio") field.checked = field.value === body[field.name];
      else field.value = body[field.name];
    }
    form.scrollIntoView();
  }

  // One at a time, the oldest first; two tabs may send the same, which the server stores once.
  let sending = false;
  async function send() {
    if (sending) return;
    sending = true;
    try {
      for (const entry of entries()) {
        if (entry.fault) continue;
        const answer = await fetch(words.api, {
          method: "POST",
          headers: { "content-type": "application/json", accept: "application/json" },
          body: JSON.stringify(entry.body),
          redirect: "manual",
        });
        if (answer.status === 200 || answer.status === 201) {
          forget(entry);
          say(words.sent);
        } else if (answer.status === 422) {
          const problem = await answer.json();
          keep({ ...entry, fault: (problem.errors ?? []).map((error) => error.detail).join(" ") || problem.detail });
        } else {
          // Signed out, another person, or a server that is not well: nothing is lost, and a person has to look.
          say(answer.status === 401 ? words.signin : words.refused);
          break;
        }
      }
    } catch {
      say(words.offline);
    } finally {
      sending = false;
      draw();
    }
  }

  form.addEventListener("submit", (submit) => {
    const data = new FormData(form);
    const rated = [...data].some(([name, value]) => name.startsWith("rating-") && value);
    const person = form.elements.member ?? form.elements.person;
    if (!person.value || !person.checkValidity() || !rated) {
      submit.preventDefault();
      submit.stopPropagation();
      accept();
      say("");
      if (!person.value || !person.checkValidity()) refuse(person, words.nobody);
      else refuse(form.querySelector("fieldset:has([name^=rating-])"), words.nothing);
      return;
    }
    submit.preventDefault();
    submit.stopPropagation();
    const body = {};
    for (const [name, value] of data) if (typeof value === "string" && value) body[name] = value;
    const now = new Date();
    body.id = fresh();
    body.day = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}-${String(now.getDate()).padStart(2, "0")}`;
    const name = person.tagName === "SELECT" ? person.selectedOptions[0].textContent.split(" · ")[0] : person.value;
    try {
      keep({ body, name, at: now.getTime() });
    } catch {
      // No room left: the plain form still works.
      form.submit();
      return;
    }
    const occasion = data.get("occasion");
    form.reset();
    for (const choice of form.querySelectorAll("[name=occasion]")) choice.checked = choice.value === occasion;
    // Whoever was just seen is not seen the longest ago any more; what was seen last comes with the next page.
    if (person.tagName === "SELECT") {
      const choice = [...person.options].find((one) => one.value === body.member);
      if (choice) {
        choice.textContent = `${choice.textContent.split(" · ").slice(0, -1).join(" · ")} · ${words.now}`;
        person.append(choice);
      }
    }
    sessionStorage.removeItem(`lustrum:${words.keep}`);
    for (const kept of form.querySelectorAll("[data-kept]")) kept.hidden = true;
    say(words.kept);
    draw();
    send();
    scrollTo({ top: 0 });
  });

  box.querySelector("button").addEventListener("click", send);
  addEventListener("online", send);
  addEventListener("storage", draw);
  setInterval(() => { if (entries().some((entry) => !entry.fault)) send(); }, AGAIN);

  // Signing out clears this browser: what was not sent yet would be lost, so that is asked first.
  for (const out of document.querySelectorAll('form[action="/sign-out"]')) {
    out.addEventListener("submit", (submit) => {
      if (entries().length > 0 && !confirm(words.leave)) {
        submit.preventDefault();
        submit.stopPropagation();
      }
    });
  }

  draw();
  send();
  offline(words.scope);
}

// The page opens without a network from now on.
async function offline(scope) {
  if (!("serviceWorker" in navigator) || !("caches" in globalThis)) return;
  try {
    await navigator.serviceWorker.register(`${scope}worker.js`, { scope });
    await navigator.serviceWorker.ready;
    const cache = await caches.open(PAGES);
    const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((part) => part.href || part.src);
    await Promise.all(parts.map(async (part) => {
      if (!(await cache.match(part))) await cache.add(part);
    }));
    const page = await fetch(location.href, { headers: { accept: "text/html" } });
    if (page.ok && !page.redirected) await cache.put(location.href, page);
    document.documentElement.dataset.offline = "ready";
  } catch {
    // Private windows and old browsers: the page works as long as there is a network.
  }
}
