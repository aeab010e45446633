// Who has read which language, and the signature of whoever has just read one as it stands.
//   node scripts/review.mjs
//   node scripts/review.mjs de mail --by "Erika Mustermann" [--native]
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { hashOf, languagesOf, ownWords, readLocale, reviewOf } from "./locales.mjs";
import { root } from "./setUp.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { by: { type: "string" }, native: { type: "boolean", default: false } },
});
const [tag, purpose] = positionals;
if (!tag) {
  for (const one of languagesOf("pages")) {
    for (const kind of ["mail", "pages"]) {
      const review = reviewOf(one, kind);
      const state = review ? `${review.by}${review.native ? ", native" : ""}` : "nobody, as it stands";
      console.log(`${one.padEnd(6)} ${kind.padEnd(6)} ${state}`);
    }
  }
} else if (!values.by || !languagesOf("pages").includes(tag) || !["mail", "pages"].includes(purpose)) {
  console.error("review: node scripts/review.mjs <language> <mail | pages> --by <name> [--native]");
  process.exit(2);
} else {
  const review = { by: values.by, native: values.native, hash: hashOf(readLocale(tag, purpose)) };
  const file = `${root}src/locales/${tag}/reviewed.json`;
  writeFileSync(file, `${JSON.stringify({ ...ownWords(tag, "reviewed"), [purpose]: review }, null, 2)}\n`);
}
