import { refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 29: one ledger for both, a return only where an effect was isolated, and stories by consent", async ({ as, said, say, view }) => {
  test.setTimeout(120_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  await test.step("both sides see the same costs and what is missing", async () => {
    for (const [page, name] of [[lead, "money-organisation"], [partner, "money-partner"]] as const) {
      await page.goto(`${home}/money`);
      await expect(page.getByRole("main")).toContainText(say("cost-tag-not-loaded"));
      await expect(page.getByRole("main")).toContainText("Second room in Antwerp");
      await shot(page, name);
    }
    await expectAccessible(partner);
    expect(await faultsOfPage(partner, view.language)).toEqual([]);
  });

  await test.step("what a unit of the outcome cost is the same for both, and is not told where there is no effect", async () => {
    const cells = await Promise.all([lead, partner].map(async (page) => {
      const row = (name: string) => page.getByRole("row", { name }).getByRole("cell").nth(1).innerText();
      return { effect: await row("Critical behaviours after six months"), open: await row("Turnover after the programme") };
    }));
    expect(cells[0]).toEqual(cells[1]);
    expect(cells[0]?.effect).toContain("EUR");
    expect(cells[0]?.open).toContain(say("unit-cost-untold"));
  });

  await test.step("no return where the study can't tell yet, but what the effect would have to be", async () => {
    await partner.locator('main a[href$="/return"]').first().click();
    await expect(partner.getByRole("main")).toContainText(say("roi-plain-none"));
    await expect(partner.getByRole("main")).toContainText(say("roi-break-even-title"));
    await expectAccessible(partner);
    await shot(partner, "return-refused");
  });

  await test.step("a line that is wrong is refused at its field; a new version of a rule waits for the other side", async () => {
    await lead.goto(`${home}/money/costs/new`);
    await expectAccessible(lead);
    await refused(lead, "/money/costs", { kind: "overhead", words: "Administration", amount: "12,3456" });
    await expect(lead.locator("#words")).toHaveValue("Administration");
    await send(lead, "/money/costs", { amount: "21000", from: "2026-02-01", until: "2026-09-30", source: "Share of HR" });
    await expect(lead.getByRole("main")).toContainText(say("cost-tag-loaded"));
    await partner.goto(`${home}/money/rules/new`);
    await shot(partner, "rule-new");
    const measure = await partner.locator('main select[name="measure"] option:not([value=""])').first().getAttribute("value");
    const rule = { measure: measure ?? "", value: "150", currency: "EUR", count: "240", counted: "managers", months: "12", source: "Payroll" };
    await refused(partner, "/money/rules", { ...rule, low: "160", high: "170" });
    await send(partner, "/money/rules", { low: "", high: "" });
    await lead.goto(`${home}/money`);
    await send(lead, "/acceptance", {});
  });

  await test.step("the real programme has a return, with its interval and what drives it", async () => {
    const owner = await as("ld-lead", "organisation", "National Supported Work");
    await owner.goto("/");
    const money = await owner.locator('nav a[href$="/money"]').first().getAttribute("href");
    await owner.goto(money!);
    await owner.locator("main tr", { hasText: "Earnings after supported work" }).locator("a").click();
    await expect(owner.locator("#tornado-title")).toHaveCount(1);
    await expect(owner.getByRole("main")).toContainText(`12. ${say("roi-principle-title-12")}`);
    await expectAccessible(owner);
    await shot(owner, "return");
  });

  await test.step("three went well and two did not; the partner reads what people agreed to", async () => {
    await partner.goto(`${home}/success`);
    await expect(partner.locator("main article")).toHaveCount(5);
    await expect(partner.getByRole("main")).toContainText(say("case-anonymous"));
    await expectAccessible(partner);
    await shot(partner, "success-partner");
    await lead.goto(`${home}/success`);
    await expect(lead.locator("main article")).toHaveCount(10);
    await expectAccessible(lead);
    await shot(lead, "success-organisation");
    await lead.locator("main article", { hasText: say("case-state-drawn") }).first().getByRole("link").click();
    const path = new URL(lead.url()).pathname;
    await lead.goto(`${path}/sheet`);
    await shot(lead, "interview");
    await lead.goto(path);
    await send(lead, "/story", { used: "A talk a week", result: "Fewer surprises", helped: "My manager", proof: "Rosters" });
    await send(lead, "/consent", { named: "anonymous", audience: "both", consent: "By e-mail" });
    const steward = await as("data-steward", "organisation", "Noordkade Logistics");
    await steward.goto(path);
    await send(steward, "/verification", { how: "Saw the rosters" });
    await expectAccessible(steward);
    await shot(steward, "case-verified");
    await partner.goto(path);
    await expect(partner.getByRole("main")).toContainText("Fewer surprises");
    await lead.goto(path);
    await send(lead, "/consent/withdrawal", {});
    await expect(lead.getByRole("main")).not.toContainText("Fewer surprises");
    expect((await partner.goto(path))?.status()).toBe(404);
  });

  await test.step("a learner decides", async () => {
    const learner = await as("learner", "organisation", "Noordkade Logistics");
    await learner.goto(`${home}/success/mine`);
    await expectAccessible(learner);
    await shot(learner, "success-mine");
  });
});
