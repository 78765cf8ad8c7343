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

export interface SetUp {
  url: string;
  code: string;
}

/** The first line of `lustrum demo --format json`. */
export interface Said {
  url: string;
  partnership: string;
  period: string;
  roles: Role[];
  xapi: { endpoint: string; user: string; password: string };
}

/** Where a server keeps its data, and what it is started through. */
interface Place {
  folder: string;
  through: (folder: string) => string[];
}

export const binary = process.env.LUSTRUM_BINARY ?? resolve(import.meta.dirname, "../../target/debug/lustrum");

/** A server of its own on a folder of its own: what one worker changes, no other sees. */
export class Server<T = Said> {
  private constructor(
    readonly said: T,
    private readonly process: ChildProcess,
    readonly folder: string,
  ) {}

  /** With the demo in it; on what an earlier server left in the folder, where one is named. */
  static demo(place: Partial<Place> = {}): Promise<Server> {
    return Server.start((folder) => ["demo", "--listen", "127.0.0.1:0", "--data", folder, "--format", "json"], (line) => JSON.parse(line), place);
  }

  /** Empty, as whoever installs it meets it: it says where it is set up, with which code. */
  static empty(): Promise<Server<SetUp>> {
    return Server.start((folder) => ["serve", "--listen", "127.0.0.1:0", "--data", folder], (line) => {
      const [, url, code] = /(http\S+)\/setup with the code (\S+)/u.exec(line)!;
      return { url: url!, code: code! };
    });
  }

  private static async start<T>(command: (folder: string) => string[], read: (line: string) => T, place: Partial<Place> = {}): Promise<Server<T>> {
    const folder = place.folder ?? (await mkdtemp(join(tmpdir(), "lustrum-e2e-")));
    const [program, ...words] = [...(place.through?.(folder) ?? []), binary, ...command(folder)];
    const child = spawn(program!, words, { stdio: ["ignore", "pipe", "pipe"] });
    let errors = "";
    child.stderr.on("data", (text) => {
      errors = (errors + text).slice(-8_000);
    });
    try {
      const said = await firstLine(child, read, () => errors);
      // What is not read fills the pipe and stops the server.
      child.stdout.resume();
      return new Server(said, child, folder);
    } catch (error) {
      await end(child);
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get pid(): number {
    return this.process.pid!;
  }

  /** Ends it as a power cut would, without a moment to tidy up; the folder stays. */
  async kill(): Promise<void> {
    const gone = new Promise((done) => this.process.once("exit", done));
    this.process.kill("SIGKILL");
    await gone;
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

function firstLine<T>(child: ChildProcess, read: (line: string) => T, errors: () => string): Promise<T> {
  return new Promise((done, failed) => {
    const impatient = setTimeout(() => failed(new Error(`the server said nothing for a minute\n${errors()}`)), 60_000);
    const settle = (act: () => void) => {
      clearTimeout(impatient);
      act();
    };
    child.once("error", (error) => settle(() => failed(error)));
    child.once("exit", (code) => settle(() => failed(new Error(`the server ended with ${code}\n${errors()}`))));
    const lines = createInterface({ input: child.stdout! });
    lines.once("line", (line) =>
      settle(() => {
        lines.close();
        try {
          done(read(line));
        } catch {
          failed(new Error(`the first line of the server is not understood: ${line}`));
        }
      }),
    );
  });
}
