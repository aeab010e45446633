import { AuthStep, ConnectCTA, CopyLink, SkipStep } from "codat-onboarding";
import { expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, companyId, memory, otherCompanyId } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const { skipStep: words } = english;
const skip = page.getByRole("button", { name: say(words.skip) });
const undo = page.getByRole("button", { name: say(words.undo) });
const stepOf = (container: HTMLElement) => container.querySelector<HTMLElement>(".co-AuthStep")?.dataset;

test("a step is put off, and that is taken back", async () => {
  const told = { onSkip: vi.fn(), onEvent: vi.fn() };
  const { container } = await mount(<AuthStep {...acme} storage={null} {...told} />);
  await userEvent.click(skip);
  await expect.element(undo).toBeVisible();
  expect(stepOf(container)?.["skipped"]).toBe("");
  await expect.element(page.getByRole("status")).toHaveTextContent(say(english.status.skipped));
  await userEvent.click(undo);
  await expect.element(skip).toBeVisible();
  expect(stepOf(container)?.["skipped"]).toBe(undefined);
  expect(told.onSkip).toHaveBeenCalledOnce();
  expect(told.onEvent.mock.calls.map(([{ type }]) => type)).toEqual(["restored", "skip", "undo"]);
});

test("the focus stays on the button that puts off", async () => {
  await mount(<AuthStep {...acme} storage={null} />);
  await userEvent.click(skip);
  await expect.element(undo).toHaveFocus();
});

test("what was put off is there again above the button, and its heading takes the focus", async () => {
  await mount(<AuthStep {...acme} storage={null} />);
  await userEvent.click(skip);
  await userEvent.click(undo);
  await expect.element(page.getByRole("heading")).toHaveFocus();
});

test("a part alone puts off for itself", async () => {
  await mount(<SkipStep {...acme} />);
  await userEvent.click(skip);
  await expect.element(undo).toBeVisible();
});

test("connecting takes a skip back, where the host shows the button", async () => {
  const { container } = await mount(
    <AuthStep {...acme} storage={null}>
      <ConnectCTA />
      <SkipStep />
    </AuthStep>,
  );
  await userEvent.click(skip);
  await userEvent.click(page.getByRole("link", { name: say(english.connectCTA.connect.accounting) }));
  await expect.poll(() => stepOf(container)).toMatchObject({ status: "opening" });
  expect(stepOf(container)?.["skipped"]).toBe(undefined);
});

test("the step is opening until the page is seen again", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={null} />);
  await userEvent.click(page.getByRole("link", { name: say(english.connectCTA.connect.accounting) }));
  await expect.poll(() => stepOf(container)?.["status"]).toBe("opening");
  document.dispatchEvent(new Event("visibilitychange"));
  await expect.poll(() => stepOf(container)?.["status"]).toBe("idle");
});

test.each<[string, () => object]>([
  ["the browser's own storage", () => ({})],
  ["the host's storage", () => ({ storage: memory() })],
])("a skip outlasts a reload, in %s", async (_, arrange) => {
  const props = { ...acme, ...arrange() };
  const first = await mount(<AuthStep {...props} />);
  await userEvent.click(skip);
  await first.unmount();
  await mount(<AuthStep {...props} />);
  await expect.element(undo).toBeVisible();
});

test("a prepared invite outlasts a reload", async () => {
  const step = (
    <AuthStep {...acme}>
      <CopyLink />
    </AuthStep>
  );
  const first = await mount(step);
  expect(stepOf(first.container)?.["invite"]).toBe("none");
  await userEvent.click(page.getByRole("button", { name: say(english.copy.link) }));
  await expect.poll(() => stepOf(first.container)?.["invite"]).toBe("prepared");
  await first.unmount();
  const { container } = await mount(step);
  expect(stepOf(container)?.["invite"]).toBe("prepared");
});

test("without storage the step forgets", async () => {
  const first = await mount(<AuthStep {...acme} storage={null} />);
  await userEvent.click(skip);
  await expect.element(undo).toBeVisible();
  await first.unmount();
  await mount(<AuthStep {...acme} storage={null} />);
  await expect.element(skip).toBeVisible();
  expect(localStorage).toHaveLength(0);
});

test.each([
  ["another company", { companyId: otherCompanyId }],
  ["another source type", { sourceType: "banking" as const }],
])("%s is another step", async (_, other) => {
  const { render } = await mount(<AuthStep {...acme} />);
  await userEvent.click(skip);
  await expect.element(undo).toBeVisible();
  await render(<AuthStep {...acme} {...other} />);
  await expect.element(skip).toBeVisible();
  await render(<AuthStep {...acme} />);
  await expect.element(undo).toBeVisible();
});

