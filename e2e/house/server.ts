import { spawn, type ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

export interface Role {
  role: string;
  side: string;
  organisation: string;
  url: string;
}

/** The first line of `lustrum demo --format json`. */
export interface Said {
  url: string;
  partnership: string;
  period: string;
  roles: Role[];
}

/** A demo of its own on a folder of its own: what one worker changes, no other sees. */
export class Server {
  private constructor(
    readonly said: Said,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start(): Promise<Server> {
    const binary = process.env.LUSTRUM_BINARY ?? resolve(import.meta.dirname, "../../target/debug/lustrum");
    const folder = await mkdtemp(join(tmpdir(), "lustrum-e2e-"));
    const child = spawn(
      binary,
      ["demo", "--listen", "127.0.0.1:0", "--data", folder, "--format", "json"],
      { stdio: ["ignore", "pipe", "pipe"] },
    );
    let errors = "";
    child.stderr.on("data", (text) => {
      errors = (errors + text).slice(-8_000);
    });
    try {
      const said = await firstLine(child, () => errors);
      // What is not read fills the pipe and stops the server.
      child.stdout.resume();
      return new Server(said, child, folder);
    } catch (error) {
      await end(child);
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async stop(): Promise<void> {
    await end(this.process);
    await rm(this.folder, { recursive: true, force: true });
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), 5_000);
  await gone;
  clearTimeout(impatient);
}

function firstLine(child: ChildProcess, errors: () => string): Promise<Said> {
  return new Promise((done, failed) => {
    const impatient = setTimeout(() => failed(new Error(`the demo said nothing for a minute\n${errors()}`)), 60_000);
    const settle = (act: () => void) => {
      clearTimeout(impatient);
      act();
    };
    child.once("error", (error) => settle(() => failed(error)));
    child.once("exit", (code) => settle(() => failed(new Error(`the demo ended with ${code}\n${errors()}`))));
    const lines = createInterface({ input: child.stdout! });
    lines.once("line", (line) =>
      settle(() => {
        lines.close();
        try {
          done(JSON.parse(line));
        } catch {
          failed(new Error(`the first line of the demo is not JSON: ${line}`));
        }
      }),
    );
  });
}
