import { walk } from "./house/crawl";
import { alike, faultsOfAccess, faultsOfPage, watch } from "./house/page";
import { expect, test } from "./house/test";

// Links that a journey has used up lead nowhere any more: the walk is for the demo as it starts.
test.use({ apart: true });

test("every page that a role can reach is sound", async ({ as, said, view, server }) => {
  test.setTimeout(15 * 60_000);
  const origin = new URL(server.said.url).origin;
  expect(said.roles.length).toBeGreaterThan(0);
  const known = new Set<string>();
  // What looks the same is looked at by axe once.
  const looked = new Set<string>();
  for (const { role, side, organisation } of said.roles) {
    await test.step(`${role} of ${organisation}`, async () => {
      const page = await as(role, side, organisation);
      const watched = watch(page, origin);
      const number = await walk(page, `${origin}/`, known, async ({ path, status, from }) => {
        // A form is previewed in the language that was asked for, else in its own, which is English in the story; what
        // stands around the questions is in the reader's language where the product does not speak that one.
        const previewed = /\/preview\b/u.test(path) ? (/[?&]language=(\w+)/u.exec(path)?.[1] ?? "en") : view.language;
        const language = ["nl", "en"].includes(previewed) ? previewed : view.language;
        const faults = status === 200 ? await faultsOfPage(page, language) : [`status ${status}`];
        const fresh = [...(await alike(page))].map((part) => looked.size < looked.add(part).size);
        if (status === 200 && fresh.includes(true)) faults.push(...(await faultsOfAccess(page)));
        faults.push(...watched.faults.splice(0));
        // A mail in the outbox of the demo may lead where only its reader may go.
        const forAnother = status === 403 && from === "/outbox";
        expect.soft(forAnother ? [] : faults, `${path}, linked from ${from}, as ${role} of ${organisation}`).toEqual([]);
      });
      expect(number, `pages for ${role} of ${organisation}`).toBeGreaterThan(1);
      await page.context().close();
    });
  }
});

test("the page for visitors is sound", async ({ visitor, view, server }) => {
  const page = await visitor();
  const watched = watch(page, new URL(server.said.url).origin);
  const answer = await page.goto("/");
  expect(answer?.status()).toBe(200);
  expect([...(await faultsOfPage(page, view.language)), ...(await faultsOfAccess(page)), ...watched.faults]).toEqual([]);
});
