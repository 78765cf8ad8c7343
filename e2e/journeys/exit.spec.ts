import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { binary } from "../house/server";
import { expect, test } from "../house/test";

test("both sides know who owns what, and either could leave with everything that is its own", async ({ as, said, say }) => {
  test.setTimeout(120_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  const path = await test.step("the partner proposes terms, which are put right before they are taken", async () => {
    await partner.goto(`${home}/assets`);
    await expectAccessible(partner);
    await shot(partner, "assets");
    await partner.goto(`${home}/assets/new`);
    await expectAccessible(partner);
    await refused(partner, "/assets", {
      kind: "case", title: "The roster that changed on Thursday", licence: "own", words: "",
      "authors-partner": "Emre Yilmaz", "rights-partner": ["elsewhere"],
    });
    await expect(partner.locator("#title")).toHaveValue("The roster that changed on Thursday");
    await expect(partner.locator("#words-error")).toHaveText(say("fault-asset-words"));
    await expectAccessible(partner);
    await shot(partner, "asset-refused");
    await send(partner, "/assets", { words: "Names of depots come out before it is used elsewhere." });
    return new URL(partner.url()).pathname;
  });

  await test.step("the organisation confirms, and both see the same", async () => {
    await lead.goto(path);
    await expectAccessible(lead);
    await send(lead, "/confirmation", {});
    await expect(lead.getByRole("main")).toContainText("Names of depots come out");
    await partner.goto(path);
    await expect(partner.locator("form[action$='/confirmation']")).toHaveCount(0);
    await expectAccessible(partner);
    await shot(partner, "asset-confirmed");
  });

  await test.step("the exit page holds the clause, the plan and the last rehearsals", async () => {
    for (const [page, name] of [[lead, "exit-organisation"], [partner, "exit-partner"]] as const) {
      await page.goto(`${home}/exit`);
      await expect(page.getByRole("main")).toContainText(say("exit-plan-agreed"));
      await expect(page.getByRole("main")).toContainText(say("exit-state-whole"));
      await expectAccessible(page);
      await shot(page, name);
    }
    await partner.locator("a[href*='/exit/rehearsals/']").first().click();
    await expect(partner.getByRole("main")).toContainText(say("exit-state-whole-words"));
    await expectAccessible(partner);
    await shot(partner, "exit-rehearsal");
  });

  await test.step("the clause of the charter and the exit lead to each other", async () => {
    for (const page of [lead, partner]) {
      await page.goto(`${home}/charter#exit`);
      await page.getByRole("link", { name: say("charter-exit-link"), exact: true }).click();
      await expect(page).toHaveURL(/\/exit$/u);
      await page.getByRole("link", { name: say("exit-clause-link"), exact: true }).click();
      await expect(page).toHaveURL(/\/charter#exit$/u);
    }
    // Beside the clause on roles stands who may decide what.
    await partner.getByRole("link", { name: say("charter-mandates-link"), exact: true }).click();
    await expect(partner.getByRole("heading", { name: say("charter-mandates"), exact: true })).toBeInViewport();
    await expectAccessible(partner);
    await shot(partner, "charter-mandates");
  });

  await test.step("forms, item banks and documents say who made them and what each side may do with them", async () => {
    for (const [list, name] of [["/evidence/reaction/forms", "form"], ["/assessment", "bank"], ["/room", "document"]] as const) {
      await lead.goto(`${home}${list}`);
      const place = { form: "/reaction/forms/", bank: "/banks/", document: "/room/documents/" }[name];
      await lead.locator(`main a[href*="${place}"]:not([href$="/new"])`).first().click();
      await expect(lead.getByRole("heading", { name: say("rights-title"), exact: true })).toBeVisible();
      await expectAccessible(lead);
      await shot(lead, `rights-${name}`);
    }
  });

  await test.step("a rehearsal runs by itself, and the archive comes as one file", async () => {
    await lead.goto(`${home}/exit`);
    await send(lead, "/rehearsals", {});
    await expect(async () => {
      await lead.reload();
      await expect(lead.getByRole("main")).toContainText(say("exit-state-whole-words"), { timeout: 500 });
    }).toPass({ timeout: 60_000 });
    await expectAccessible(lead);
    await shot(lead, "exit-rehearsal-whole");
    await partner.goto(`${home}/exit`);
    const coming = partner.waitForEvent("download");
    await partner.locator("main form[action$='/archives'] button").click();
    const file = await coming;
    expect(file.suggestedFilename()).toMatch(/^lustrum-exit-partner-.*\.zip$/u);
    // By a process that did nothing else before, into a folder that holds nothing.
    const empty = mkdtempSync(join(tmpdir(), "lustrum-exit-"));
    try {
      const taken = execFileSync(binary, ["--data", empty, "import-exit", await file.path()], { encoding: "utf8" });
      expect(taken).toContain("what was signed is what it holds");
    } finally {
      rmSync(empty, { recursive: true });
    }
    await file.delete();
  });

  await test.step("the other side agrees to a plan, or sees what was written meanwhile", async () => {
    await lead.goto(`${home}/exit/plan`);
    await partner.goto(`${home}/exit/plan`);
    await expectAccessible(lead);
    await send(lead, "/plan", { notice: "120" });
    await refused(partner, "/plan", { notice: "60" });
    await expect(partner.locator("#notice")).toHaveValue("60");
    await expectAccessible(partner);
    await shot(partner, "exit-plan-meanwhile");
    await partner.goto(`${home}/exit`);
    await send(partner, "/plan/agreement", {});
    await expect(partner.getByRole("main")).toContainText("120");
  });
});
