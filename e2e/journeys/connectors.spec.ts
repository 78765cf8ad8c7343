import { mkdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { refused, send } from "../house/form";
import { expectAccessible, faultsOfPage, shot } from "../house/page";
import { Server } from "../house/server";
import { expect, test } from "../house/test";

const CERTIFICATES = resolve(import.meta.dirname, "../../kernel/src/outside/certificates");
const HEADINGS = "Vestiging;Maand;Verzuim;Managers";

/** Writes a file that was finished a minute ago. */
function finished(path: string, lines: string[]): void {
  writeFileSync(path, lines.join("\n"));
  const then = Date.now() / 1000 - 60;
  utimesSync(path, then, then);
}

/** A server of the HR system, with a certificate that nobody stands behind but its own authority. */
async function systemOfHr(lines: () => string[]) {
  const pem = readFileSync(join(CERTIFICATES, "good.pem"));
  const server = createServer({ key: pem, cert: pem }, (asked, answer) => {
    answer.statusCode = asked.url?.endsWith("/absence.csv") ? 200 : 404;
    answer.end(lines().join("\n"));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { server, url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

test("readings come by themselves from a folder and over HTTPS; what is wrong is said at the connector", async ({ visitor, view, say }) => {
  test.setTimeout(240_000);
  let served = [HEADINGS];
  const hr = await systemOfHr(() => served);
  const house = await Server.demo({
    through: (folder) => {
      mkdirSync(join(folder, "exports"));
      const source = (name: string, more: string) => `[[sources]]\nname = "${name}"\n${more}\n`;
      const config = [
        source("exports", `folder = "${join(folder, "exports")}"`),
        source("hr-unknown", `url = "${hr.url}"\nprivate = true`),
        source("hr-known", `url = "${hr.url}"\nprivate = true\ncertificate = "${join(CERTIFICATES, "authority.pem")}"`),
      ];
      writeFileSync(join(folder, "lustrum.toml"), config.join(""));
      return ["env", "-C", folder];
    },
  });
  const as = async (role: string, side: string, organisation?: string): Promise<Page> => {
    const found = house.said.roles.find((one) => one.role === role && one.side === side && (organisation === undefined || one.organisation === organisation))!;
    const page = await visitor(house.said.url);
    await page.goto(found.url);
    return page;
  };
  const look = async (page: Page, name: string) => {
    expect(await faultsOfPage(page, view.language)).toEqual([]);
    await expectAccessible(page);
    await shot(page, name);
  };
  try {
    const steward = await as("data-steward", "organisation", "Noordkade Logistics");
    const organisation = /\/xapi\/([^/]+)/u.exec(house.said.xapi.endpoint)![1];
    const home = `/o/${organisation}/connectors`;
    const own = join(house.folder, "exports", "absence.csv");
    // What the demo's own connector brought, with a correction that came late and a value in another unit.
    const known = readFileSync(join(house.folder, "hr-exports", "absence-generated.csv"), "utf8").trim().split("\n").slice(1, 7);
    const [unit, month, value, people] = known[0]!.split(";");
    const corrected = (Number(value!.replace(",", ".")) + 0.5).toFixed(1).replace(".", ",");
    const lines = [HEADINGS, [unit, month, corrected, people].join(";"), ...known.slice(1, 5), known[5]!.replace(/;[^;]*;(\d+)$/u, ";7 uur;$1")];

    await test.step("what is typed wrong is said at its field", async () => {
      await steward.goto(home);
      await look(steward, "connectors");
      await steward.getByRole("link", { name: say("connector-new") }).first().click();
      await look(steward, "connector-new");
      await refused(steward, "/connectors", { title: "Absence again", path: "../absence.csv", every: "day", hour: "25" });
      await expect(steward.locator("[name=title]")).toHaveValue("Absence again");
    });

    await test.step("it is looked at first, and its columns are chosen from the file", async () => {
      finished(own, lines);
      const kpis = await steward.locator("select[name=kpi] option").allTextContents();
      const absence = kpis.findIndex((title) => /absence|verzuim/iu.test(title));
      const kpi = (await steward.locator("select[name=kpi] option").nth(absence).getAttribute("value"))!;
      await send(steward, "/connectors", { kpi, source: "exports", path: "absence.csv", every: "day", hour: "6" });
      const one = new URL(steward.url()).pathname;
      await expect(steward.getByRole("main")).toContainText(say("connector-refused-columns"));
      await look(steward, "connector-columns");
      await steward.goto(`${one}/edit`);
      await look(steward, "connector-edit");
      await send(steward, one, { unit_column: "Vestiging", period_column: "Maand", value_column: "Verzuim", people_column: "Managers" });
      const main = steward.getByRole("main");
      await expect(main, "the value in hours is refused").toContainText("7 uur");
      await expect(main.locator("table", { hasText: corrected.replace(",", view.language === "nl" ? "," : ".") }).first()).toBeVisible();
      await look(steward, "connector-looked-at");
    });

    const one = new URL(steward.url()).pathname;
    await test.step("it runs, keeps what was corrected late, and says what it refused", async () => {
      await send(steward, "/activations", {});
      await expect(steward.getByRole("main")).toContainText(say("connector-state-active"));
      await send(steward, "/runs", {});
      await expect(steward.locator("dl.facts")).toContainText(say("connector-outcome-taken"));
      await expect(steward.getByRole("main")).toContainText("7 uur");
      await look(steward, "connector-run");
      await steward.goto(one);
      await steward.getByRole("link", { name: say("correction-all") }).click();
      await expect(steward.getByRole("main")).toContainText(unit!);
      await look(steward, "connector-corrections");
    });

    await test.step("a file that is still written is left alone, and nothing is lost", async () => {
      writeFileSync(own, `${HEADINGS}\nHalf a li`);
      await steward.goto(one);
      await send(steward, "/runs", {});
      await expect(steward.getByRole("main")).toContainText(say("outside-still-written"));
      await look(steward, "connector-still-written");
    });

    await test.step("a certificate that nobody stands behind is named; with its authority it is read", async () => {
      served = [HEADINGS, ...known.slice(1, 5)];
      await steward.goto(`${one}/edit`);
      await send(steward, one, { source: "hr-unknown" });
      await expect(steward.getByRole("main")).toContainText(say("outside-certificate-issuer"));
      await look(steward, "connector-certificate");
      await steward.goto(`${one}/edit`);
      await expect(steward.locator("[name=path]"), "what was set up is still there").toHaveValue("absence.csv");
      await send(steward, one, { source: "hr-known" });
      await expect(steward.getByRole("main")).not.toContainText(say("outside-certificate-issuer"));
      await send(steward, "/activations", {});
      await send(steward, "/runs", {});
      await expect(steward.locator("dl.facts")).toContainText(say("connector-outcome-taken"));
    });

    await test.step("nobody else keeps connectors", async () => {
      const partner = await as("partner-lead", "partner");
      expect([403, 404]).toContain((await partner.goto(home))!.status());
      const learner = await as("learner", "organisation", "Noordkade Logistics");
      expect([403, 404]).toContain((await learner.goto(home))!.status());
    });
  } finally {
    await house.stop();
    hr.server.close();
  }
});
