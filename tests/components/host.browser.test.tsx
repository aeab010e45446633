import { AuthStep } from "codat-onboarding";
import { version } from "react";
import { expect, test, vi } from "vitest";
import { acme } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const { HOST_REACT: hostReact, STRICT: strict } = (import.meta as unknown as { env: Record<string, string> })
  .env;

test("the tests run on the host's own React", () => {
  expect(version).toBe(hostReact);
});

function Counted({ onRender }: { onRender: () => void }) {
  onRender();
  return null;
}

test("everything is rendered twice, but outside StrictMode", async () => {
  const onRender = vi.fn();
  await mount(<Counted onRender={onRender} />);
  expect(onRender).toHaveBeenCalledTimes(strict === "off" ? 1 : 2);
});

test("the package is the one that was installed from its tarball", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={null} />);
  expect(container.querySelector(".co-AuthStep")).not.toBe(null);
  const modules = performance.getEntriesByType("resource").map(({ name }) => name);
  const own = modules.filter((name) => name.includes("/AuthStep."));
  expect(own).toEqual([
    expect.stringContaining("/node_modules/codat-onboarding/dist/components/step/AuthStep.js"),
  ]);
});
