import { afterEach, beforeEach, expect } from "vitest";
import { userEvent } from "vitest/browser";
import { followed } from "./followed.js";
import { unmountAll } from "./mount.js";
import { listenToConsole } from "./noConsole.js";

const page = location.href;
const said = listenToConsole();

// Links are followed by nobody: what stands in their way hears the click after React and all of our handlers.
for (const type of ["click", "auxclick"]) {
  document.addEventListener(type, (event) => {
    const link = event.target instanceof Element && event.target.closest("a");
    if (!link) return;
    if (!event.defaultPrevented && link.href) followed.push(link.href);
    event.preventDefault();
  });
}

let moved = false;
document.addEventListener("pointermove", () => {
  moved = true;
});

beforeEach(() => {
  followed.length = 0;
  localStorage.clear();
});

afterEach(async () => {
  await unmountAll();
  if (moved) await parkPointer();
  history.replaceState(null, "", page);
  expect(said.splice(0), "nothing is written to the console").toEqual([]);
});

/** Takes the pointer to where no part of the next test will stand: it would be intent, and fetch a link. */
async function parkPointer(): Promise<void> {
  const corner = document.body.appendChild(document.createElement("b"));
  Object.assign(corner.style, {
    position: "fixed",
    insetBlockEnd: 0,
    insetInlineEnd: 0,
    inlineSize: "4px",
    blockSize: "4px",
  });
  await userEvent.hover(corner);
  corner.remove();
  moved = false;
}
