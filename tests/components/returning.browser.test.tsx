import { AuthStep, type LinkRedirect, type StepEvent } from "codat-onboarding";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, companyId, memory, otherCompanyId } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const { status: words, authStep, connectCTA } = english;
const { heading } = words;
const asks = `${say(connectCTA.connect.accounting)} ${say(authStep.optional)}`;
const outcomes = [
  {
    code: 200,
    outcome: "connected",
    status: "pending",
    view: "returned",
    reason: "returned",
    says: `${say(heading.returned)}${say(words.returned)} ${say(words.carryOn)}`,
  },
  { code: 201, outcome: "unchanged", status: "idle", view: "ask", says: asks + say(words.unchanged) },
  {
    code: 403,
    outcome: "cancelled",
    status: "idle",
    view: "ask",
    reason: "cancelled",
    says: asks + say(words.cancelled),
  },
  {
    code: 500,
    outcome: "failed",
    status: "failed",
    view: "ask",
    reason: "error",
    says: say(heading.error.accounting) + say(words.error),
  },
  {
    code: 501,
    outcome: "unsupported",
    status: "failed",
    view: "ask",
    reason: "unsupported",
    says: say(heading.unsupported) + say(words.unsupported),
  },
] as const;
/** What is said after each. */
const saidAfter = (wanted: string) => outcomes.find(({ outcome }) => outcome === wanted)?.says;

const told = {
  onReturn: vi.fn<(redirect: LinkRedirect) => void>(),
  onEvent: vi.fn<(event: StepEvent) => void>(),
};
const types = () => told.onEvent.mock.calls.map(([{ type }]) => type);
const statusOf = (root: HTMLElement) => root.querySelector<HTMLElement>(".co-AuthStep")?.dataset["status"];

function arrive(query: string): void {
  history.replaceState(null, "", `?${query}`);
}

