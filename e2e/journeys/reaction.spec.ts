import type { Locator, Page } from "@playwright/test";
import { choice, fill, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

const PHONE = { width: 390, height: 844 };

/** A cohort of the story's programme with a session behind it: six in the room, five at a distance, one not there. */
async function asked(lead: Page, facilitator: Page, home: string, title: string, language: string): Promise<string[]> {
  await lead.goto(`${home}/cohorts/new`);
  const programme = await lead.locator("main select[name=programme] option", { hasText: "Leading where the work is" }).getAttribute("value");
  await send(lead, "/cohorts", { title, programme: programme!, kind: "trained", region: "NL", language, starts: "2026-09-01", zone: "Europe/Amsterdam" });
  const cohort = new URL(lead.url()).pathname;
  await lead.goto(`${cohort}/sessions/new`);
  await send(lead, "/sessions", { module: await choice(lead, "module"), day: "2026-09-02", time: "09:30", minutes: "120", place: "Utrecht" });
  await lead.goto(`${cohort}/people/import`);
  const rows = Array.from({ length: 12 }, (_, place) => `Person ${place},${title.replaceAll(" ", "")}${place}@reaction.example,Depot ${place % 2}`);
  await send(lead, "/import", { file: ["name,email,unit", ...rows].join("\n") });
  await send(lead, "/import/rows", {});

  await facilitator.setViewportSize(PHONE);
  await facilitator.goto(cohort);
  await facilitator.getByRole("link", { name: /Roster|Presentielijst/u }).first().click();
  const people = facilitator.locator("form.roster fieldset");
  await expect(people).toHaveCount(12);
  for (const place of [6, 7, 8, 9, 10]) await people.nth(place).locator("[value=remote]").check();
  await people.nth(11).locator("[value=absent]").check();
  expect(await faultsOfPage(facilitator, await facilitator.locator("html").getAttribute("lang") ?? "")).toEqual([]);
  await expectAccessible(facilitator);
  await shot(facilitator, "roster");
  await send(facilitator, "/attendance", {});

  await facilitator.goto(`${home}/evidence/reaction/rounds/new`);
  const option = facilitator.locator("main select[name=module] option", { hasText: title }).first();
  await send(facilitator, "/rounds", { module: (await option.getAttribute("value"))! });
  const round = facilitator.url();
  await lead.goto("/outbox");
  const links = [...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/f\/[\w-]+/gu)].map(([link]) => link);
  await facilitator.goto(round);
  return links.slice(0, 11);
}

/** Everything that a thumb must hit. */
async function targets(page: Page): Promise<string[]> {
  const sizes = await page.locator("main .scale label, main .pick label, main .button, main textarea, main .tongues a").evaluateAll((all) =>
    all.map((one) => ({ name: one.textContent?.trim() ?? "", box: one.getBoundingClientRect() })).map(({ name, box }) => ({ name, width: box.width, height: box.height })),
  );
  return sizes.filter(({ width, height }) => height < 44 || width < 44).map(({ name, width, height }) => `${name}: ${width} x ${height}`);
}

async function tap(form: Locator, name: string, value: number): Promise<void> {
  await form.locator(`[name="${name}"][value="${value}"]`).check();
}

