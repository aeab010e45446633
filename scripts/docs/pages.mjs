// The pages of docs/reference, by file.
import { readExports } from "./exports.mjs";
import { belongsToPart, partSection, shared } from "./parts.mjs";
import { paragraphs, sectionOf } from "./sections.mjs";
import { languagesTable, messagesTables, tokensTable } from "./words.mjs";

const all = readExports();
const byName = (a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1);
const inEntry = (entry) => all.filter(({ entries }) => entries.includes(`codat-onboarding${entry}`));

/** A whole step, from its top to its bottom; what is not named here follows. */
const partsInOrder = [
  "AuthStep",
  "ConnectCTA",
  "ConnectHint",
  "CantSignInFallback",
  "FallbackTrigger",
  "FallbackPanel",
  "InviteByMailto",
  "InviteLink",
  "InviteAfter",
  "SkipStep",
  "ConsentNotice",
  "OnboardingDefaults",
];

/** Exports in the order of their pages; each is told of once. */
const told = new Set();
const take = (some) => {
  const fresh = some.filter((one) => !told.has(one) && !belongsToPart(one, all));
  for (const one of fresh) told.add(one);
  return fresh;
};

const components = (entry) => take(inEntry(entry).filter(({ kind }) => kind === "component"));

/** The types that a declaration names and that nobody else tells of, and those that they name. */
const typesIn = (node) => {
  const names = new Set(node.getText().match(/\b[A-Z]\w+/g));
  const isOfHooks = ({ name, kind, entries }) =>
    (kind === "interface" || kind === "type") &&
    (name.startsWith("Use") || !entries.includes("codat-onboarding/live"));
  const fresh = take(all.filter((one) => isOfHooks(one) && names.has(one.name)));
  return fresh.flatMap((one) => [one, ...typesIn(one.node)]);
};

/** The texts of all pages, by their names in docs/reference. */
export function referencePages() {
  const staticParts = firstBy(components(""), partsInOrder);
  const liveParts = components("/live");
  const common = firstBy(take(all.filter(({ name }) => shared.includes(name))), shared);
  const core = take(inEntry("/core")).sort(byName);
  const hooks = take(all.filter(({ kind }) => kind === "hook"));
  const inOrder = firstBy(hooks, ["useAuthStep", "useInvite", "useCopy", "useLinkReturn"]).map(hookWithTypes);
  const live = take(inEntry("/live")).sort(byName);
  const server = take(inEntry("/server"));
  const redis = take(inEntry("/redis"));
  const openTelemetry = take(inEntry("/opentelemetry"));
  const testing = take(inEntry("/testing"));
  const rest = take(all).sort(byName);
  return {
    "parts.md": page(
      "Parts",
      "From `codat-onboarding`. Each works alone with its own props, or takes what it lacks from the `AuthStep`, `OnboardingDefaults` or `OnboardingProvider` around it. Beside the props in its table a part takes [what every part takes](#stepoptions), [callbacks](#stepcallbacks), [`className`, `style` and `render`](#partoptions), a `ref`, and the attributes of its element. The parts of the live depth are on [a page of their own](live.md).",
      ...staticParts.map((one) => partSection(one, all)),
      "## What every part takes",
      ...common.map(subsection),
      "## Types",
      ...rest.map(subsection),
    ),
    "hooks.md": page(
      "Hooks",
      "From `codat-onboarding`: facts and prop bags for markup of your own. `useCompany`, `useConnectionStatus` and `useInvites` are from `codat-onboarding/live`.",
      ...inOrder,
    ),
    "live.md": page(
      "The live depth in the browser",
      "From `codat-onboarding/live`, which needs `@tanstack/react-query` 5. Its hooks are [with the others](hooks.md).",
      ...liveParts.map((one) => partSection(one, all)),
      ...live.map(section),
    ),
    "core.md": page(
      "Core",
      "From `codat-onboarding/core`: links, mail, words and state without React, for a browser or a server. The types are exported by the other entries too, where they name them.",
      ...core.map(section),
    ),
    "server.md": page(
      "The companion",
      "From `codat-onboarding/server`, for Node 20.19 or later.",
      ...firstBy(server, [
        "createOnboardingServer",
        "OnboardingServerOptions",
        "DurableInviteOptions",
        "InviteColors",
        "BudgetLimits",
        "StreamLimits",
        "OnboardingServer",
        "toNodeHandler",
        "NodeHandlerOptions",
        "memoryBackplane",
        "MemoryBackplaneOptions",
      ]).map(section),
    ),
    "redis.md": page(
      "The backplane in Redis",
      "From `codat-onboarding/redis`, which needs `redis` 5.12 or 6. How to use it: [several processes](../redis.md).",
      ...firstBy(redis, ["redisBackplane", "RedisBackplaneOptions"]).map(section),
    ),
    "opentelemetry.md": page(
      "Metrics by OpenTelemetry",
      "From `codat-onboarding/opentelemetry`, which needs `@opentelemetry/api` 1.9 or later. What it measures: [operating](../operating.md#metrics).",
      ...openTelemetry.map(section),
    ),
    "testing.md": page(
      "The fake Codat",
      "From `codat-onboarding/testing`, for Node. How to use it: [testing](../testing.md).",
      ...firstBy(testing, ["createFakeCodat", "FakeCodatOptions", "FakeCodat", "FakeWebhooks"]).map(section),
    ),
    "messages.md": page(
      "Words",
      '`messages` replaces any of these, alone or by the whole language: `messages={{ skipStep: { skip: "Not now" } }}`. Strings only. `{holes}` are filled; of several alternatives, written as a list and here with a slash between them, the first whose holes can all be filled is used. The types are `Messages` and `MessagesOverride`, in [core](core.md#messages). English is built in, and is the file `codat-onboarding/locales/en`.',
      "## Languages",
      "Of the e-mail, offered by `languages`, and of the companion's pages. “Read by” is whoever has read every word as it stands now, and whether they are native speakers of it: one changed letter undoes it. How to add one: [languages](../languages.md).",
      languagesTable(),
      messagesTables(),
    ),
    "tokens.md": page(
      "Design tokens",
      "Custom properties of `codat-onboarding/styles.css`, made of `codat-onboarding/tokens/*.tokens.json` (W3C Design Tokens).",
      "## What a value is for",
      tokensTable("semantic"),
      "`--co-density`, `1`, is a factor of all spaces. What is pressed stays at least 44 px high.",
      "## One part of one component",
      "Never declared: what you do not set follows the property of the table above that gives its value here.",
      tokensTable("component"),
    ),
  };
}

function section(one) {
  return sectionOf(one, "##", all);
}

function subsection(one) {
  return sectionOf(one, "###", all);
}

/** A hook, and the types that nobody else tells of. */
function hookWithTypes(one) {
  return paragraphs(section(one), ...typesIn(one.node).map(subsection));
}

/** Some first, in that order; the others by name. */
function firstBy(some, names) {
  const first = names.map((name) => some.find((one) => one.name === name));
  if (first.includes(undefined)) throw new Error(`docs: no ${names[first.indexOf(undefined)]} any more`);
  return [...first, ...some.filter((one) => !first.includes(one)).sort(byName)];
}

function page(title, intro, ...sections) {
  return `${paragraphs(`# ${title}`, wrapped(intro), "<!-- Made by `npm run docs` of src/ and tokens/. -->", ...sections)}\n`;
}

function wrapped(text) {
  return text.replace(/(.{1,118})(?:\s+|$)/g, "$1\n").trim();
}
