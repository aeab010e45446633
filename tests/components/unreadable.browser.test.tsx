import "../../src/components/styles/styles.css";
import { AuthStep, ConnectCTA } from "codat-onboarding";
import { afterEach, describe, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { acme } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
afterEach(() => warn.mockClear());
const said = () => warn.mock.calls.map(([line]) => String(line));
const ofButton = () => said().filter((line) => line.includes("co-ConnectCTA"));

describe("under development what cannot be read is named, with its cure", () => {
  test("a text colour of the host's on its own accent", async () => {
    await mount(
      <div style={{ "--co-color-accent": "#ffe14d", "--co-color-on-accent": "#fff" } as object}>
        <ConnectCTA {...acme} />
      </div>,
    );
    await vi.waitFor(() => expect(ofButton()).toHaveLength(1), { timeout: 20_000 });
    expect(ofButton()[0]).toMatch(
      /The text of co-ConnectCTA is rgb\(255,255,255\) on rgb\(255,225,77\): 1\.3\d:1, .*--co-color-on-accent/,
    );
  });

  test("a rule of the host's that weighs more", async () => {
    await mount(
      <div className="content">
        <style>{".content a.co-ConnectCTA { color: #17509f }"}</style>
        <ConnectCTA {...acme} />
      </div>,
    );
    await vi.waitFor(() => expect(ofButton()).toHaveLength(1), { timeout: 20_000 });
    expect(ofButton()[0]).toMatch(/is rgb\(23,80,159\) on rgb\(23,80,158\): 1\.00:1, .*A rule of your page/);
  });

  test("a rule of the host's under the pointer", async () => {
    const { container } = await mount(
      <div className="content">
        <style>{".content .co-ConnectCTA.co-ConnectCTA:hover { background: #fff }"}</style>
        <ConnectCTA {...acme} />
      </div>,
    );
    await userEvent.hover(container.querySelector("a") as Element);
    await vi.waitFor(() => expect(ofButton()).toHaveLength(1), { timeout: 20_000 });
    expect(ofButton()[0]).toContain("under the pointer");
  });

  test("a brand on a surface of the host's that is neither light nor dark", async () => {
    await mount(
      <div style={{ "--co-color-surface": "#777", "--co-color-accent": "#777777" } as object}>
        <AuthStep {...acme} />
      </div>,
    );
    await vi.waitFor(() => expect(said()).toContainEqual(expect.stringContaining("--co-color-surface")), {
      timeout: 20_000,
    });
  });

  test("and nothing of what can be read", async () => {
    await mount(<AuthStep {...acme} />);
    // The last to be looked at: what comes before it was looked at too.
    await mount(
      <div style={{ "--co-color-accent": "#fff04d", "--co-color-on-accent": "#fff" } as object}>
        <ConnectCTA {...acme} />
      </div>,
    );
    await vi.waitFor(() => expect(ofButton()).toHaveLength(1), { timeout: 20_000 });
    expect(said()).toHaveLength(1);
  });
});
