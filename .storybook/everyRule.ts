import engine from "accessibility-checker-engine/ace.js?url";
import axe, { type AxeResults, type NodeResult } from "axe-core";

/** What IBM's engine finds, as far as it is read. */
interface Report {
  results: readonly {
    ruleId: string;
    value: readonly [level: string, answer: string];
    message: string;
    snippet: string;
  }[];
}

interface Engine {
  Checker: new () => { check(element: Element, guidelines: readonly string[]): Promise<Report> };
}

/**
 * In `npm run test:access`: what all of axe's rules say at levels A and AA, and what IBM's engine says, of a finished
 * story. An id that stands twice is a finding, though axe calls it incomplete.
 */
export async function everyRule({ canvasElement }: { canvasElement: HTMLElement }): Promise<void> {
  if (import.meta.env["EVERY_RULE"] !== "on") return;
  const found = [...(await byAxe(canvasElement)), ...(await byIbm(canvasElement))];
  if (found.length > 0) throw new Error(`both rule engines:\n${found.join("\n")}`);
}

async function byAxe(element: HTMLElement): Promise<string[]> {
  const rules = Object.fromEntries(axe.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
  const { violations, incomplete } = await axe.run(element, { rules });
  const failed = violations.filter(({ tags }) => tags.some((tag) => /^wcag2\d?(a|aa)$/.test(tag)));
  const doubled = incomplete.filter(({ id }) => id.startsWith("duplicate-id"));
  return [...failed, ...doubled].flatMap(({ id, nodes }: AxeResults["violations"][number]) =>
    nodes.map(({ target, html }: NodeResult) => `axe ${id} at ${target.join(" ")}: ${html}`),
  );
}

async function byIbm(element: HTMLElement): Promise<string[]> {
  const { results } = await new (await loaded()).Checker().check(element, ["WCAG_2_2"]);
  return results
    .filter(({ value: [level, answer] }) => level === "VIOLATION" && answer === "FAIL")
    .map(({ ruleId, message, snippet }) => `IBM ${ruleId}: ${message} ${snippet}`);
}

let loading: Promise<Engine> | undefined;

/** The engine is a classic script, which leaves a global. */
function loaded(): Promise<Engine> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.onload = () => resolve((globalThis as unknown as { ace: Engine }).ace);
    script.onerror = () => reject(new Error("The rule engine did not load."));
    script.src = engine;
    document.head.append(script);
  });
  return loading;
}
