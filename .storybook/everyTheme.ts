import axe, { type RunOptions } from "axe-core";

interface Finished {
  canvasElement: HTMLElement;
  tags: string[];
  parameters: { a11y?: { options?: RunOptions } };
}

/**
 * In a test run, looks at a finished story again in the other theme, and from right to left where it is tagged so:
 * cheaper than a run for each. The addon has looked at it as it was; in the Storybook itself there is the toolbar.
 */
export async function everyTheme({ canvasElement, tags, parameters }: Finished): Promise<void> {
  if (!("__vitest_browser__" in globalThis)) return;
  const passes = [{ "data-co-theme": "dark" }, ...(tags.includes("rtl") ? [{ dir: "rtl" }] : [])];
  for (const pass of passes) {
    const undo = setOnRoot(pass);
    try {
      const { violations } = await axe.run(canvasElement, parameters.a11y?.options ?? {});
      const found = violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id} (${help}) at ${target.join(" ")}`),
      );
      if (found.length > 0) throw new Error(`axe, with ${JSON.stringify(pass)}:\n${found.join("\n")}`);
    } finally {
      undo();
    }
  }
}

function setOnRoot(attributes: Record<string, string>): () => void {
  const root = document.documentElement;
  const before = Object.keys(attributes).map((name) => [name, root.getAttribute(name)] as const);
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, value);
  return () => {
    for (const [name, value] of before) {
      if (value === null) root.removeAttribute(name);
      else root.setAttribute(name, value);
    }
  };
}
