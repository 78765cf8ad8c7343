import { refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 13: the partner sees exactly what an agreement in force allows, until it is revoked", async ({ as, said, say }) => {
  test.setTimeout(120_000);
  const shared = `/p/${said.partnership}/shared`;
  const steward = await as("data-steward");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");

  const agreement = await test.step("nothing crosses before the partner has accepted what was offered", async () => {
    await partner.goto(shared);
    await partner.getByRole("row", { name: say("agreement-offered") }).getByRole("link").first().click();
    const path = new URL(partner.url()).pathname;
    expect((await partner.request.get(`${path}/figures.csv`)).status()).toBe(404);
    await expectAccessible(partner);
    await shot(partner, "sharing-offered");
    return path;
  });

  await test.step("accepted, it sees the figures", async () => {
    await send(partner, "/acceptance", {});
    await partner.goto(agreement);
    await expectAccessible(partner);
    await shot(partner, "sharing-in-force");
    const file = await partner.request.get(`${agreement}/figures.csv`);
    expect(file.status()).toBe(200);
    expect((await file.text()).trim().split("\n").length).toBeGreaterThan(10);
  });

  await test.step("both sides see who read what", async () => {
    for (const page of [steward, partner]) {
      await page.goto(`${shared}/log`);
      await expect(page.getByRole("main")).toContainText("Ruth van Dalen");
      await expectAccessible(page);
    }
    await shot(steward, "sharing-log");
  });

  await test.step("revoked, it is gone with the next request", async () => {
    await steward.goto(agreement);
    await send(steward, "/revocation", {});
    expect((await partner.request.get(agreement)).status()).toBe(404);
    expect((await partner.request.get(`${agreement}/figures.csv`)).status()).toBe(404);
  });

  await test.step("offered again with a large smallest group, every small depot is withheld", async () => {
    await steward.goto(`${shared}/new`);
    const kpi = await steward.locator("select[name=kpi] option").evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value).filter(Boolean));
    const terms = { kpi: kpi[0]!, grain: "unit", purpose: "To look at winter together", from: "2026-01-01", until: "2029-12-31" };
    await refused(steward, "/shared", { ...terms, smallest_group: "0" });
    await expect(steward.locator("[name=purpose]")).toHaveValue("To look at winter together");
    await expectAccessible(steward);
    await shot(steward, "sharing-offer");
    await send(steward, "/shared", { ...terms, smallest_group: "500" });
    await partner.goto(shared);
    await partner.getByRole("row", { name: say("agreement-offered") }).getByRole("link").first().click();
    await send(partner, "/acceptance", {});
    const rows = (await (await partner.request.get(`${new URL(partner.url()).pathname}/figures.csv`)).text()).trim().split("\n").slice(1);
    expect(rows.filter((row) => /[;,]"?\d+[.,]\d/u.test(row)), "figures of groups under 500").toEqual([]);
    await shot(partner, "sharing-withheld");
  });
});
