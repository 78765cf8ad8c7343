import { defineConfig, type Project } from "@playwright/test";
import type { View } from "./house/view";

const languages = ["nl", "en"] as const;
const widths = [1360, 390] as const;
const schemes = ["light", "dark"] as const;

/** The half of all views in which every pair of language, width and scheme meets: Dutch on a wide light and a narrow dark
 *  page, English on a wide dark and a narrow light one. What has no view, such as a power cut, is tried in one of them. */
const projects: Project<{ view: View }>[] = languages.flatMap((language, l) =>
  widths.map((width, w) => {
    const scheme = schemes[(l + w) % 2]!;
    return {
      name: `${language} ${width} ${scheme}`,
      testIgnore: l + w === 0 ? undefined : "hardship.spec.ts",
      use: {
        view: { language, width, scheme },
        locale: language === "nl" ? "nl-NL" : "en-GB",
        viewport: { width, height: width === 390 ? 844 : 900 },
        colorScheme: scheme,
        isMobile: width === 390,
        hasTouch: width === 390,
      },
    };
  }),
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
