import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { Server, type Said } from "../house/server";
import { expect, test } from "../house/test";

// What was acknowledged is on disk, and a batch is there whole or not at all: after a power cut, and on a disk that is full.

interface Batch {
  ids: string[];
  body: string;
}

/** Statements with ids of our own, each with a text that cannot be made smaller. */
function batch(size: number, bytes: number): Batch {
  const ids = Array.from({ length: size }, () => randomUUID());
  const statements = ids.map((id) => ({
    id,
    actor: { mbox: `mailto:${id}@hardship.example` },
    verb: { id: "http://adlnet.gov/expapi/verbs/experienced" },
    object: { id: `https://academy.example/${id}` },
    result: { response: randomBytes(bytes).toString("base64") },
  }));
  return { ids, body: JSON.stringify(statements) };
}

class Store {
  private readonly headers: Record<string, string>;

  constructor(private readonly said: Said) {
    const login = Buffer.from(`${said.xapi.user}:${said.xapi.password}`).toString("base64");
    this.headers = { authorization: `Basic ${login}`, "x-experience-api-version": "1.0.3", "content-type": "application/json" };
  }

  write(one: Batch): Promise<Response> {
    return fetch(`${this.said.xapi.endpoint}/statements`, { method: "POST", headers: this.headers, body: one.body });
  }

  /** How many of a batch can be read. */
  async found(one: Batch): Promise<number> {
    const answers = await Promise.all(
      one.ids.map(async (id) => {
        const answer = await fetch(`${this.said.xapi.endpoint}/statements?statementId=${id}`, { headers: this.headers });
        await answer.arrayBuffer();
        return answer.status;
      }),
    );
    expect(answers.every((status) => status === 200 || status === 404)).toBe(true);
    return answers.filter((status) => status === 200).length;
  }
}

test("a power cut in the middle of batches loses nothing that was acknowledged, and leaves no half of one", async () => {
  test.setTimeout(180_000);
  let server = await Server.demo();
  const acknowledged: Batch[] = [];
  const unanswered: Batch[] = [];
  try {
    for (const wanted of [3, 12, 25]) {
      const store = new Store(server.said);
      const before = acknowledged.length;
      let cut = false;
      const writers = Array.from({ length: 4 }, async () => {
        while (!cut) {
          const one = batch(40, 700);
          const answer = await store.write(one).catch(() => undefined);
          if (answer?.status === 200) acknowledged.push(one);
          else unanswered.push(one);
          if (answer !== undefined) expect(answer.status).toBe(200);
        }
      });
      await expect.poll(() => acknowledged.length - before, { timeout: 30_000, intervals: [5] }).toBeGreaterThanOrEqual(wanted);
      cut = true;
      await server.kill();
      await Promise.all(writers);
      server = await Server.demo({ folder: server.folder });
    }
    const store = new Store(server.said);
    for (const one of acknowledged) expect(await store.found(one)).toBe(one.ids.length);
    for (const one of unanswered) expect([0, one.ids.length]).toContain(await store.found(one));
    expect(unanswered.length).toBeGreaterThan(0);
  } finally {
    await server.stop();
  }
});

test("a disk that is full refuses what does not fit, keeps what it has, and goes on once there is room", async () => {
  test.setTimeout(180_000);
  // A small disk that only the server sees. Whoever is not root is root in a space of their own.
  const apart = process.getuid?.() === 0 ? ["unshare", "--mount"] : ["unshare", "--mount", "--map-root-user"];
  const mounted = 'mount -t tmpfs -o size=96m tmpfs "$1" && shift && exec "$@"';
  const server = await Server.demo({ through: (folder) => [...apart, "sh", "-c", mounted, "sh", folder] });
  try {
    const store = new Store(server.said);
    const kept: Batch[] = [];
    let refused: Batch | undefined;
    for (let turn = 0; turn < 400 && refused === undefined; turn++) {
      const one = batch(10, 60_000);
      const answer = await store.write(one);
      if (answer.status === 200) {
        kept.push(one);
        continue;
      }
      refused = one;
      expect(answer.status).toBe(503);
      expect(await answer.text()).not.toBe("");
    }
    expect(refused).toBeDefined();
    expect(await store.found(refused!)).toBe(0);
    for (const one of kept) expect(await store.found(one)).toBe(one.ids.length);
    expect((await fetch(`${server.said.url}/sign-in`)).status).toBe(200);

    execFileSync("nsenter", ["--target", String(server.pid), "--mount", ...(process.getuid?.() === 0 ? [] : ["--user", "--preserve-credentials"]), "mount", "-o", "remount,size=256m", server.folder]);
    await expect.poll(async () => (await store.write(refused!)).status, { timeout: 30_000 }).toBe(200);
    expect(await store.found(refused!)).toBe(refused!.ids.length);
    await expect.poll(async () => (await fetch(`${server.said.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
    for (const one of kept) expect(await store.found(one)).toBe(one.ids.length);
  } finally {
    await server.stop();
  }
});
