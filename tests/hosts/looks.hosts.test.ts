import type { Page } from "playwright";
import { describe, expect, test } from "vitest";
import { openLooksHost, type SheetName } from "./support/looksHost.js";
import { installLook } from "./support/measureLook.js";

const host = openLooksHost();

/** What hosts write themselves; the last is what Vite's template of React came with until 2025. */
const rules = {
  "a { color }": "a { color: #c33 }",
  "a:hover { color }": "a { color: inherit } a:hover { color: #fd6; background: #ffe }",
  "62.5 %": "html { font-size: 62.5% }",
  "* { all: revert }": "* { all: revert }",
  "Vite's template": `:root { line-height: 1.5; color-scheme: light dark; color: rgba(255, 255, 255, 0.87); background-color: #242424 }
    a { font-weight: 500; color: #646cff; text-decoration: inherit } a:hover { color: #535bf2 }
    button { border-radius: 8px; border: 1px solid transparent; padding: 0.6em 1.2em; font-size: 1em; background-color: #1a1a1a }
    button:hover { border-color: #646cff } h1 { font-size: 3.2em; line-height: 1.1 }`,
};

/** Sheets by name, in the order in which a page loads them. */
const frameworks = [
  "Bootstrap 5",
  "Tailwind 3",
  "Tailwind 3.4.2",
  "Bulma",
  "simple.css",
  "water.css",
] as const;
const pages: Record<string, () => string[]> = {
  "no sheet of a host": () => [host.sheet("ours")],
  ...Object.fromEntries(
    [
      ...frameworks.map((name) => [name, () => host.sheet(name)] as const),
      ...Object.entries(rules).map(([name, css]) => [name, () => css] as const),
    ].flatMap(([name, css]) => [
      [`${name}, before ours`, () => [css(), host.sheet("ours")]],
      [`${name}, after ours`, () => [host.sheet("ours"), css()]],
    ]),
  ),
  // Its `[type="button"]` weighs as much as our class.
  "Tailwind 3.4.1, before ours": () => [host.sheet("Tailwind 3.4.1"), host.sheet("ours")],
  ...Object.fromEntries(
    (
      ["Tailwind 4 before ours", "Tailwind 4 after ours", "Tailwind 4 around our layer"] satisfies SheetName[]
    ).map((name) => [name, () => [host.sheet(name)]]),
  ),
};

/** What leads on from a step as it comes: [the scene, what is pressed]. */
const presses: [scene: string, name: string][] = [
  ["consent", "What connecting allows"],
  ...["handOver", "ways", "message", "answers"].map((scene) => [scene, "Can’t sign in"] as [string, string]),
  ["ways", "More"],
  ["ways", "Use webmail"],
  ["ways", "Show"],
  ["message", "More"],
  ["message", "Read"],
  ["answers", "Something else"],
];

async function arrive(page: Page): Promise<void> {
  await page.waitForSelector("#device");
  for (const [scene, name] of presses)
    await page
      .locator(`#${scene}`)
      .getByRole("button", { name: new RegExp(`^${name}`) })
      .dispatchEvent("click");
  await page.waitForSelector("#ways [role=img]");
  await page.evaluate(installLook);
}

describe.each(Object.keys(pages))("%s", (name) => {
  test.each([
    ["light", false],
    ["dark", true],
  ])("%s: text can be read, what is pressed is hit, bullets are there", async (_, dark) => {
    const page = await host.open(pages[name]?.() ?? [], { dark });
    await arrive(page);
    const { flaws, texts, bullets } = await page.evaluate(() => window.look.atRest());
    expect([...flaws, ...(await underPointer(page))]).toEqual([]);
    expect(texts).toBeGreaterThan(200);
    expect(bullets).toBe(3);
  });
});

