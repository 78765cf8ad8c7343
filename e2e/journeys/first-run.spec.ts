import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { choice, refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { binary, Server } from "../house/server";
import { expect, test } from "../house/test";

const secret = "drie bruggen verderop links";

/** From nothing to a signed charter, by following the screens of an empty installation. */
test("steps 1 and 12: a newcomer sets up, invites a partner, and both sign a charter", async ({ visitor, view, say }) => {
  test.setTimeout(180_000);
  const server = await Server.empty();
  try {
    const lead = await visitor(server.said.url);
    const partner = await visitor(server.said.url);
    const see = async (page: Page, name: string) => {
      await expectAccessible(page);
      await shot(page, `first-run-${name}`);
    };
    /** What was done says what is next, until there is a charter. */
    const onward = (page: Page) => page.getByRole("status").getByRole("link", { name: say("shell-way") }).click();
    const isNext = (page: Page, key: string) => expect(page.getByRole("listitem").filter({ has: page.getByText(say("home-step-next"), { exact: true }) })).toContainText(say(key));
    const step = (page: Page, key: string) => page.getByRole("link", { name: say(key) }).first().click();

    await test.step("sets up with the code of the console", async () => {
      await lead.goto("/");
      await expect(lead).toHaveURL(/\/setup$/u);
      const own = { organisation: "Ziekenhuis Zuid", name: "Noor Ünal", email: "noor@zuid.example", password: secret, language: view.language };
      await refused(lead, "/setup", { ...own, code: "aaaa-aaaa-aaaa" });
      await expect(lead.locator("[name=organisation]")).toHaveValue("Ziekenhuis Zuid");
      await see(lead, "setup");
      await send(lead, "/setup", { ...own, code: server.said.code });
      await expect(lead.getByRole("heading", { level: 1 })).toHaveText("Ziekenhuis Zuid");
      await isNext(lead, "home-step-challenge");
      await see(lead, "home");
    });
    const home = lead.url();

    await test.step("records the challenge, the KPI and the goal", async () => {
      await step(lead, "home-step-challenge");
      await send(lead, "/challenges", { title: "Nurses leave within a year", description: "Three wards closed beds", from: "2026-01-01", until: "2030-12-31" });
      await onward(lead);
      await isNext(lead, "home-step-kpi");
      await step(lead, "home-step-kpi");
      await send(lead, "/kpis", {
        title: "Turnover of nurses", population: "Nurses with a contract, all wards", formula: "Leavers of 12 months divided by the average number",
        unit: "%", direction: "lower", cadence: "monthly", grain: "ward", source: "HR system", class: "confidential",
      });
      await onward(lead);
      await step(lead, "home-step-goal");
      await send(lead, "/goals", { title: "From 24 % to 15 %", kpi: await choice(lead, "kpi"), baseline: "24", target: "15", due: "2029-12-31" });
      await see(lead, "challenge");
      await onward(lead);
    });

    const link = await test.step("invites a partner and hands the link over", async () => {
      await isNext(lead, "home-step-partner");
      await step(lead, "home-step-partner");
      await send(lead, "/partnerships/invitations", { title: "Leading wards", email: "iris@anker.example", language: view.language });
      await see(lead, "link");
      return (await lead.locator("code").first().innerText()).trim();
    });

    await test.step("the partner accepts with an organisation of its own", async () => {
      await partner.goto(link);
      await see(partner, "invitation");
      await send(partner, new URL(link).pathname, { organisation: "Anker Opleiders", name: "Iris de Wit", password: secret });
      await expect(partner).toHaveURL(/\/p\//u);
      // Its first screen says what waits for it, and nothing of a time before the partnership.
      const needs = partner.getByRole("table", { name: say("overview-needs") });
      await expect(needs).toContainText(say("overview-need-mandate"));
      await expect(needs).toContainText(say("overview-need-begin"));
      await expect(partner.getByRole("main")).not.toContainText(say("overview-nothing-needed"));
      await see(partner, "overview-partner");
    });
    const partnership = new URL(partner.url()).pathname;

    await test.step("the partner sees the goal once it is shared", async () => {
      await partner.goto(`${partnership}/goals`);
      await expect(partner.getByText("From 24 % to 15 %")).toHaveCount(0);
      await lead.goto("/");
      await see(lead, "overview-organisation");
      await lead.getByRole("row", { name: say("home-step-share") }).getByRole("link").click();
      await send(lead, "/goals", { goal: await choice(lead, "goal") });
      await partner.reload();
      await expect(partner.getByText("From 24 % to 15 %").first()).toBeVisible();
    });

    await test.step("each side gives the mandate to sign", async () => {
      await onward(lead);
      await partner.goto("/");
      for (const [page, own] of [[lead, "Ziekenhuis Zuid"], [partner, "Anker Opleiders"]] as const) {
        await page.getByRole("row", { name: say("overview-need-mandate") }).filter({ hasText: own }).getByRole("link").click();
        await page.locator('main a[href$="/contacts/new"]').first().click();
        await send(page, "/contacts", { person: await choice(page, "person"), holds: ["sign-charter"] });
      }
      await see(lead, "contacts");
    });

    await test.step("both sides write the charter", async () => {
      await lead.goto(home);
      await isNext(lead, "home-step-charter");
      await lead.goto("/");
      await lead.getByRole("row", { name: say("overview-need-begin") }).getByRole("link").click();
      await see(lead, "charter-empty");
      await send(lead, "/charter/versions", { language: view.language });
      const sections = ["vision", "goals", "roles", "rhythm", "exit"];
      for (const [place, section] of sections.entries()) {
        const page = place % 2 === 0 ? lead : partner;
        await page.goto(`${partnership}/charter`);
        const writing = `/sections/${section}?language=${view.language}`;
        await page.locator(`main a[href$="${writing}"]`).first().click();
        await send(page, writing, { text: `What both sides agree about ${section}.\n\nA second clause.` });
      }
      await partner.goto(`${partnership}/charter`);
      await partner.locator('main a[href$="/measures/new"]').first().click();
      await send(partner, "/measures", { level: "4", text: "Fewer nurses leave within a year", baseline: "24", target: "15", due: "2029-12-31" });
      await see(partner, "charter-draft");
    });

    await test.step("nothing is in force until both have signed", async () => {
      await lead.goto(`${partnership}/charter`);
      await send(lead, "/offer", {});
      for (const page of [lead, partner]) {
        await page.goto(`${partnership}/charter`);
        await expect(page.getByText(say("charter-next-in-force"))).toHaveCount(0);
        await page.getByRole("link", { name: say("charter-do-sign") }).first().click();
        await see(page, "sign");
        const hash = await page.locator("input[name=hash]").inputValue();
        expect(hash).toMatch(/^[0-9a-f]{64}$/u);
        await refused(page, "/signatures", {});
        await send(page, "/signatures", { agreed: "on" });
      }
      for (const page of [lead, partner]) {
        await page.goto(`${partnership}/charter`);
        await expect(page.getByText(say("charter-next-in-force"))).toBeVisible();
        await see(page, `signed-${page === lead ? "organisation" : "partner"}`);
      }
    });

    await test.step("the signed file is verified without the installation", async () => {
      const file = await lead.locator('main a[href$="/file"]').first().getAttribute("href");
      const answer = await lead.request.get(file!);
      const path = `${server.folder}/charter-file`;
      const bytes = await answer.body();
      await writeFile(path, bytes);
      execFileSync(binary, ["verify-charter", path]);
      await writeFile(path, Buffer.from(bytes.toString("utf8").replace("second clause", "third clause")));
      expect(() => execFileSync(binary, ["verify-charter", path], { stdio: "ignore" })).toThrow();
    });

    await test.step("the home says what is done", async () => {
      await lead.goto(home);
      await expect(lead.getByText(say("home-step-done"), { exact: true })).toHaveCount(7);
      await see(lead, "done");
    });
    execFileSync(binary, ["verify", "--data", server.folder]);
  } finally {
    await server.stop();
  }
});
