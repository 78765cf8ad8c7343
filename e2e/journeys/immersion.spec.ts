import { choice, refused, send } from "../house/form";
import { expectAccessible, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 8: a visit gives an insight, the organisation answers, and a module answers to it", async ({ as, said, say }) => {
  test.setTimeout(180_000);
  const immersion = `/p/${said.partnership}/immersion`;
  const designer = await as("learning-designer", "partner", "Baken Leiderschap");
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");

  await test.step("both sides see the plan, and how much of it is used", async () => {
    await designer.goto(immersion);
    await expect(designer.locator(".figure")).toContainText("14");
    await expectAccessible(designer);
    await shot(designer, "immersion-plan");
  });

  const item = await test.step("a visit is planned and takes place", async () => {
    await designer.goto(`${immersion}/new`);
    await refused(designer, "/items", { kind: "visit", title: "Early shift at depot Gent" });
    await expectAccessible(designer);
    await shot(designer, "immersion-refused");
    await send(designer, "/items", { host: "Lien Claes", guests: "Karlijn Bos", place: "Gent" });
    await expectAccessible(designer);
    await send(designer, "/done", { on: new Date().toISOString().slice(0, 10) });
    await send(designer, "/insights", { text: "The early shift begins with soup, and everyone is there." });
    await expectAccessible(designer);
    await shot(designer, "immersion-item");
    return new URL(designer.url()).pathname;
  });

  const insight = await test.step("the organisation answers", async () => {
    await lead.goto(item);
    await lead.getByRole("link", { name: "The early shift begins with soup" }).click();
    await expectAccessible(lead);
    await send(lead, "/answer", { answer: "It does. We pay for the soup." });
    await shot(lead, "immersion-insight");
    return new URL(lead.url()).pathname;
  });

  await test.step("it becomes a requirement, traced to a module", async () => {
    await designer.goto(insight);
    await expect(designer.getByRole("main")).toContainText("We pay for the soup.");
    await send(designer, "/requirement", { requirement: "A module begins where people eat." });
    await designer.goto(`/p/${said.partnership}/programmes`);
    await designer.locator("main table a").first().click();
    await designer.getByRole("link", { name: say("requirement-title") }).click();
    await expectAccessible(designer);
    const row = designer.getByRole("row", { name: "A module begins where people eat." });
    await row.locator("summary").click();
    await row.locator("select").selectOption(await choice(designer, "module"));
    await row.getByRole("button", { name: say("requirement-keep") }).click();
    await expect(designer.getByRole("row", { name: "A module begins where people eat." }).locator("li")).toHaveCount(1);
    await expectAccessible(designer);
    await shot(designer, "immersion-requirements");
    await lead.goto(immersion);
    await expect(lead.locator(".figure")).toContainText("15");
    await shot(lead, "immersion-used");
  });
});
