import * as React from "react";
import { Fragment, type ReactElement, StrictMode } from "react";
import { createRoot, type RootOptions } from "react-dom/client";

/** What React 18 and 19 both have, under one name. */
const { act: reactAct } = React;
const mounted = new Set<Mounted>();

/** A mounted element. */
export interface Mounted {
  container: HTMLElement;
  render(element: ReactElement): Promise<void>;
  unmount(): Promise<void>;
}

/** Runs what changes React's state, and waits for React. Outside of it React runs as it does for a customer. */
export async function act(action: () => unknown): Promise<void> {
  const environment = globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean };
  environment.IS_REACT_ACT_ENVIRONMENT = true;
  try {
    await reactAct(async () => {
      await action();
    });
  } finally {
    environment.IS_REACT_ACT_ENVIRONMENT = false;
  }
}

/** StrictMode, but in the project that runs without. */
const Mode = import.meta.env["STRICT"] === "off" ? Fragment : StrictMode;

/** Mounts an element in a container of its own at the end of the page. */
export async function mount(
  first: ReactElement,
  { parent = document.body as Element, ...options }: RootOptions & { parent?: Element } = {},
): Promise<Mounted> {
  const container = parent.appendChild(document.createElement("main"));
  const root = createRoot(container, options);
  const render = (element: ReactElement) => act(() => root.render(<Mode>{element}</Mode>));
  const self: Mounted = {
    container,
    render,
    async unmount() {
      if (!mounted.delete(self)) return;
      await act(() => root.unmount());
      container.remove();
    },
  };
  mounted.add(self);
  await render(first);
  return self;
}

/** Unmounts what a test has left. */
export async function unmountAll(): Promise<void> {
  for (const one of mounted) await one.unmount();
}
