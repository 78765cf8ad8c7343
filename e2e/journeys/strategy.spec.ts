import { send, refused } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("readings are taken from a file whole or not at all, and a correction is a new version", async ({ as, said }) => {
  test.setTimeout(120_000);
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
