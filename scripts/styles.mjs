// Builds the style sheets: dist/styles.css, whose rules weigh what one class does, and the same in a layer.
import { readdirSync, writeFileSync } from "node:fs";
import { bundle, Features } from "lightningcss";

const layer = "codat-onboarding";
const folder = "src/components/styles/";
const source = `${folder}styles.css`;

/** Nesting is written out for browsers that do not know it yet. */
const targets = { chrome: 111 << 16, firefox: 115 << 16, safari: (16 << 16) | (4 << 8) };

/** The source's selectors weigh nothing, but for the states that they name. */
export function writeStyles() {
  writeFileSync("dist/styles.css", weighedStyles());
  writeFileSync("dist/styles.layer.css", `@layer ${layer}{${styles()}}`);
  // TypeScript 6 asks for the types of a side-effect import.
  for (const name of ["styles", "styles.layer"]) writeFileSync(`dist/${name}.css.d.ts`, "export {};\n");
}

/** What `dist/styles.css` holds. */
export function weighedStyles() {
  return styles({ Selector: weighed }).toString();
}

/** The files that it is made of, from the repository's root. */
export function styleSources() {
  return readdirSync(folder).map((name) => folder + name);
}

function styles(visitor) {
  return bundle({ filename: source, minify: true, targets, exclude: Features.VendorPrefixes, visitor }).code;
}

/** What no element is: denying it costs nothing, and weighs as much as a class. */
const denial = {
  type: "pseudo-class",
  kind: "not",
  selectors: [[{ type: "class", name: "_" }]],
};

/** A selector that stands by itself; one within another has the weight of that. */
function weighed(selector) {
  const types = selector.map(({ type }) => type);
  if (types.includes("nesting")) return undefined;
  const end = types.indexOf("pseudo-element");
  return end < 0 ? [...selector, denial] : selector.toSpliced(end, 0, denial);
}
