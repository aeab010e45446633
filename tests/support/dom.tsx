import { JSDOM } from "jsdom";
import type { ReactElement } from "react";
import * as React from "react";

/** Hydrates markup with an element; `problems` are what React had to recover from. */
export type Hydrate = (
  html: string,
  element: ReactElement,
) => Promise<{ container: HTMLElement; problems: unknown[]; unmount(): Promise<void> }>;

/** Brings a DOM to where there was none, as a browser that has the server's markup, and React's client after it. */
export async function installDom(): Promise<Hydrate> {
  const { window } = new JSDOM("<!doctype html>", {
    url: "https://acme.example/onboarding",
    pretendToBeVisual: true,
  });
  for (const name of Object.getOwnPropertyNames(window)) {
    if (name in globalThis || name === "window") continue;
    Object.defineProperty(globalThis, name, { configurable: true, get: () => window[name as "document"] });
  }
  Object.assign(globalThis, {
    window,
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    dispatchEvent: window.dispatchEvent.bind(window),
    IS_REACT_ACT_ENVIRONMENT: true,
  });
  const { hydrateRoot } = await import("react-dom/client");

  return async (html, element) => {
    const problems: unknown[] = [];
    const container = document.body.appendChild(document.createElement("div"));
    container.innerHTML = html;
    const onRecoverableError = (error: unknown) => void problems.push(error);
    const root = await React.act(async () => hydrateRoot(container, element, { onRecoverableError }));
    return {
      container,
      problems,
      async unmount() {
        await React.act(async () => root.unmount());
        container.remove();
      },
    };
  };
}
