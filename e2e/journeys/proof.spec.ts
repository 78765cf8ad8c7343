import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 10: both sides see on the charter what can be proven when, with the figures behind it", async ({ as, said, say }) => {
  test.setTimeout(120_000);
  const sides = [
    await as("ld-lead", "organisation", "Noordkade Logistics"),
    await as("partner-lead", "partner", "Baken Leiderschap"),
  ];
  const told: string[] = [];
  for (const [place, page] of sides.entries()) {
    await page.goto(`/p/${said.partnership}/charter`);
    const panel = page.getByRole("region", { name: say("charter-proof-title"), exact: true });
    await expect(panel.getByRole("img").first()).toBeVisible();
    await expect(panel.getByText(say("charter-proof-no-kpi")).first()).toBeVisible();
    await panel.locator("summary").first().click();
    const table = panel.getByRole("table").first();
    await expect(table).toBeVisible();
    // The figures of the story: 18 % after a year, 68 % after two.
    for (const [months, chance] of [["12", "18"], ["24", "68"]]) {
      const row = table.locator("tbody tr").filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${months}\\s`, "u") }) });
      await expect(row.getByRole("cell").first()).toContainText(new RegExp(`${chance}\\s%`, "u"));
    }
    expect(await table.evaluate((drawn) => drawn.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    await expectAccessible(page);
    await shot(page, `charter-proof-${place}`);
    told.push(await panel.locator("p.serif").last().innerText());
  }
  expect(told[0]).toBe(told[1]);
});
