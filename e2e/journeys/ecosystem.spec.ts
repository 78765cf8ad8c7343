import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("both sides see which skill is covered by whom in which country, and since when", async ({ as, say, view }) => {
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const partner = await as("partner-lead", "partner", "Baken Leiderschap");
  for (const [page, name] of [[lead, "organisation"], [partner, "partner"]] as const) {
    await page.goto("/");
    const path = await page.locator('nav a[href$="/ecosystem"]').first().getAttribute("href");
    await page.goto(path!);
    const main = page.getByRole("main");
    await expect(main.getByRole("row", { name: "Plans the shift with the people on it" })).toContainText(say("ecosystem-standing-covered"));
    for (const country of ["country-nl", "country-be", "country-de", "country-pl"]) await expect(main).toContainText(say(country));
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, `ecosystem-${name}`);
    const csv = await (await page.request.get(`${path}.csv`)).text();
    expect(csv).toContain("Baken Leiderschap");
  }
  // Of the other side's map neither knows anything.
  const other = new URL(lead.url()).pathname;
  expect((await partner.request.get(other)).status()).toBe(404);
});
