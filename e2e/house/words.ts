import { existsSync, readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

/** The text of a message; with gaps, a pattern that fits it whatever fills them. */
export type Say = (key: string) => string | RegExp;

const root = resolve(import.meta.dirname, "../..");

/** What the product says, from its own files of texts, so that a journey names a button in both languages at once. */
export function wordsOf(language: string): Say {
  const texts = new Map<string, string>();
  const places = ["kernel", ...readdirSync(resolve(root, "areas")).map((area) => `areas/${area}`)];
  for (const file of places.map((place) => resolve(root, place, `locales/${language}.ftl`)).filter(existsSync)) {
    for (const line of readFileSync(file, "utf8").split("\n")) {
      const [, key, text] = /^([a-z][\w-]*) = (.+)$/u.exec(line) ?? [];
      if (key !== undefined) texts.set(key, text!);
    }
  }
  return (key) => {
    const text = texts.get(key);
    if (text === undefined) throw new Error(`no message ${key} in ${language}`);
    if (text.endsWith("->")) throw new Error(`${key} has forms; name another message`);
    if (!text.includes("{")) return text;
    const parts = text.split(/\{[^}]*\}/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, "\\$&"));
    return new RegExp(parts.join(".*"), "u");
  };
}
