import { defineConfig, type Project } from "@playwright/test";
import type { View } from "./house/view";

type Part = "journeys" | "hardship";

/** Each language on a wide and a narrow page and in both schemes, for the walk over all pages. The journeys are played in
 *  two of these, in which each language, width and scheme has its turn; what has no view, such as a power cut, in one. */
const projects: Project<{ view: View }>[] = [
  view("nl", 390, "dark", ["journeys"]),
  view("en", 1360, "light", ["journeys", "hardship"]),
  view("nl", 1360, "light", []),
  view("en", 390, "dark", []),
];

function view(language: View["language"], width: View["width"], scheme: View["scheme"], parts: Part[]): Project<{ view: View }> {
  const left = [parts.includes("journeys") ? [] : ["**/journeys/**"], parts.includes("hardship") ? [] : ["**/hardship.spec.ts"]];
  return {
    name: `${language} ${width} ${scheme}`,
    testIgnore: left.flat(),
    use: {
      view: { language, width, scheme },
      locale: language === "nl" ? "nl-NL" : "en-GB",
      viewport: { width, height: width === 390 ? 844 : 900 },
      colorScheme: scheme,
      isMobile: width === 390,
      hasTouch: width === 390,
    },
  };
}

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
