import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright";

const engine = readFileSync(
  createRequire(import.meta.url).resolve("accessibility-checker-engine/ace.js"),
  "utf8",
);

/** What IBM's engine finds, as far as it is read. */
interface IbmResult {
  ruleId: string;
  value: readonly [level: string, answer: string];
  message: string;
  snippet: string;
}

/** What all of axe's rules say of a page at levels A and AA, and what IBM's engine says; nothing where both are content. */
export async function byBothEngines(page: Page): Promise<string[]> {
  return [...(await byAxe(page)), ...(await byIbm(page))];
}

async function byAxe(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations, incomplete } = await page.evaluate<AxeResults>(`axe.run({
    rules: Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }])),
  })`);
  const failed = violations.filter(({ tags }) => tags.some((tag) => /^wcag2\d?(a|aa)$/.test(tag)));
  const doubled = incomplete.filter(({ id }) => id.startsWith("duplicate-id"));
  return [...failed, ...doubled].flatMap(({ id, nodes }) =>
    nodes.map(({ target, html }) => `axe ${id} at ${target.join(" ")}: ${html}`),
  );
}

async function byIbm(page: Page): Promise<string[]> {
  await page.evaluate(engine);
  const results = await page.evaluate<IbmResult[]>(
    `new ace.Checker().check(document, ["WCAG_2_2"]).then(({ results }) =>
      results.map(({ ruleId, value, message, snippet }) => ({ ruleId, value, message, snippet })))`,
  );
  return results
    .filter(({ value: [level, answer] }) => level === "VIOLATION" && answer === "FAIL")
    .map(({ ruleId, message, snippet }) => `IBM ${ruleId}: ${message} ${snippet}`);
}
