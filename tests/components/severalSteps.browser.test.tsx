import { AuthStep, CantSignInFallback, ConnectCTA, ConnectHint, SkipStep } from "codat-onboarding";
import { expect, test } from "vitest";
import { page } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

const heading = english.status.heading.error;
const twoSteps = (
  <>
    <AuthStep {...acme} storage={null} status="failed" />
    <AuthStep {...acme} storage={null} status="failed" sourceType="banking" platformName="Monzo" />
  </>
);

test("ids are unique on the page", async () => {
  const { container } = await mount(twoSteps);
  const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids.length).toBeGreaterThan(6);
  expect(new Set(ids).size).toBe(ids.length);
});

test.each<[string, Parameters<typeof mount>[0]]>([
  ["two steps", twoSteps],
  ["a step that is idle", <AuthStep key="" {...acme} storage={null} />],
  ["a step that is connected", <AuthStep key="" {...acme} storage={null} status="connected" />],
  ["a step that is loading", <AuthStep key="" {...acme} storage={null} companyId={null} />],
  [
    "a step that is unavailable",
    <AuthStep key="" {...acme} storage={null} companyId="x" onError={() => {}} />,
  ],
  [
    "a step arranged by the host",
    <AuthStep key="" {...acme} storage={null}>
      <ConnectCTA />
      <CantSignInFallback />
      <SkipStep />
    </AuthStep>,
  ],
  ["a button alone", <ConnectCTA key="" {...acme} />],
])("every reference to an id leads somewhere, in %s", async (_, element) => {
  const { container } = await mount(element);
  const names = ["aria-describedby", "aria-labelledby", "aria-controls", "for"];
  const lost = names.flatMap((name) =>
    [...container.querySelectorAll(`[${name}]`)].flatMap((from) =>
      (from.getAttribute(name) ?? "")
        .split(" ")
        .filter((id) => !document.getElementById(id))
        .map((id) => `${from.className || from.localName} ${name}=${id}`),
    ),
  );
  expect(lost).toEqual([]);
});

test("each step is a region named by its heading", async () => {
  await mount(twoSteps);
  for (const text of [heading.accounting, heading.banking]) {
    const region = page.getByRole("region", {
      name: new RegExp(`^${say(text)}`.replace("your bank accounts", "Monzo")),
    });
    await expect.element(region).toBeVisible();
  }
});

test("controls of several steps are told apart by their step's heading", async () => {
  const { container } = await mount(twoSteps);
  for (const part of ["ConnectCTA", "FallbackTrigger", "SkipStep"]) {
    const described = [...container.querySelectorAll(`.co-${part}`)].map((control) =>
      (control.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent)
        .join(" "),
    );
    expect([...new Set(described)], part).toEqual([
      expect.stringContaining(say(heading.accounting)),
      expect.stringContaining("Connecting Monzo didn’t work"),
    ]);
  }
});

test("the button is described by the hint beside it", async () => {
  const { container } = await mount(
    <AuthStep {...acme} storage={null}>
      <ConnectCTA />
      <ConnectHint />
    </AuthStep>,
  );
  const hint = container.querySelector(".co-ConnectHint")?.textContent?.trim();
  expect(hint).toContain("link.codat.io");
  await expect
    .element(page.getByRole("link").first())
    .toHaveAccessibleDescription(expect.stringContaining(hint ?? "?"));
});

test.each([1, 2, 3, 4, 5, 6] as const)("the heading has level %i", async (level) => {
  await mount(<AuthStep {...acme} storage={null} headingLevel={level} />);
  await expect.element(page.getByRole("heading", { level })).toBeVisible();
});

test("a step says that it is optional, unless it is required", async () => {
  const { render } = await mount(<AuthStep {...acme} storage={null} />);
  await expect.element(page.getByRole("heading")).toHaveTextContent("(optional)");
  await render(<AuthStep {...acme} storage={null} required />);
  await expect.element(page.getByRole("heading")).not.toHaveTextContent("(optional)");
});

test("twenty steps stand in order", async () => {
  const { container } = await mount(
    <div>
      {Array.from({ length: 20 }, (_, index) => (
        <AuthStep key={String(index)} {...acme} storage={null} title={String(index)} />
      ))}
    </div>,
  );
  const titles = [...container.querySelectorAll<HTMLElement>(".co-AuthStep")].map(({ title }) => title);
  expect(titles).toEqual(Array.from({ length: 20 }, (_, index) => String(index)));
});
