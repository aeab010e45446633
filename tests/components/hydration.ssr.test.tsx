import { AuthStep } from "codat-onboarding";
import { type ReactElement, StrictMode } from "react";
import { renderToString } from "react-dom/server";
import { beforeAll, describe, expect, test } from "vitest";
import { cells, inviteStates } from "../support/cells.js";
import { type Hydrate, installDom } from "../support/dom.js";
import { acme } from "../support/fixtures.js";
import { listenToConsole } from "../support/noConsole.js";

interface Subject {
  group: string;
  title: string;
  html: string;
  make(): ReactElement;
}

const said = listenToConsole();
const strictly = (element: ReactElement) => <StrictMode>{element}</StrictMode>;
const subjects: Subject[] = [
  ...cells,
  ...inviteStates.map((invite) => ({
    group: "AuthStep, invited",
    title: `AuthStep, invited, ${invite}`,
    make: () => <AuthStep {...acme} invite={invite} />,
  })),
].map((subject) => ({ ...subject, html: renderToString(strictly(subject.make())) }));
const spokenByServer = said.splice(0);

test("the server renders without a DOM", () => {
  expect([typeof window, typeof document]).toEqual(["undefined", "undefined"]);
});

test("the server writes nothing to the console", () => expect(spokenByServer).toEqual([]));

test("no markup from the server has an inline style", () => {
  expect(subjects.filter(({ html }) => / style=/.test(html)).map(({ title }) => title)).toEqual([]);
});

test("the server renders each cell alike every time", () => {
  for (const { title, html, make } of subjects) {
    expect(renderToString(strictly(make())), title).toBe(html);
  }
});

describe("in the browser", () => {
  /** Subjects by part and column, so that a test holds all variants of a cell. */
  const groups = [...new Set(subjects.map(({ group }) => group))].map(
    (group) => [group, subjects.filter((subject) => subject.group === group)] as const,
  );
  let hydrate: Hydrate;
  beforeAll(async () => {
    hydrate = await installDom();
  });

  test.each(groups)("%s hydrates without a word", async (_, group) => {
    for (const { title, html, make } of group) {
      const { problems, unmount } = await hydrate(html, strictly(make()));
      await unmount();
      expect([...problems, ...said.splice(0)], title).toEqual([]);
    }
  });

  test.each(groups)("%s is not troubled by an extension's attributes", async (_, group) => {
    for (const { title, html, make } of group.slice(0, 2)) {
      const changed = html.replace(/<(\w+)/g, '<$1 data-extension="1"');
      const { container, problems, unmount } = await hydrate(changed, strictly(make()));
      const plain = await hydrate(html, strictly(make()));
      expect(container.textContent, title).toBe(plain.container.textContent);
      await unmount();
      await plain.unmount();
      expect(problems, title).toEqual([]);
      // A React not built for production points the attributes out; there is nothing else to say.
      expect(
        said.splice(0).filter((line) => !/extension|Extra attributes/.test(line)),
        title,
      ).toEqual([]);
    }
  });
});
