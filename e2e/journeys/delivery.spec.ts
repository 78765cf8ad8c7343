import { choice, deliver, refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { expect, test } from "../house/test";

test("step 3: a programme is designed together, given to a cohort, and answered without signing in", async ({ as, said, visitor, view, say }) => {
  test.setTimeout(180_000);
  const home = `/p/${said.partnership}`;
  const lead = await as("ld-lead", "organisation", "Noordkade Logistics");
  const designer = await as("learning-designer", "partner");

  await test.step("the partner's designer drafts it", async () => {
    await designer.goto(`${home}/programmes/new`);
    await send(designer, "/programmes", { title: "Peer coaching", purpose: "Managers help each other through the peak" });
    await expectAccessible(designer);
  });
  const programme = new URL(designer.url()).pathname;

  await test.step("it is not approved without a goal and a measure of level 3 or 4", async () => {
    await lead.goto(programme);
    await expect(lead.locator('main form[action$="/approval"] button')).toHaveCount(0);
    await shot(lead, "programme-draft");
    await designer.goto(`${programme}/edit`);
    await send(designer, programme, { goal: await choice(designer, "goal") });
    await designer.goto(`${programme}/measures/new`);
    await send(designer, "/measures", { level: "3", text: "Managers ask a peer before they escalate" });
    for (const title of ["Asking", "Listening", "Closing"]) {
      await designer.goto(`${programme}/modules/new`);
      await send(designer, "/modules", { title, mode: "classroom", minutes: "120", own: "60" });
    }
    await lead.goto(programme);
    await send(lead, "/approval", {});
    await expectAccessible(lead);
    await shot(lead, "programme-approved");
  });

  await test.step("a cohort has its own clock, and people come from a file", async () => {
    await lead.goto(`${home}/cohorts/new`);
    const cohort = { title: "Gdańsk pilot", programme: programme.split("/").pop()!, kind: "trained", region: "PL", language: view.language, starts: "2026-11-02" };
    await refused(lead, "/cohorts", { ...cohort, zone: "Europe/Atlantis" });
    await send(lead, "/cohorts", { ...cohort, zone: "Europe/Warsaw" });
    const page = new URL(lead.url()).pathname;
    await lead.goto(`${page}/sessions/new`);
    await send(lead, "/sessions", { module: await choice(lead, "module"), day: "2026-11-02", time: "09:30", minutes: "120", place: "Depot Gdańsk" });
    await expect(lead.getByRole("main")).toContainText("09:30");
    await lead.goto(`${page}/people/import`);
    const people = ["Zofia Łuczak", "Jan de Boer", "Øyvind Ås", "Ana-María Ruiz", "D'Arcy Smit", "Li Wei"];
    const rows = people.map((name, place) => `${name},p${place}@pilot.example,Gdańsk`);
    await send(lead, "/import", { file: ["name,email,unit", ...rows].join("\n") });
    await shot(lead, "enrolment-preview");
    await send(lead, "/import/rows", {});
    await lead.goto(`${page}/people`);
    await expect(lead.getByRole("main")).toContainText("Zofia Łuczak");
    await expectAccessible(lead);
    await lead.goto(page);
    await expectAccessible(lead);
    await shot(lead, "cohort");
  });

  const links = await test.step("everyone enrolled gets a link of their own by mail", async () => {
    await lead.goto(`${home}/evidence/reaction/rounds/new`);
    const option = lead.locator("main select[name=module] option", { hasText: "Gdańsk pilot" }).first();
    await send(lead, "/rounds", { module: (await option.getAttribute("value"))! });
    await expectAccessible(lead);
    await shot(lead, "feedback-asked");
    const round = lead.url();
    await lead.goto("/outbox");
    const found = [...(await lead.getByRole("main").innerText()).matchAll(/http\S+\/f\/[\w-]+/gu)].map(([link]) => link);
    await lead.goto(round);
    return found.slice(0, 6);
  });

  await test.step("on a phone, without signing in; nothing is shown before five have answered", async () => {
    expect(new Set(links).size).toBe(6);
    for (const [place, link] of links.slice(0, 5).entries()) {
      const page = await visitor();
      await page.goto(link);
      if (place === 0) {
        expect(await faultsOfPage(page, view.language)).toEqual([]);
        await expectAccessible(page);
        await shot(page, "feedback-form");
      }
      await deliver(page, new URL(link).pathname, { relevance: "5", intent: "4", obstacles: "2", facilitator: "5", words: `Het helpt ${place}` });
      await page.goto(link);
      await expect(page.locator("main form[action*='/f/']")).toHaveCount(0);
      await page.context().close();
      await lead.reload();
      await expect(lead.getByText(`Het helpt ${place}`)).toHaveCount(place < 4 ? 0 : 1);
    }
    await expectAccessible(lead);
    await shot(lead, "feedback-round");
  });
});
