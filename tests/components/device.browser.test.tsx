import { AuthStep, DeviceNotice } from "codat-onboarding";
import type { ComponentProps } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { page, userEvent } from "vitest/browser";
import { type EmulatedDevice, emulateDevice } from "../../stories/support/device.js";
import { english, say } from "../support/english.js";
import { acme, link, oneTimeLink } from "../support/fixtures.js";
import { followed } from "../support/followed.js";
import { mount } from "../support/mount.js";

const words = english.deviceNotice;
let restore = () => {};
afterEach(() => {
  restore();
  restore = () => {};
});

async function show(device: EmulatedDevice, props: ComponentProps<typeof DeviceNotice>) {
  restore = emulateDevice(device);
  const { container } = await mount(<DeviceNotice {...acme} {...props} />);
  const notice = container.querySelector<HTMLElement>(".co-DeviceNotice");
  return {
    notice,
    unsuited: notice?.dataset["unsuited"] === "",
    says: [...(notice?.querySelectorAll(":scope > p") ?? [])].map((one) => one.textContent),
    offers: notice?.querySelectorAll(".co-InviteLink, .co-LinkQRCode").length ?? 0,
  };
}

/** What is said with the platform's name in it. */
const saying = (name: string, ...keys: ("installed" | "desktop" | "admin")[]) =>
  keys.map((key) => String([words[key]].flat()[0]).replace("{platform}", name));

test("a test's DOM whose matchMedia gives nothing is no phone", async () => {
  const given = vi.spyOn(window, "matchMedia").mockReturnValue(undefined as unknown as MediaQueryList);
  restore = () => given.mockRestore();
  const { container } = await mount(<DeviceNotice {...acme} platformKey="akxx" />);
  expect(given).toHaveBeenCalled();
  expect(container.querySelector<HTMLElement>(".co-DeviceNotice")?.dataset["unsuited"]).toBeUndefined();
});

describe("what is said of a platform", () => {
  test.each<[EmulatedDevice, string, string[], boolean]>([
    ["phone", "akxx", saying("Oracle NetSuite", "desktop", "admin"), true],
    ["tablet", "akxx", saying("Oracle NetSuite", "admin"), false],
    ["mac", "akxx", saying("Oracle NetSuite", "admin"), false],
    ["phone", "jcrp", saying("Sage 200", "desktop"), true],
    ["windows", "jcrp", [], false],
    ["phone", "hbql", saying("Sage 50", "installed", "admin"), true],
    ["tablet", "hbql", saying("Sage 50", "installed", "admin"), true],
    ["mac", "hbql", saying("Sage 50", "installed", "admin"), true],
    ["windows", "hbql", saying("Sage 50", "installed", "admin"), false],
    ["phone", "qhyg", saying("QuickBooks Online", "admin"), false],
    ["phone", "gbol", [], false],
    ["phone", "zzzz", [], false],
  ])("on a %s, %s", async (device, platformKey, sentences, isUnsuited) => {
    const { says, unsuited, offers, notice } = await show(device, { platformKey });
    expect(says).toEqual(sentences);
    expect(unsuited).toBe(isUnsuited);
    expect(offers).toBe(isUnsuited ? 3 : 0);
    if (!sentences.length) expect(notice).toBe(null);
  });

  test("it is found by its name too", async () => {
    const { says } = await show("windows", { platformName: "QuickBooks Online" });
    expect(says).toEqual(saying("QuickBooks Online", "admin"));
  });

  test("the host knows better, and names it as it likes", async () => {
    const { says } = await show("phone", {
      platformKey: "akxx",
      platformName: "NetSuite",
      platforms: { akxx: { device: "any" } },
    });
    expect(says).toEqual(saying("NetSuite", "admin"));
  });

  test("a platform without a name is not named", async () => {
    const { says } = await show("phone", { platformKey: "zzzz", platforms: { zzzz: { device: "desktop" } } });
    expect(says).toEqual([say(words.desktop)]);
  });

  test.each(["connected", "ready", "loading", "unavailable"] as const)("nothing while %s", async (status) => {
    expect((await show("phone", { platformKey: "pqsw", status })).notice).toBe(null);
  });
});

describe("ways on", () => {
  test("the link goes to the customer’s own mail", async () => {
    await show("phone", { platformKey: "pqsw" });
    await userEvent.click(page.getByRole("link", { name: say(words.toMyself) }));
    expect(followed).toEqual([expect.stringMatching(/^mailto:\?subject=/)]);
    expect(decodeURIComponent(`${followed}`)).toContain(`${acme.appName}: connect our QuickBooks Desktop`);
  });

  test("or to somebody else", async () => {
    await show("phone", { platformKey: "pqsw" });
    await userEvent.click(page.getByRole("link", { name: say(english.deviceNotice.toSomeone) }));
    expect(decodeURIComponent(`${followed}`)).toContain("please connect");
  });

  test("none where there is no link to pass on", async () => {
    const { says, offers } = await show("phone", { platformKey: "jcrp", linkUrl: oneTimeLink, onError() {} });
    expect(says).toEqual(saying("Sage 200", "desktop"));
    expect(offers).toBe(0);
  });
});

test("in a step it comes right before the button, which leads on all the same", async () => {
  restore = emulateDevice("phone");
  const { container } = await mount(<AuthStep {...acme} storage={null} platformKey="akxx" />);
  const button = container.querySelector(".co-ConnectCTA");
  expect(container.querySelector(".co-DeviceNotice")?.nextElementSibling).toBe(button);
  expect(button?.getAttribute("href")).toBe(link);
});

test("a platform that only its key tells is named by the step", async () => {
  await mount(<AuthStep {...acme} storage={null} platformKey="gbol" />);
  await expect.element(page.getByRole("link", { name: "Connect Xero" })).toBeVisible();
});

test("a step that is done is headed by that, and not by what to do", async () => {
  await mount(<AuthStep {...acme} storage={null} status="connected" />);
  const heading = page.getByRole("heading", {
    name: say(english.status.heading.connected.accounting),
    exact: true,
  });
  await expect.element(heading).toBeVisible();
});
