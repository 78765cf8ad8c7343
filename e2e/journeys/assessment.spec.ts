import type { Page } from "@playwright/test";
import { choice, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

const declare = (cardinality: string, base: string, values: string[]) =>
  `<qti-response-declaration identifier="RESPONSE" cardinality="${cardinality}" base-type="${base}"><qti-correct-response>${values.map((value) => `<qti-value>${value}</qti-value>`).join("")}</qti-correct-response></qti-response-declaration>`;

const item = (declared: string, body: string) =>
  `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="i" title="Imported">${declared}<qti-item-body>${body}</qti-item-body><qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>`;

const choices = (...words: string[]) => words.map((one, at) => `<qti-simple-choice identifier="c${at}">${one}</qti-simple-choice>`).join("");

const SINGLE = item(
  declare("single", "identifier", ["c1"]),
  `<qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Someone falls silent. What helps?</qti-prompt>${choices("Fill the silence", "Wait", "Go on")}</qti-choice-interaction>`,
);
const ORDER = item(
  declare("ordered", "identifier", ["c0", "c1", "c2"]),
  `<qti-order-interaction response-identifier="RESPONSE"><qti-prompt>In what order?</qti-prompt>${choices("Ask", "Listen", "Agree")}</qti-order-interaction>`,
);
const PICTURE = SINGLE.replace("<qti-item-body>", '<qti-item-body><p><img src="a.png" alt=""/></p>');

/** Answers every question of a running test: the first option, a number, an order. */
async function answer(page: Page): Promise<void> {
  for (const radio of await page.locator("main fieldset").filter({ has: page.locator("input[type=radio]") }).all()) {
    await radio.locator("input[type=radio]").first().check();
  }
  for (const number of await page.locator("main input[inputmode=decimal]").all()) await number.fill("40");
  for (const group of await page.locator("main fieldset").filter({ has: page.locator("select") }).all()) {
    for (const [at, select] of (await group.locator("select").all()).entries()) await select.selectOption({ value: String(at) });
  }
}

test("a test comes from QTI, is taken on a phone, and says what was learned", async ({ as, said, visitor, view, say }) => {
  test.setTimeout(240_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const designer = await as("learning-designer", "partner");

  const bank = await test.step("the partner's designer takes items from QTI, and what can't be taken is named", async () => {
    await designer.goto(`${home}/assessment`);
    await expectAccessible(designer);
    await shot(designer, "assessment");
    await designer.goto(`${home}/banks/new`);
    await send(designer, "/banks", { title: "Silence", language: "en" });
    const path = new URL(designer.url()).pathname;
    for (const file of [SINGLE, ORDER]) {
      await designer.goto(`${path}/import`);
      await send(designer, "/import", { file });
      await shot(designer, "assessment-import");
      await send(designer, "/import/items", {});
    }
    await designer.goto(`${path}/import`);
    await send(designer, "/import", { file: PICTURE });
    await expect(designer.locator("main form[action$='/import/items']")).toHaveCount(0);
    await expectAccessible(designer);
    await shot(designer, "assessment-import-refused");
    await designer.goto(`${path}/items/new?kind=numeric`);
    await refused(designer, "/items", { "prompt-en": "How many depots?", answer: "many" });
    await send(designer, "/items", { answer: "40" });
    await expectAccessible(designer);
    await shot(designer, "assessment-item");
    await designer.goto(path);
    await expectAccessible(designer);
    return path;
  });
  expect(bank).toContain("/banks/");

  const exam = await test.step("and makes a test of them", async () => {
    await designer.goto(`${home}/tests/new`);
    const options = designer.locator("main select[name=subject] option", { hasText: "The coaching talk" });
    const subject = (await options.first().getAttribute("value"))!;
    await send(designer, "/tests", { title: "Silence in talks", subject, minutes: "15", attempts: "1" });
    const boxes = designer.locator("main input[name=item]");
    const values = await boxes.evaluateAll((all) => all.slice(0, 3).map((one) => (one as HTMLInputElement).value));
    await send(designer, "/items", { item: values });
    await expectAccessible(designer);
    return new URL(designer.url()).pathname;
  });

  const links = await test.step("the L&D lead asks a cohort; retained is only what is there a week later", async () => {
    await lead.goto(`${exam}/sittings/new`);
    const cohort = await choice(lead, "cohort");
    await refused(lead, "/sittings", { cohort, occasion: "pre" });
    await send(lead, "/sittings", { cohort, occasion: "post" });
    await expectAccessible(lead);
    await shot(lead, "assessment-sitting-open");
    const sitting = lead.url();
    await lead.goto("/outbox");
    const found = [...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/t\/[\w-]+/gu)].map(([link]) => link);
    await lead.goto(sitting);
    return [...new Set(found)].slice(0, 5);
  });

  await test.step("learners answer on a phone, with what they type kept on the way", async () => {
    expect(links.length).toBe(5);
    for (const [place, link] of links.entries()) {
      const page = await visitor();
      await page.goto(link);
      if (place === 0) {
        expect(await faultsOfPage(page, view.language)).toEqual([]);
        await expectAccessible(page);
        await shot(page, "assessment-begin");
      }
      const path = new URL(link).pathname;
      await send(page, `${path}/attempts`, {});
      if (place === 0) {
        await answer(page);
        const saved = page.waitForResponse((reply) => reply.url().endsWith("/answers"));
        await page.locator("main input[inputmode=decimal]").first().fill("40");
        expect((await saved).status()).toBe(204);
        await expect(page.locator("[data-saved]")).toHaveText(say("attempt-saved"));
        await expectAccessible(page);
        await shot(page, "assessment-running");
        // The phone is lost; another one goes on where this one stopped.
        const other = await visitor();
        await other.goto(link);
        await expect(other.locator("main input[type=radio]:checked")).toHaveCount(1);
        await expect(other.locator("main input[inputmode=decimal]").first()).toHaveValue("40");
        await other.context().close();
      } else {
        await answer(page);
      }
      await send(page, `${path}/submission`, {});
      await expect(page.getByRole("status").first()).toHaveText(say("attempt-handed-in"));
      if (place === 0) await shot(page, "assessment-handed-in");
      await page.context().close();
    }
  });

  await test.step("the lead sees people and the group, the partner the group alone", async () => {
    await lead.reload();
    await expect(lead.locator("#people")).toHaveCount(1);
    await expectAccessible(lead);
    await shot(lead, "assessment-sitting");
    await designer.goto(new URL(lead.url()).pathname);
    await expect(designer.locator("#people")).toHaveCount(0);
    await expect(designer.locator(".figure").first()).toBeVisible();
    await designer.goto(exam);
    await expectAccessible(designer);
    await shot(designer, "assessment-test");
  });

  await test.step("and what was gained and what stayed, on the page of learning", async () => {
    await lead.goto(`${home}/evidence/learning`);
    await expect(lead.locator("#measured")).toHaveText(say("measured-title"));
    expect(await faultsOfPage(lead, view.language)).toEqual([]);
    await expectAccessible(lead);
    await shot(lead, "assessment-learning");
    await lead.goto(`${home}/assessment`);
    await lead.getByRole("link", { name: "The coaching talk: knowing and deciding" }).click();
    await expectAccessible(lead);
    await shot(lead, "assessment-statistics");
  });
});

test("step 17: a cohort recalls what it learned at computed gaps, and sees at once what was right", async ({ as, said, visitor, view, say }) => {
  test.setTimeout(180_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  await lead.goto(`${home}/assessment`);
  await lead.getByRole("link", { name: "The coaching talk: knowing and deciding" }).click();
  const exam = new URL(lead.url()).pathname;
  await lead.goto(`${exam}/boosters`);
  await expect(lead.locator("main table").first()).toBeVisible();
  expect(await faultsOfPage(lead, view.language)).toEqual([]);
  await expectAccessible(lead);
  await shot(lead, "boosters");
  const cohort = await choice(lead, "cohort");
  await refused(lead, "/boosters", { cohort, until: "2026-01-01" });
  const until = new Date(Date.now() + 60 * 86_400_000).toISOString().slice(0, 10);
  await send(lead, "/boosters", { cohort, until });
  await expectAccessible(lead);

  // Its first day has passed, so that it is asked at once; the worker writes the mails.
  const links = async () => {
    await lead.goto("/outbox");
    return [...new Set([...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/b\/[\w-]+/gu)].map(([link]) => link))];
  };
  await expect.poll(async () => (await links()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  const [link] = await links();
  const page = await visitor();
  await page.goto(link!);
  expect(await faultsOfPage(page, view.language)).toEqual([]);
  await expectAccessible(page);
  await shot(page, "booster");
  await answer(page);
  await page.locator("main form button").first().click();
  await expect(page.locator("main")).toContainText(say("booster-thanks"));
  expect(await faultsOfPage(page, view.language)).toEqual([]);
  await expectAccessible(page);
  await shot(page, "booster-answered");
  await page.goto(link!);
  await expect(page.locator("h1")).toHaveText(say("booster-answered-title"));
  await page.context().close();

  const partner = await as("partner-lead", "partner");
  await partner.goto(`${exam}/boosters`);
  await expect(partner.locator("main form")).toHaveCount(0);
  await expectAccessible(partner);
});

test("two raters score a demonstration blind, and agree where they differ", async ({ as, said }) => {
  test.setTimeout(120_000);
  const own = await as("facilitator", "organisation", "Noordkade Logistics");
  const partner = await as("facilitator", "partner");
  const levels = (one: string, other: string) => ({ "level-0": one, "level-1": one, "level-2": other });

  await own.goto(`/p/${said.partnership}/assessment`);
  await own.getByRole("link", { name: "Holding a coaching talk" }).click();
  await expectAccessible(own);
  await shot(own, "assessment-rubric");
  await own.locator("main a[href*='demonstrations/new']").first().click();
  await expectAccessible(own);
  await shot(own, "assessment-demonstration-new");
  await refused(own, "/demonstrations", { person: await choice(own, "person") });
  const people = await own.locator("main select[name=person] option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
  await send(own, "/demonstrations", { person: people[people.length - 1]!, ...levels("2", "3"), words: "Calm until the end" });
  const one = new URL(own.url()).pathname;
  await expect(own.getByText("Calm until the end")).toBeVisible();

  await partner.goto(one);
  await expect(partner.getByText("Calm until the end")).toHaveCount(0);
  await expectAccessible(partner);
  await send(partner, "/scores", levels("2", "1"));
  await expect(partner.getByText("Calm until the end")).toBeVisible();
  await expectAccessible(partner);
  await shot(partner, "assessment-demonstration-differs");

  await own.goto(one);
  await refused(own, "/agreement", levels("2", "2"));
  await send(own, "/agreement", { reason: "The date was set at the door" });
  await expect(own.getByText("The date was set at the door")).toBeVisible();
  await expectAccessible(own);
  await shot(own, "assessment-demonstration-agreed");
});