test("steps 16 and 18: a module is reacted to on a phone, on a bad network, and a signal changes it", async ({ as, said, visitor, view, say }) => {
  test.setTimeout(240_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const facilitator = await as("facilitator", "organisation", "Noordkade Logistics");
  const designer = await as("learning-designer", "partner");
  const title = `Reaction ${test.info().project.name}`;
  const links = await asked(lead, facilitator, home, title, view.language);
  const path = (place: number) => new URL(links[place]!).pathname;

  await test.step("whoever was not there is not asked", async () => {
    expect(new Set(links).size).toBe(11);
  });

  const phone = async (place: number): Promise<Page> => {
    const page = await visitor();
    await page.setViewportSize(PHONE);
    await page.goto(links[place]!);
    return page;
  };

  await test.step("it fits one screen, and is answered in five taps and less than half a minute", async () => {
    const page = await phone(0);
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, "feedback-phone");
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    expect(height, "one screen, without scrolling").toBeLessThanOrEqual(PHONE.height);
    expect(await targets(page)).toEqual([]);
    const form = page.locator(`form[action="${path(0)}"]`);
    const began = Date.now();
    let taps = 0;
    for (const name of ["relevance", "intent", "obstacles", "facilitator"]) {
      // At 200 words a minute, and half a second for the thumb.
      const words = (await form.locator(`#${name}`).innerText()).split(/\s+/u).length;
      await page.waitForTimeout(words * 300 + 500);
      await tap(form, name, 2);
      taps += 1;
    }
    await form.locator("button").last().click();
    taps += 1;
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("feedback-thanks-title"));
    const seconds = (Date.now() - began) / 1000;
    expect(taps).toBe(5);
    expect(seconds).toBeLessThan(30);
    console.log(`feedback: ${taps} taps, ${seconds.toFixed(1)} s, ${height} px`);
    test.info().annotations.push({ type: "measured", description: `${taps} taps, ${seconds.toFixed(1)} s, ${height} px` });
    await page.context().close();
  });

  await test.step("without a connection it is kept, and sent when the connection is back", async () => {
    const page = await phone(1);
    const form = page.locator(`form[action="${path(1)}"]`);
    await tap(form, "relevance", 2);
    await tap(form, "intent", 4);
    await page.reload();
    await expect(form.locator("[name=intent][value='4']"), "what was tapped is still there").toBeChecked();
    await page.context().setOffline(true);
    await tap(form, "obstacles", 3);
    await tap(form, "facilitator", 5);
    await form.locator("button").last().click();
    await expect(page.locator("[data-later]")).toBeVisible();
    await shot(page, "feedback-offline");
    await page.context().setOffline(false);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("feedback-thanks-title"), { timeout: 30_000 });
    expect(await page.evaluate(() => localStorage.length), "nothing stays on the phone").toBe(0);
    await page.context().close();
  });

  await test.step("a send that was interrupted and repeated counts once", async () => {
    const page = await phone(2);
    const form = await fill(page, path(2), { relevance: "2", intent: "3", obstacles: "3", facilitator: "4", words: "Night" });
    let sent = 0;
    await page.route(`**${path(2)}`, async (route) => {
      if (route.request().method() !== "POST" || sent > 0) return route.continue();
      sent += 1;
      await route.fetch();
      return route.abort("connectionreset");
    });
    await form.locator("button").last().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("feedback-gone-title"), { timeout: 30_000 });
    expect(sent).toBe(1);
    await page.context().close();
    await facilitator.reload();
    await expect(facilitator.getByRole("main")).toContainText(/3 (of|van) 11/u);
  });

  await test.step("without scripts it is a plain form, in another language at a tap", async () => {
    const page = await phone(3);
    await page.goto(`${links[3]}?language=pl`);
    await expect(page.getByText("Wyślij")).toBeVisible();
    await shot(page, "feedback-polish");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(PHONE.width);
    await page.context().close();
  });

  await test.step("the fifth answer fires the signal that both sides agreed", async () => {
    for (const place of [3, 4]) {
      const page = await phone(place);
      const form = await fill(page, path(place), { relevance: "2", intent: "3", obstacles: "3", facilitator: "4" });
      await form.locator("button").last().click();
      await expect(form).toHaveCount(0);
      await page.context().close();
    }
    await facilitator.goto(`${home}/evidence/signals`);
    await facilitator.getByRole("link", { name: new RegExp(title, "u") }).first().click();
    await expectAccessible(facilitator);
    expect(await faultsOfPage(facilitator, view.language)).toEqual([]);
    await shot(facilitator, "signal");
    await designer.goto(home);
    await expect(designer.getByRole("main")).toContainText(title);
  });

  await test.step("the change answers the feedback, has a day to check, and is decided by who has the mandate", async () => {
    await designer.goto(facilitator.url());
    await designer.getByRole("link", { name: say("signal-to-proposal") }).click();
    const proposal = new URL(designer.url()).pathname;
    await designer.getByRole("link", { name: say("proposal-write") }).click();
    await expectAccessible(designer);
    await refused(designer, proposal, { what: "A case of our own", check: "2020-01-01" });
    await send(designer, proposal, { what: "A case of our own", check: "2030-01-15" });
    await shot(designer, "proposal");
    await lead.goto(proposal);
    await expectAccessible(lead);
    await send(lead, "/decision", { outcome: "accepted", decision: "Good" });
    await expect(lead.getByRole("main")).toContainText(say("proposal-state-accepted"));
    await lead.goto(`${home}/evidence/signals`);
    await expect(lead.getByRole("main")).toContainText(say("signal-pace"));
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "signals");
  });

  await test.step("what was answered is a distribution, in the room and at a distance once both are large enough", async () => {
    await lead.goto(`${home}/evidence/reaction`);
    await lead.getByRole("link", { name: new RegExp("NL pilot", "u") }).first().click();
    await expect(lead.locator("#places")).toBeVisible();
    await expectAccessible(lead);
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await shot(lead, "feedback-hybrid");
  });
});

test("a designer words what is asked, in two languages, and looks at it as a learner", async ({ as, said, view, say }) => {
  const home = `/p/${said.partnership}`;
  const designer = await as("learning-designer", "partner");
  await designer.goto(`${home}/evidence/reaction/forms`);
  await expectAccessible(designer);
  await designer.getByRole("link", { name: "Handing over the shift" }).click();
  const form = new URL(designer.url()).pathname;
  await expectAccessible(designer);
  await designer.goto(`${form}/edit`);
  await expectAccessible(designer);
  expect(await faultsOfPage(designer, view.language)).toEqual([]);
  await refused(designer, form, { "questions.1.text": "x".repeat(121) });
  await send(designer, form, { "questions.1.text": "Will you hand over face to face?" });
  await shot(designer, "feedback-form");
  await designer.goto(`${form}/texts/cs`);
  await send(designer, "/texts/cs", { "questions.0.text": "Jak užitečný byl tento modul?", "questions.0.low": "vůbec ne", "questions.0.high": "zcela" });
  await designer.setViewportSize(PHONE);
  await designer.goto(`${form}/preview?language=cs`);
  await expect(designer.getByText("Jak užitečný byl tento modul?")).toBeVisible();
  await expect(designer.getByText(say("form-preview-words"))).toBeVisible();
  await expectAccessible(designer);
  await shot(designer, "feedback-preview");
});
