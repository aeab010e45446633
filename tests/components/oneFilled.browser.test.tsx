import { AuthStep, type StepView } from "codat-onboarding";
import { type Local, type StepState, stepState } from "codat-onboarding/core";
import "../../src/components/styles/styles.css";
import { expect, test } from "vitest";
import { stepSentence } from "../../src/core/step/stepSentence.js";
import { type Known, known, reachableLocals } from "../core/step/reachable.js";
import { acme, link } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

interface Case {
  facts: Known;
  local: Local;
  state: StepState;
}

/** One of each that a customer could tell apart, of all that can be reached. */
function distinct(): readonly Case[] {
  const found = new Map<string, Case>();
  for (const local of reachableLocals())
    for (const facts of known) {
      const state = stepState({ ...facts, local });
      const { status, reason, view, skipped } = state;
      const key = [
        status,
        reason,
        view,
        skipped,
        stepSentence(state, local),
        local.front !== undefined,
      ].join();
      if (!found.has(key)) found.set(key, { facts, local, state });
    }
  return [...found.values()];
}

const isFilled = (element: Element) => {
  const { backgroundColor, display } = getComputedStyle(element);
  return display !== "none" && backgroundColor === filled;
};
let filled = "";

test("in no state is more than one button filled", async () => {
  const { container, unmount } = await mount(<AuthStep {...acme} storage={null} />);
  const [button] = container.getElementsByClassName("co-ConnectCTA");
  filled = getComputedStyle(button as Element).backgroundColor;
  expect(filled).not.toBe("rgba(0, 0, 0, 0)");
  await unmount();
  const cases = distinct();
  const seen = new Set<StepView>();
  const wrong: object[] = [];
  for (const { facts, local, state } of cases) {
    const { invite, status, unavailable, hasLink, reason } = facts;
    const said = unavailable
      ? { companyId: "no GUID", reason, ...(hasLink && { linkUrl: link }) }
      : { invite, status, reason };
    const stored = JSON.stringify(local);
    const page = await mount(
      <AuthStep
        {...acme}
        {...said}
        next={{ label: "Continue", href: "#next" }}
        supportUrl="mailto:help@acme.example"
        onError={() => {}}
        storage={{ getItem: () => stored, setItem() {} }}
      />,
    );
    const step = page.container.querySelector<HTMLElement>(".co-AuthStep");
    const view = step?.dataset["view"] as StepView;
    seen.add(view);
    const all = [...(step?.querySelectorAll("a, button") ?? [])].filter(isFilled);
    if (all.length > 1) wrong.push({ state, filled: all.map(({ className }) => className) });
    await page.unmount();
  }
  expect(wrong).toEqual([]);
  expect(cases.length).toBeGreaterThan(40);
  expect([...seen].sort()).toEqual(["ask", "connected", "handOver", "returned", "unavailable", "waiting"]);
}, 120_000);