beforeEach(() => {
  vi.clearAllMocks();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(outcomes)("a return with $code", ({ code, outcome, status, view, says, ...more }) => {
  const query = `statuscode=${code}&companyId=${companyId.toUpperCase()}&platform=gbol&errormessage=<b>x`;

  test("is told once, and shown", async () => {
    arrive(query);
    const { container } = await mount(<AuthStep {...acme} {...told} />);
    expect(told.onReturn.mock.calls).toEqual([
      [expect.objectContaining({ outcome, statusCode: code, companyId, platformKey: "gbol" })],
    ]);
    expect(statusOf(container)).toBe(status);
    expect(container.querySelector("[role=status]")?.textContent).toBe(says);
    const { dataset } = container.querySelector<HTMLElement>(".co-AuthStep") as HTMLElement;
    expect([dataset["view"], dataset["reason"]]).toEqual([view, "reason" in more ? more.reason : undefined]);
    expect(container.textContent).not.toContain("<b>x");
  });

  test("is told once, however often the page is reloaded with it", async () => {
    const storage = memory();
    for (let visit = 1; visit <= 3; visit++) {
      arrive(query);
      const { container, unmount } = await mount(<AuthStep {...acme} {...told} storage={storage} />);
      expect(statusOf(container)).toBe(status);
      await unmount();
    }
    expect(told.onReturn).toHaveBeenCalledOnce();
  });

  test("leaves the address to the host", async () => {
    arrive(query);
    await mount(<AuthStep {...acme} storage={null} />);
    expect(location.search).toBe(`?${encodeURI(query)}`);
  });
});

test("a failed return is an error that trying again may mend", async () => {
  arrive("statusCode=500");
  const onError = vi.fn();
  await mount(<AuthStep {...acme} storage={null} onError={onError} />);
  expect(onError.mock.calls).toEqual([[expect.objectContaining({ code: "ONB-205", recoverable: true })]]);
});

test("the first state comes before the return, and the change after it", async () => {
  arrive("statusCode=200");
  await mount(<AuthStep {...acme} {...told} storage={null} />);
  expect(types()).toEqual(["restored", "return", "pending", "view"]);
});

test.each([
  ["another company", `statusCode=200&companyId=${otherCompanyId}`],
  ["another source type", "statusCode=200&sourceType=Banking"],
  ["nobody", "statusCode=999"],
])("a return for %s is not ours", async (_, query) => {
  arrive(query);
  const { container } = await mount(<AuthStep {...acme} {...told} storage={null} />);
  expect(told.onReturn).not.toHaveBeenCalled();
  expect(statusOf(container)).toBe("idle");
});

test.each(["#/onboarding?statuscode=403", "#statuscode=403", "?lang=en#/onboarding?statuscode=403"])(
  "a return behind the # of a hash router is noticed: %s",
  async (address) => {
    history.replaceState(null, "", address);
    const { container } = await mount(<AuthStep {...acme} {...told} storage={null} />);
    expect(told.onReturn.mock.calls).toEqual([[expect.objectContaining({ outcome: "cancelled" })]]);
    expect(container.querySelector("[role=status]")?.textContent).toBe(asks + say(words.cancelled));
  },
);

test("of two steps on one page, the return is told by the one it belongs to", async () => {
  arrive("statusCode=200&sourceType=Banking");
  const [books, bank] = [vi.fn(), vi.fn()];
  await mount(
    <>
      <AuthStep {...acme} storage={memory()} onReturn={books} />
      <AuthStep {...acme} storage={memory()} sourceType="banking" onReturn={bank} />
    </>,
  );
  expect(books).not.toHaveBeenCalled();
  expect(bank).toHaveBeenCalledOnce();
});

test("a router that brings the return while the step is there is noticed", async () => {
  const { render } = await mount(<AuthStep {...acme} {...told} storage={null} />);
  arrive("statusCode=403");
  await render(<AuthStep {...acme} {...told} storage={null} />);
  expect(told.onReturn).toHaveBeenCalledOnce();
});

test("a return that was there before the company was known is told of the company", async () => {
  const storage = memory();
  arrive("statusCode=403");
  const { container, render } = await mount(
    <AuthStep {...acme} {...told} companyId={null} storage={storage} />,
  );
  expect(told.onReturn).not.toHaveBeenCalled();
  await render(<AuthStep {...acme} {...told} storage={storage} />);
  expect(told.onReturn).toHaveBeenCalledOnce();
  expect(container.querySelector("[role=status]")?.textContent).toBe(saidAfter("cancelled"));
  expect(storage.entries.size).toBe(1);
});

test("a new click forgets the old return, though its address is still there", async () => {
  arrive("statusCode=500");
  const { container } = await mount(<AuthStep {...acme} {...told} storage={memory()} />);
  await userEvent.click(page.getByRole("link", { name: say(connectCTA.failed) }));
  await expect.poll(() => statusOf(container)).toBe("opening");
  document.dispatchEvent(new Event("visibilitychange"));
  await expect.poll(() => statusOf(container)).toBe("idle");
  expect(told.onReturn).toHaveBeenCalledOnce();
});

test("the same outcome after a new click is a new return", async () => {
  const storage = memory();
  arrive("statusCode=403");
  const first = await mount(<AuthStep {...acme} {...told} storage={storage} />);
  await userEvent.click(page.getByRole("link", { name: say(connectCTA.connect.accounting) }));
  await first.unmount();
  arrive("statusCode=403");
  await mount(<AuthStep {...acme} {...told} storage={storage} />);
  expect(told.onReturn).toHaveBeenCalledTimes(2);
});

test.each([
  ["navigate", ["failed", "cancelled"], "cancelled"],
  ["reload", ["failed"], "failed"],
  ["back_forward", ["failed"], "failed"],
] as const)("an address from before a later return, come to by %s", async (type, outcomes, last) => {
  const storage = memory();
  arrive("statusCode=500");
  const first = await mount(<AuthStep {...acme} {...told} storage={storage} />);
  await first.unmount();
  arrive("statusCode=403");
  vi.spyOn(performance, "getEntriesByType").mockReturnValue([{ type } as PerformanceNavigationTiming]);
  const { container } = await mount(<AuthStep {...acme} {...told} storage={storage} />);
  expect(told.onReturn.mock.calls.map(([{ outcome }]) => outcome)).toEqual(outcomes);
  expect(container.querySelector("[role=status]")?.textContent).toBe(saidAfter(last));
});

describe.each<[string, (() => object[]) | undefined]>([
  ["does not say how a page was come to", undefined],
  ["has no entry for it", () => []],
  ["came to it before it was shown", () => [{ type: "prerender" }]],
])("a browser or a test's DOM that %s", (_, value) => {
  afterEach(() => {
    delete (performance as Partial<Performance>).getEntriesByType;
  });

  test("tells a later return", async () => {
    const storage = memory();
    arrive("statusCode=200");
    const first = await mount(<AuthStep {...acme} {...told} storage={storage} />);
    await first.unmount();
    arrive("statusCode=403");
    Object.defineProperty(performance, "getEntriesByType", { configurable: true, value });
    const { container } = await mount(<AuthStep {...acme} {...told} storage={storage} />);
    expect(told.onReturn.mock.calls.map(([{ outcome }]) => outcome)).toEqual(["connected", "cancelled"]);
    expect(container.querySelector("[role=status]")?.textContent).toBe(saidAfter("cancelled"));
  });
});

test("the host's word outranks the return", async () => {
  arrive("statusCode=200");
  const { container } = await mount(<AuthStep {...acme} {...told} storage={null} status="connected" />);
  expect(statusOf(container)).toBe("connected");
});

test("a return is not remembered against the host: what it confirmed and then ended is not pending again", async () => {
  const storage = memory();
  arrive("statusCode=200");
  const { container, render } = await mount(<AuthStep {...acme} storage={storage} />);
  expect(statusOf(container)).toBe("pending");
  await render(<AuthStep {...acme} storage={storage} status="connected" />);
  await render(<AuthStep {...acme} storage={storage} status="idle" />);
  expect(statusOf(container)).toBe("idle");
});
