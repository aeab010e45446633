import { AuthStep, OnboardingDefaults } from "codat-onboarding";
import { describe, expect, test } from "vitest";
import { arabic } from "../support/arabic.js";
import { parts } from "../support/cells.js";
import { acme } from "../support/fixtures.js";
import { mount } from "../support/mount.js";

/** The language and the direction that each text of ours stands in. */
function languagesIn(container: HTMLElement): Set<string> {
  const found = new Set<string>();
  const texts = document.createTreeWalker(container, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement } = texts.currentNode;
    if (!texts.currentNode.textContent?.trim()) continue;
    const [lang, dir] = ["[lang]", "[dir]"].map((selector) => parentElement?.closest(selector));
    found.add(
      `${container.contains(lang ?? null) && lang?.getAttribute("lang")} ${dir?.getAttribute("dir")}`,
    );
  }
  return found;
}

const standalone = Object.entries(parts).flatMap(([name, part]) => (part ? [[name, part] as const] : []));

describe.each(standalone)("%s by itself", (_name, part) => {
  test("says which language its words are in, whatever the page's is", async () => {
    for (const [messages, language] of [
      [undefined, "en-GB ltr"],
      [arabic, "ar rtl"],
    ] as const) {
      const { container, unmount } = await mount(
        <OnboardingDefaults {...acme} messages={messages}>
          {part}
        </OnboardingDefaults>,
        { parent: document.body },
      );
      expect([...languagesIn(container)].filter((one) => one !== language)).toEqual([]);
      await unmount();
    }
  });
});

test("a step says it for its parts, once", async () => {
  const { container } = await mount(<AuthStep {...acme} storage={null} messages={arabic} />);
  expect([...languagesIn(container)]).toEqual(["ar rtl"]);
  expect(container.querySelectorAll("[lang='ar']")).toHaveLength(1);
});
