import { test as base, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { Server, type Said } from "./server";
import type { View } from "./view";
import { wordsOf, type Say } from "./words";

export { expect } from "@playwright/test";

type StorageState = Awaited<ReturnType<BrowserContext["storageState"]>>;

interface Worker {
  view: View;
  /** Whether a file wants a demo that no journey has changed: files that say so run in workers of their own. */
  apart: boolean;
  server: Server;
  /** Keeps the session of each role: a role's link signs in once. */
  sessions: Map<string, StorageState>;
}

interface House {
  said: Said;
  /** What a message of the product says in the language of the view. */
  say: Say;
  /** A page signed in as a role in the project's view; the first where several sides or organisations have it. */
  as: (role: string, side?: string, organisation?: string) => Promise<Page>;
  /** A page of someone who has not signed in, on the demo or on another server. */
  visitor: (url?: string) => Promise<Page>;
}

/** The options of a context that Playwright gives its own pages, for pages that we open ourselves. */
type Look = Pick<
  BrowserContextOptions,
  "viewport" | "colorScheme" | "locale" | "timezoneId" | "isMobile" | "hasTouch"
>;

export const test = base.extend<House & { look: Look; open: (state?: StorageState, url?: string) => Promise<Page> }, Worker>({
  view: [{ language: "en", width: 1360, scheme: "light" }, { option: true, scope: "worker" }],

  apart: [false, { option: true, scope: "worker" }],

  server: [
    async ({}, use) => {
      const server = await Server.demo();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],

  sessions: [async ({}, use) => use(new Map()), { scope: "worker" }],

  said: async ({ server }, use) => use(server.said),
  baseURL: async ({ server }, use) => use(server.said.url),

  look: async ({ viewport, colorScheme, locale, timezoneId, isMobile, hasTouch }, use) =>
    use({ viewport, colorScheme, locale, timezoneId, isMobile, hasTouch }),

  open: async ({ browser, server, view, look }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (storageState, url = server.said.url) => {
      const context = await browser.newContext({ ...look, baseURL: url, storageState });
      await context.addCookies([{ name: "lustrum_language", value: view.language, url }]);
      contexts.push(context);
      return context.newPage();
    });
    for (const context of contexts) await context.close();
  },

  visitor: async ({ open }, use) => use((url) => open(undefined, url)),

  say: async ({ view }, use) => use(wordsOf(view.language)),

  as: async ({ open, said, sessions }, use) => {
    await use(async (role, side, organisation) => {
      const found = said.roles.find(
        (one) => one.role === role && one.side === (side ?? one.side) && one.organisation === (organisation ?? one.organisation),
      );
      if (found === undefined) {
        const known = said.roles.map((one) => `${one.role} (${one.side}, ${one.organisation})`).join("; ");
        throw new Error(`nobody is ${[role, side, organisation].filter(Boolean).join(", ")}; the demo has ${known}`);
      }
      const kept = sessions.get(found.url);
      const page = await open(kept);
      if (kept === undefined) {
        const answer = await page.goto(found.url);
        if (!answer?.ok()) throw new Error(`signing in as ${role} gave ${answer?.status()}`);
        sessions.set(found.url, await page.context().storageState());
      }
      return page;
    });
  },
});
