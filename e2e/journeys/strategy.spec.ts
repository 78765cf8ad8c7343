import { send, refused } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("steps 1 and 2: a challenge has its KPI with definition and source, readings are taken from a file whole or not at all, and a correction is a new version", async ({ as, said, say }) => {
  test.setTimeout(120_000);
  await test.step("the sponsor records what it is about, and finds the KPI with its definition, its source and three years behind it", async () => {
    const sponsor = await as("business-sponsor", "organisation", "Noordkade Logistics");
    await sponsor.goto("/");
    await sponsor.goto((await sponsor.locator('nav a[href$="/challenges"]').first().getAttribute("href"))!);
    const challenges = new URL(sponsor.url()).pathname;
    await sponsor.goto(`${challenges}/new`);
    const challenge = { title: "Drivers leave in their first year", description: "Routes are cancelled", from: "2027-01-01" };
    await refused(sponsor, "/challenges", { ...challenge, until: "2026-01-01" });
    await expect(sponsor.locator("[name=title]")).toHaveValue(challenge.title);
    await send(sponsor, "/challenges", { until: "2030-12-31" });
    await sponsor.goto(challenges);
    await sponsor.locator('main a[href*="/challenges/"]:not([href$="/new"])').filter({ hasNotText: challenge.title }).first().click();
    await expectAccessible(sponsor);
    await shot(sponsor, "challenge");
    await sponsor.locator('main a[href*="/kpis/"]').first().click();
    const main = sponsor.getByRole("main");
    await expect(main.getByRole("img").first()).toBeVisible();
    for (const word of ["kpi-population", "kpi-formula", "kpi-source"]) await expect(main.getByText(say(word), { exact: true }).first()).toBeVisible();
    const months = (await (await sponsor.request.get(`${new URL(sponsor.url()).pathname}/readings.csv`)).text()).match(/20\d\d-\d\d/gu)!;
    expect(new Set(months).size).toBeGreaterThanOrEqual(36);
  });

  const steward = await as("data-steward");
  await steward.goto("/");
  const kpis = await steward.locator('nav a[href$="/kpis"]').first().getAttribute("href");
  await steward.goto(kpis!);
  await steward.locator('main a[href*="/kpis/"]:not([href$="/new"])').first().click();
  const kpi = new URL(steward.url()).pathname;
  await expectAccessible(steward);
  await shot(steward, "kpi");

  await test.step("a faulty file names row, column, value and reason, and changes nothing", async () => {
    await steward.goto(`${kpi}/import`);
    await refused(steward, "/import", { file: "unit,period,value,people\nZwolle,2026-09,7.4,12\nZwolle,2026-13,8.1,12\nTiel,2026-09,veel,12\n" });
    const main = steward.getByRole("main");
    for (const text of ["2026-13", "veel", "period", "value"]) await expect(main).toContainText(text);
    await expect(steward.locator('main form[action$="/rows"]')).toHaveCount(0);
    await expectAccessible(steward);
    await shot(steward, "import-faulty");
    expect(await (await steward.request.get(`${kpi}/readings.csv`)).text()).not.toContain("Zwolle Noord");
  });

  await test.step("a good one is looked at first and then taken", async () => {
    await steward.goto(`${kpi}/import`);
    await send(steward, "/import", { file: "unit;period;value;people\nZwolle Noord;2026-09;7,4;12\nTiel Oost;2026-09;8,1;12\n" });
    await expectAccessible(steward);
    await shot(steward, "import-preview");
    await send(steward, "/import/rows", {});
    const csv = await (await steward.request.get(`${kpi}/readings.csv`)).text();
    expect(csv).toContain("Zwolle Noord");
    expect(csv).toContain("Tiel Oost");
  });

  await test.step("a late correction is the next version", async () => {
    await steward.goto(`${kpi}/readings/new`);
    const reading = { unit: "Zwolle Noord", period: "2026-09-01", value: "7.9", people: "12" };
    await send(steward, "/readings", reading);
    await steward.goto(`${kpi}/readings/new`);
    await refused(steward, "/readings", reading);
    await expect(steward.locator("[name=value]")).toHaveValue("7.9");
  });

  await test.step("its place in the register, with an example that is in the right unit", async () => {
    await steward.goto(`${kpi}/metric`);
    await expectAccessible(steward);
    await refused(steward, "/metric", { kind: "outcome", users: ["team-leader"], reasons: ["monitor"], part: "12", whole: "480", value: "0.025" });
    await expect(steward.locator("[name=value]")).toHaveValue("0.025");
    await shot(steward, "metric-refused");
    await send(steward, "/metric", { value: "2.5" });
    await expect(steward.getByRole("main")).toContainText("480");
    await expectAccessible(steward);
    await shot(steward, "metrics");
  });

  await test.step("the partner does not know that it exists", async () => {
    const partner = await as("partner-lead", "partner", "Baken Leiderschap");
    expect((await partner.request.get(kpi)).status()).toBe(404);
    expect((await partner.request.get(`${kpi}/readings.csv`)).status()).toBe(404);
    expect((await partner.request.get(`/p/${said.partnership}/goals`)).status()).toBe(200);
  });
});
