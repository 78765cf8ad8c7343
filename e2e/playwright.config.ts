import { defineConfig, type Project } from "@playwright/test";
import type { View } from "./house/view";

const languages = ["nl", "en"] as const;
const widths = [1360, 390] as const;
const schemes = ["light", "dark"] as const;

/** Every language at every width in every scheme. Every pair of the three already meets in half of them, which is
 *  where the walk over all pages stays; the journeys go through all. */
const projects: Project<{ view: View }>[] = languages.flatMap((language, l) =>
  widths.flatMap((width, w) =>
    schemes.map((scheme, s) => ({
      name: `${language} ${width} ${scheme}`,
      testIgnore: (l + w + s) % 2 === 0 ? undefined : "pages.spec.ts",
      use: {
        view: { language, width, scheme },
        locale: language === "nl" ? "nl-NL" : "en-GB",
        viewport: { width, height: width === 390 ? 844 : 900 },
        colorScheme: scheme,
        isMobile: width === 390,
        hasTouch: width === 390,
      },
    })),
  ),
);

export default defineConfig<object, { view: View }>({
  testDir: ".",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  reporter: [["list"], ["json"]],
  use: {
    browserName: "chromium",
    timezoneId: "Europe/Amsterdam",
    actionTimeout: 15_000,
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.LUSTRUM_CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking"],
    },
  },
  projects,
});
