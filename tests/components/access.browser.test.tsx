import { AuthStep, ConsentNotice, InviteByMailto, InviteRecipient } from "codat-onboarding";
import { describe, expect, test } from "vitest";
import { page, userEvent } from "vitest/browser";
import { english, say } from "../support/english.js";
import { acme } from "../support/fixtures.js";
import { mount } from "../support/mount.js";
import { arrive, places } from "../support/places.js";

const levelsIn = (container: HTMLElement) =>
  [...container.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((heading) => heading.checkVisibility())
    .map(({ tagName }) => Number(tagName[1]));

describe.each(Object.entries(places))("in %s", (_name, place) => {
  test("the first heading is the step's, and no level is left out", async () => {
    const { container } = await arrive(place);
    const levels = levelsIn(container);
    expect(levels[0]).toBe(2);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 1)).toBeLessThan(2);
  });

  test("each link to a new tab says so, in its name or its description", async () => {
    const { container } = await arrive(place);
    const links = [...container.querySelectorAll<HTMLAnchorElement>("a[target=_blank]")];
    for (const link of links.filter((one) => one.checkVisibility())) {
      const ids = link.getAttribute("aria-describedby")?.split(" ") ?? [];
      const said = [link, ...ids.map((id) => document.getElementById(id))].map((one) => one?.textContent);
      expect(said.join(" ")).toMatch(/new tab/);
    }
  });

  test("no id stands twice", async () => {
    const { container } = await arrive(place);
    const ids = [...container.querySelectorAll("[id]")].map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

test("what connecting allows is a heading under the step's", async () => {
  await mount(
    <AuthStep {...acme} storage={null} headingLevel={3}>
      <ConsentNotice />
    </AuthStep>,
  );
  const heading = page.getByRole("heading", { name: say(english.consent.heading), level: 4 });
  await expect.element(heading).toBeVisible();
});

test("what is wrong with an address is its description, until it is right", async () => {
  await mount(
    <InviteByMailto {...acme}>
      <InviteRecipient />
    </InviteByMailto>,
  );
  const { label, invalid, hint } = english.inviteRecipient;
  const field = page.getByRole("textbox", { name: say(label) });
  await userEvent.fill(field, "priya");
  await expect.element(field).toHaveAccessibleDescription(say(hint));
  await userEvent.tab();
  await expect.element(field).toHaveAttribute("aria-invalid", "true");
  await expect.element(field).toHaveAccessibleDescription(say(invalid));
  await expect.element(page.getByRole("status").first()).toHaveTextContent(say(invalid));
  await userEvent.fill(field, "priya@books.example");
  await expect.element(field).toHaveAttribute("aria-invalid", "false");
  await expect.element(field).toHaveAccessibleDescription(say(hint));
});
