import {
  AuthStep,
  ConnectCTA,
  type ConnectionStatus,
  OnboardingDefaults,
  SkipStep,
  type StepCallbacks,
} from "codat-onboarding";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme, link, otherCompanyId } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const names = [
  "onConnect",
  "onReturn",
  "onPending",
  "onConnected",
  "onDataReady",
  "onDisconnected",
  "onSkip",
  "onFallbackOpen",
  "onInvite",
  "onCopied",
  "onError",
] as const satisfies readonly (keyof StepCallbacks)[];

/** Callbacks that write down who was called. */
function listeners(heard: string[], who = ""): StepCallbacks {
  const all = names.map((name) => [name, () => void heard.push(`${who}${name}`)]);
  const onEvent: StepCallbacks["onEvent"] = ({ type }) => void heard.push(`${who}event ${type}`);
  return { ...Object.fromEntries(all), onEvent };
}

const button = page.getByRole("link", { name: say(english.connectCTA.connect.accounting) });
const skip = page.getByRole("button", { name: say(english.skipStep.skip) });

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each<[ConnectionStatus, string[]]>([
  ["idle", []],
  ["pending", ["onPending"]],
  ["failed", []],
  ["connected", ["onConnected"]],
  ["ready", ["onConnected", "onDataReady"]],
  ["disconnected", ["onDisconnected"]],
])("%s", (status, callbacks) => {
  test("is restored, and no news, when it is the first that is seen", async () => {
    const heard: string[] = [];
    const step = <AuthStep {...acme} {...listeners(heard)} storage={null} status={status} />;
    const { render } = await mount(step);
    await render(step);
    expect(heard).toEqual(["event restored"]);
  });

  test("is told once when it comes", async () => {
    const heard: string[] = [];
    const step = (now: ConnectionStatus) => (
      <AuthStep {...acme} {...listeners(heard)} storage={null} status={now} />
    );
    const { render } = await mount(step("loading"));
    expect(heard).toEqual([]);
    await render(step("opening"));
    heard.length = 0;
    await render(step(status));
    await render(step(status));
    expect(heard.filter((name) => !name.startsWith("event"))).toEqual(callbacks);
  });
});

test("changes are told in order, each callback before its event", async () => {
  const heard: string[] = [];
  const step = (status: ConnectionStatus) => (
    <AuthStep {...acme} {...listeners(heard)} storage={null} status={status} />
  );
  const { render } = await mount(step("idle"));
  for (const status of ["pending", "connected", "ready", "disconnected", "ready"] as const) {
    await render(step(status));
  }
  expect(heard).toEqual([
    "event restored",
    "onPending",
    "event pending",
    "onConnected",
    "event connected",
    "event view",
    "onDataReady",
    "event dataReady",
    "onDisconnected",
    "event disconnected",
    "event view",
    "onConnected",
    "event connected",
    "onDataReady",
    "event dataReady",
    "event view",
  ]);
});

test("restored says how the step stands", async () => {
  const onEvent = vi.fn();
  await mount(<AuthStep {...acme} storage={null} status="pending" invite="opened" onEvent={onEvent} />);
  const detail = { status: "pending", invite: "opened", skipped: false, reason: "started", view: "waiting" };
  expect(onEvent.mock.calls).toEqual([[{ type: "restored", detail }]]);
});

test("another company begins anew", async () => {
  const heard: string[] = [];
  const { render } = await mount(<AuthStep {...acme} {...listeners(heard)} status="idle" />);
  await render(<AuthStep {...acme} {...listeners(heard)} companyId={otherCompanyId} status="connected" />);
  expect(heard).toEqual(["event restored", "event restored"]);
});

test("a company that comes late is restored once it is there", async () => {
  const heard: string[] = [];
  const { render } = await mount(<AuthStep {...acme} {...listeners(heard)} companyId={undefined} />);
  expect(heard).toEqual([]);
  await render(<AuthStep {...acme} {...listeners(heard)} status="connected" />);
  expect(heard).toEqual(["event restored"]);
});

test("the part is told first, then the step, then the defaults, once each", async () => {
  const heard: string[] = [];
  await mount(
    <OnboardingDefaults {...listeners(heard, "outer ")}>
      <OnboardingDefaults appName="Acme Lending" {...listeners(heard, "defaults ")}>
        <AuthStep {...acme} {...listeners(heard, "step ")} storage={null}>
          <SkipStep {...listeners(heard, "part ")} />
        </AuthStep>
      </OnboardingDefaults>
    </OnboardingDefaults>,
  );
  heard.length = 0;
  await userEvent.click(skip);
  expect(heard).toEqual(
    ["part", "step", "defaults", "outer"].flatMap((who) => [`${who} onSkip`, `${who} event skip`]),
  );
});

test("the newest callback is the one called", async () => {
  const [old, current] = [vi.fn(), vi.fn()];
  const { render } = await mount(<AuthStep {...acme} storage={null} onSkip={old} />);
  await render(<AuthStep {...acme} storage={null} onSkip={current} />);
  await userEvent.click(skip);
  expect(current).toHaveBeenCalledOnce();
  expect(old).not.toHaveBeenCalled();
});

test("the newest callback is the one called, though it came while a link was fetched", async () => {
  let fail = (_: Error) => {};
  const linkUrl = () => new Promise<string>((_, reject) => (fail = reject));
  vi.spyOn(window, "open").mockReturnValue(null);
  const [old, current] = [vi.fn(), vi.fn()];
  const { render } = await mount(<ConnectCTA {...acme} linkUrl={linkUrl} onError={old} />);
  await userEvent.click(button);
  await render(<ConnectCTA {...acme} linkUrl={linkUrl} onError={current} />);
  fail(new Error("offline"));
  await expect.poll(() => current.mock.calls).toEqual([[expect.objectContaining({ code: "ONB-202" })]]);
  expect(old).not.toHaveBeenCalled();
});

test("what a callback throws is reported, and the rest still happens", async () => {
  const report = vi.spyOn(globalThis, "reportError").mockImplementation(() => {});
  const heard: string[] = [];
  const mistake = new Error("mistake");
  const fail = () => {
    throw mistake;
  };
  await mount(
    <OnboardingDefaults {...listeners(heard)}>
      <AuthStep {...acme} storage={null}>
        <SkipStep onSkip={fail} onEvent={fail} />
      </AuthStep>
    </OnboardingDefaults>,
  );
  heard.length = 0;
  await userEvent.click(skip);
  await expect.element(page.getByRole("button", { name: say(english.skipStep.undo) })).toBeVisible();
  expect(heard).toEqual(["onSkip", "event skip"]);
  expect(report.mock.calls).toEqual([[mistake], [mistake]]);
});

test("the button tells of its press", async () => {
  const heard: string[] = [];
  const { container } = await mount(<AuthStep {...acme} {...listeners(heard)} storage={null} />);
  heard.length = 0;
  await userEvent.click(button);
  expect(heard).toEqual(["onConnect", "event connect"]);
  const { href, target, rel } = container.querySelector(".co-ConnectCTA") as HTMLAnchorElement;
  expect({ href, target, rel }).toEqual({ href: link, target: "_blank", rel: "noopener noreferrer" });
});

test("impatient clicks are one", async () => {
  const onConnect = vi.fn();
  await mount(<AuthStep {...acme} storage={null} onConnect={onConnect} />);
  for (let click = 0; click < 5; click++) (button.element() as HTMLElement).click();
  expect(onConnect).toHaveBeenCalledOnce();
});