/** What is wrong with each control while the pointer is on it, and while it has the focus too. */
async function underPointer(page: Page): Promise<string[]> {
  const flaws: string[] = [];
  const count = await page.evaluate(() => window.look.controls.length);
  expect(count).toBeGreaterThan(60);
  for (let index = 0; index < count; index++) {
    const [x, y] = await page.evaluate((at) => {
      const control = window.look.controls[at] as HTMLElement;
      control.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = control.getBoundingClientRect();
      return [left + width / 2, top + height / 2] as const;
    }, index);
    const isThere = () => page.evaluate((at) => window.look.controls[at]?.matches(":hover"), index);
    // The first frame of a page may not have been drawn yet; a pointer that does not move is not told of again.
    for (let tries = 0; tries === 0 || !(await isThere()); tries++) {
      if (tries === 100) throw new Error(`The pointer does not come to control ${index}.`);
      await page.mouse.move(x + (tries % 2), y);
    }
    const found = await page.evaluate((at) => {
      const control = window.look.controls[at] as HTMLElement;
      const hovered = window.look.of(control, "hover");
      control.focus();
      return [...hovered, ...window.look.of(control, "hover and focus")];
    }, index);
    flaws.push(...found);
  }
  return flaws;
}

describe("what is the host's stays the host's", () => {
  const properties = [
    ...[
      "color",
      "background-color",
      "background-image",
      "border-top-color",
      "border-top-width",
      "border-top-style",
    ],
    ...[
      "border-top-left-radius",
      "box-shadow",
      "outline-color",
      "outline-style",
      "outline-width",
      "outline-offset",
    ],
    ...["height", "padding-top", "padding-left", "font-size", "font-weight", "line-height", "cursor"],
    ...["text-align", "text-decoration-line", "text-transform", "letter-spacing", "opacity"],
  ];
  const looksOf = (page: Page, id: string) =>
    page.locator(`#${id}`).evaluate((element, names) => {
      const read = () => {
        const style = getComputedStyle(element);
        return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(name)]));
      };
      const atRest = read();
      (element as HTMLElement).focus();
      return { atRest, focused: read(), isRinged: element.matches(":focus-visible") };
    }, properties);

  test.each(["before", "after"])("Bootstrap's button, with its sheet %s ours", async (order) => {
    const sheets = [host.sheet("Bootstrap 5"), host.sheet("ours")];
    const page = await host.open(order === "before" ? sheets : sheets.toReversed());
    const bare = await looksOf(page, "bare");
    expect(bare.isRinged).toBe(true);
    expect(bare.focused["box-shadow"]).not.toBe("none");
    expect(bare.atRest).toMatchObject({ "background-color": "rgb(25, 135, 84)", height: "38px" });
    for (const id of ["rendered", "slotted"]) {
      expect([id, await looksOf(page, id)]).toEqual([id, bare]);
      await page.locator(`#${id}`).hover();
      const hovered = await page
        .locator(`#${id}`)
        .evaluate((element) => getComputedStyle(element).backgroundColor);
      expect([id, hovered]).toEqual([id, "rgb(21, 115, 71)"]);
    }
  });

  /** What is painted behind its text; a probe, since a colour is written in many ways. */
  const groundOf = (page: Page, id: string) =>
    page.locator(`#${id}`).evaluate((element) => {
      const context = document.createElement("canvas").getContext("2d");
      if (!context) throw new Error("There is no canvas.");
      context.fillStyle = getComputedStyle(element).backgroundColor;
      context.fillRect(0, 0, 1, 1);
      return [...context.getImageData(0, 0, 1, 1).data];
    });
  const [ours, tailwind3] = [() => host.sheet("ours"), () => host.sheet("Tailwind 3")];

  test.each([
    ["utility", "Tailwind 3 after ours", () => [ours(), tailwind3()]],
    ["token-3", "Tailwind 3 after ours", () => [ours(), tailwind3()]],
    ["token-3", "Tailwind 3 before ours", () => [tailwind3(), ours()]],
    ["utility", "Tailwind 4 around our layer", () => [host.sheet("Tailwind 4 around our layer")]],
    ["important", "Tailwind 4 before ours", () => [host.sheet("Tailwind 4 before ours")]],
    ["token-4", "Tailwind 4 before ours", () => [host.sheet("Tailwind 4 before ours")]],
    ["token-4", "Tailwind 4 after ours", () => [host.sheet("Tailwind 4 after ours")]],
  ])("the red of a class, %s of %s", async (id, _, sheets) => {
    const page = await host.open(sheets());
    const red = await groundOf(page, "red");
    // Tailwind 4 says it in oklch.
    expect(["220,38,38,255", "231,0,11,255"]).toContain(`${red}`);
    expect(await groundOf(page, id)).toEqual(red);
  });
});
