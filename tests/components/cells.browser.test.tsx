import { AuthStep, type StepView } from "codat-onboarding";
import { describe, expect, test } from "vitest";
import { type Column, columns, inviteStates, stepProps, variants } from "../support/cells.js";
import { english, say } from "../support/english.js";
import { acme, link, memory } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

interface Row {
  view: StepView;
  /** Words of the button; without any it is gone. */
  button?: string;
  /** Where it leads. */
  href?: string | null;
  fallback: "gone" | "closed" | "open";
  /** Words of the button that puts off. */
  skip?: string;
  /** What the heading and the status line say. */
  says: string;
}

const { authStep, connectCTA, skipStep, status } = english;
const asks = `${say(connectCTA.connect.accounting)} ${say(authStep.optional)}`;
const usual = {
  view: "ask",
  button: say(connectCTA.connect.accounting),
  href: link,
  fallback: "closed",
  skip: say(skipStep.skip),
  says: asks,
} as const;
const { heading } = status;

/** The table in the design, and its views. */
const table: Record<Column, Row> = {
  loading: { ...usual, href: null, fallback: "gone" },
  idle: usual,
  opening: { ...usual, says: asks + say(status.opening) },
  pending: {
    ...usual,
    button: say(connectCTA.pending),
    says: say(heading.started.accounting) + say(status.started),
  },
  failed: {
    ...usual,
    button: say(connectCTA.failed),
    says: say(heading.error.accounting) + say(status.error),
  },
  connected: { view: "connected", fallback: "gone", says: say(heading.connected.accounting) },
  ready: {
    view: "connected",
    fallback: "gone",
    says: say(heading.connected.accounting) + say(status.ready),
  },
  disconnected: {
    ...usual,
    button: say(connectCTA.disconnected),
    says: say(heading.disconnected.accounting) + say(status.disconnected),
  },
  // One line, with its undo.
  skipped: { view: "ask", fallback: "gone", skip: say(skipStep.undo), says: asks + say(status.skipped) },
  unavailable: {
    view: "unavailable",
    fallback: "gone",
    says: say(heading.unavailable) + say(status.unavailable),
  },
};

describe.each(Object.entries(table))("while %s", (name, row) => {
  const column = name as Column;
  const show = async (props?: object) => {
    const { container } = await mount(<AuthStep {...stepProps(column)} {...props} />);
    return (part: string) => container.querySelector<HTMLElement>(`.co-${part}`);
  };

  test("the button says what it does, and leads there", async () => {
    const button = (await show())("ConnectCTA");
    expect(button?.textContent).toBe(row.button);
    if (button) expect(button.getAttribute("href")).toBe(row.href);
  });

  test("the fallback is as the table says", async () => {
    const fallback = (await show())("CantSignInFallback");
    expect(!fallback ? "gone" : fallback.dataset["open"] === "" ? "open" : "closed").toBe(row.fallback);
    expect(fallback?.querySelector("[aria-expanded]")?.getAttribute("aria-expanded")).toBe(
      fallback ? String(row.fallback === "open") : undefined,
    );
  });

  test("putting off is as the table says", async () => {
    expect((await show())("SkipStep")?.textContent).toBe(row.skip);
  });

  test("a required step cannot be put off", async () => {
    expect((await show({ required: true }))("SkipStep")).toBe(null);
  });

  test("the status line says so, in the one live region", async () => {
    const find = await show();
    expect(find("StatusLine")?.textContent).toBe(row.says);
    expect(find("AuthStep")?.querySelectorAll("[role=status], [role=alert], [aria-live]")).toHaveLength(1);
  });

  test("the state is in the attributes", async () => {
    const { dataset } = (await show())("AuthStep") ?? {};
    expect(dataset?.["status"]).toBe(column === "skipped" ? "idle" : column);
    expect(dataset?.["skipped"]).toBe(column === "skipped" ? "" : undefined);
    expect(dataset?.["invite"]).toBe("none");
    expect(dataset?.["view"]).toBe(row.view);
  });

  test.each(Object.keys(variants))("every part shows itself, %s", async (variant) => {
    const props = stepProps(column, variant as keyof typeof variants);
    const { container } = await mount(<AuthStep {...props} />);
    expect(container.textContent).not.toMatch(/[{}]|undefined|null|\[object/);
    expect(container.querySelector("[style]")).toBe(null);
  });
});

test("the table has every column", () => {
  expect(Object.keys(table)).toEqual(Object.keys(columns));
});

test.each(inviteStates)("an invite that is %s is in the attributes", async (invite) => {
  const { container } = await mount(<AuthStep {...acme} storage={null} invite={invite} />);
  const step = container.querySelector<HTMLElement>(".co-AuthStep");
  expect(step?.dataset["invite"]).toBe(invite);
  const isAlive = ["prepared", "opened", "started", "returned"].includes(invite);
  expect(step?.dataset["view"]).toBe(isAlive ? "waiting" : "ask");
});

test("a link that stands by itself is passed on though the company is no company", async () => {
  const { container } = await mount(
    <AuthStep
      companyId="no GUID"
      linkUrl={link}
      appName="Acme Lending"
      storage={memory()}
      onError={() => {}}
    />,
  );
  expect(container.querySelector(".co-ConnectCTA[href]")).toBe(null);
  expect(container.querySelector(".co-CantSignInFallback")).not.toBe(null);
});