test.each<[string, object]>([
  [
    "throws",
    {
      getItem: () => {
        throw new DOMException("blocked", "SecurityError");
      },
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    },
  ],
  ["holds rubbish", { getItem: () => "{", setItem() {} }],
  ["holds something else", { getItem: () => '["skipped",{"__proto__":{"skipped":true}}]', setItem() {} }],
])("a storage that %s does no harm", async (_, storage) => {
  await mount(<AuthStep {...acme} storage={storage as Storage} />);
  await userEvent.click(skip);
  await expect.element(undo).toBeVisible();
});

test("neither a link nor a name is remembered", async () => {
  const storage = memory();
  await mount(<AuthStep {...acme} storage={storage} businessName="Bakery" inviterName="Alex" />);
  await userEvent.click(skip);
  await expect.poll(() => storage.entries.size).toBe(1);
  expect(JSON.stringify([...storage.entries.values()])).not.toMatch(/http|Bakery|Alex|Acme/);
});

test("two steps of one company on one page follow each other", async () => {
  const first = await mount(<AuthStep {...acme} id="first" />);
  const second = await mount(<AuthStep {...acme} id="second" />);
  await userEvent.click(first.container.querySelector(".co-SkipStep") as Element);
  await expect.poll(() => stepOf(second.container)?.["skipped"]).toBe("");
});

test("two connected steps of one company do not wait on each other where nothing is remembered", async () => {
  // Begins to remember after a while: two steps that never agree would hang the page, and this test with it.
  let writes = 0;
  const forgetful = { ...memory(), setItem: () => void writes++ };
  const storage = { ...forgetful, getItem: () => (writes > 30 ? '{"confirmed":true}' : null) };
  const step = <AuthStep {...acme} storage={storage} status="connected" />;
  await mount(step);
  await mount(step);
  expect(writes).toBeLessThan(10);
});

test("a step that forgets does not make another one forget", async () => {
  const first = await mount(<AuthStep {...acme} storage={null} />);
  const second = await mount(<AuthStep {...acme} storage={null} />);
  await userEvent.click(first.container.querySelector(".co-SkipStep") as Element);
  await expect.poll(() => stepOf(first.container)?.["skipped"]).toBe("");
  await userEvent.click(second.container.querySelector(".co-FallbackTrigger") as Element);
  await userEvent.click(second.container.querySelector(".co-CopyLink") as Element);
  await expect.poll(() => stepOf(second.container)?.["invite"]).toBe("prepared");
  expect(stepOf(first.container)?.["skipped"]).toBe("");
});

test("what another tab does is seen in this one", async () => {
  const { container } = await mount(<AuthStep {...acme} />);
  await userEvent.click(skip);
  await expect.element(undo).toBeVisible();
  const [key = ""] = Object.keys(localStorage);
  expect(key).toContain(companyId);
  const tell = (newValue: string | null) => {
    if (newValue === null) localStorage.clear();
    else localStorage.setItem(key, newValue);
    dispatchEvent(new StorageEvent("storage", { key: newValue === null ? null : key, newValue }));
  };
  tell(JSON.stringify({ skipped: false, invited: true }));
  await expect.poll(() => stepOf(container)?.["invite"]).toBe("prepared");
  expect(stepOf(container)?.["skipped"]).toBe(undefined);
  tell(null);
  await expect.poll(() => stepOf(container)?.["invite"]).toBe("none");
});

test("a return in another tab ends the opening in this one", async () => {
  const { container } = await mount(<AuthStep {...acme} />);
  await userEvent.click(page.getByRole("link", { name: say(english.connectCTA.connect.accounting) }));
  await expect.poll(() => stepOf(container)?.["status"]).toBe("opening");
  const [key = ""] = Object.keys(localStorage);
  localStorage.setItem(key, JSON.stringify({ returned: "connected" }));
  dispatchEvent(new StorageEvent("storage", { key }));
  await expect.poll(() => stepOf(container)?.["status"]).toBe("pending");
  await expect.element(page.getByRole("status")).toHaveTextContent(say(english.status.returned));
});

test("an unmounted step leaves no listener", async () => {
  const added = vi.spyOn(globalThis, "addEventListener");
  const removed = vi.spyOn(globalThis, "removeEventListener");
  const storageOf = ({ mock }: { mock: { calls: unknown[][] } }) =>
    mock.calls.filter(([type]) => type === "storage").length;
  const { unmount } = await mount(<AuthStep {...acme} />);
  await unmount();
  expect(storageOf(added)).toBeGreaterThan(0);
  expect(storageOf(removed)).toBe(storageOf(added));
  vi.restoreAllMocks();
});
