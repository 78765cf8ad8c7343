import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("both sides see where their partnership stands", async ({ as, said, view }) => {
  const sides = new Set(said.roles.map((one) => one.side));
  expect(sides.size, "sides of a partnership").toBe(2);
  for (const side of sides) {
    const first = said.roles.find((one) => one.side === side)!;
    const page = await as(first.role, side, first.organisation);
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", view.language);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await shot(page, `overview-${side}`);
  }
});

test("the first screen answers three questions of each role, above the fold", async ({ as, said }) => {
  const both = [said.roles[0]!.organisation, "Baken Leiderschap"];
  const roles = said.roles.filter((one) => both.includes(one.organisation));
  expect(roles.length).toBeGreaterThan(8);
  for (const { role, side, organisation } of roles) {
    const page = await as(role, side, organisation);
    await page.goto(`/p/${said.partnership}`);
    const asks = page.locator(".asks > div");
    await expect(asks).toHaveCount(3);
    const height = page.viewportSize()!.height;
    for (const ask of await asks.all()) {
      await expect(ask.locator("dt")).not.toBeEmpty();
      await expect(ask.locator("dd a")).not.toBeEmpty();
      const box = (await ask.boundingBox())!;
      expect(box.y + box.height, `${await ask.innerText()} of ${role}`).toBeLessThanOrEqual(height);
    }
    const way = await asks.first().locator("a").getAttribute("href");
    expect((await page.request.get(way!)).status(), `${role} can open ${way}`).toBe(200);
    await shot(page, `first-screen-${role}-${side}`);
    await page.context().close();
  }
});

test("from a session either side comes to its challenge, and every programme hangs together", async ({ as, said, say }) => {
  for (const [role, side] of [["ld-lead", "organisation"], ["partner-lead", "partner"]] as const) {
    const page = await as(role, side);
    await page.goto(`/p/${said.partnership}/trace`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(say("trace-title"));
    await expectAccessible(page);
    await shot(page, `trace-${side}`);
    const trace = page.url();
    await page.goto(`/p/${said.partnership}/cohorts`);
    await page.locator("main table a").first().click();
    const challenge = page.locator("main dl.facts a").first();
    const title = await challenge.innerText();
    await challenge.click();
    await expect(page.getByText(title).first()).toBeVisible();
    await page.goto(trace);
    await expect(page.locator("main h2", { hasText: title })).toBeVisible();
    await page.context().close();
  }
});
