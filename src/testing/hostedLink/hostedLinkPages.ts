import { html, type Markup, type MarkupValue } from "../../server/pages/html.js";
import type { CompanyRecord } from "../state/companyRecord.js";
import type { ConnectionRecord } from "../state/fakeConnection.js";
import { type FakePlatform, fakePlatforms, sandboxKey } from "../state/fakePlatforms.js";
import { type LinkOutcomeName, linkOutcomes } from "../state/linkOutcome.js";

/** The paths that the pages link to. */
export interface VisitPaths {
  start: string;
  platform: string;
  consent: string;
  outcome: string;
  organisation: string;
}

/** The pages of Hosted Link. */
export interface HostedLinkPages {
  choose(visit: { paths: VisitPaths; company: CompanyRecord; showSandbox: boolean }): Markup;
  consent(visit: { paths: VisitPaths; company: CompanyRecord; connection: ConnectionRecord }): Markup;
  signIn(visit: { paths: VisitPaths; connection: ConnectionRecord }): Markup;
  organisation(visit: {
    paths: VisitPaths;
    connection: ConnectionRecord;
    organisations: readonly string[];
  }): Markup;
  done(outcome: LinkOutcomeName): Markup;
  problem(title: string, text: string): Markup;
}

const sections: readonly { sourceType: FakePlatform["sourceType"]; title: string }[] = [
  { sourceType: "Accounting", title: "Accounting" },
  { sourceType: "Banking", title: "Banking" },
  { sourceType: "Commerce", title: "Sales and payments" },
];

const endings: Readonly<Record<LinkOutcomeName, string>> = {
  connected: "You are connected",
  nothingNew: "Nothing new was connected",
  cancelled: "You cancelled",
  failed: "Something went wrong",
  unsupported: "That platform is not supported",
};

const closeTab = html`<p class="note">Changed your mind? You can just close this tab.</p>`;

function outcomeButton(outcome: LinkOutcomeName | "connectedOnce", text: string, className?: string): Markup {
  return html`<button name="outcome" value="${outcome}"${className && html` class="${className}"`}>${text}</button>`;
}

function isOffline({ integrationKey }: ConnectionRecord): boolean {
  return fakePlatforms.some(({ key, isOffline }) => isOffline && key === integrationKey);
}

export function createHostedLinkPages(options: { stylesPath: string; appName: string }): HostedLinkPages {
  const { stylesPath, appName } = options;

  const layout = (title: string, body: MarkupValue): Markup => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Fake Codat · Hosted Link</title>
<link rel="stylesheet" href="${stylesPath}">
</head>
<body>
<header class="band"><strong>Fake Codat · Hosted Link</strong> For trying things out. Nothing here is real.</header>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;

  return {
    choose({ paths, company, showSandbox }) {
      const linked = company.connections.filter(({ status }) => status === "Linked");
      const shown = fakePlatforms.filter(({ key }) => showSandbox || key !== sandboxKey);
      return layout(
        "Choose your platform",
        html`<p>${appName} asks <strong>${company.name}</strong> to connect a platform.</p>
${linked.length > 0 && html`<p>Connected already: ${linked.map(({ platformName }) => platformName).join(", ")}.</p>`}
<form method="post" action="${paths.platform}">
${sections.map(
  ({ sourceType, title }) => html`<h2 id="${sourceType}">${title}</h2>
<div class="choices" role="group" aria-labelledby="${sourceType}">
${shown
  .filter((platform) => platform.sourceType === sourceType)
  .map(({ key, name }) => html`<button name="platform" value="${key}">${name}</button>\n`)}</div>
`,
)}</form>
<h2>Something else</h2>
<form method="post" action="${paths.outcome}" class="choices">
${outcomeButton("unsupported", "My platform isn't listed")}
${outcomeButton("nothingNew", "Already connected, leave")}
${outcomeButton("cancelled", "Cancel")}
</form>
${closeTab}`,
      );
    },

    consent: ({ paths, company, connection }) =>
      layout(
        `Share ${connection.platformName} data with ${appName}?`,
        html`<p>${appName} would like to read data of <strong>${company.name}</strong>
from ${connection.platformName}:</p>
<ul><li>company details</li><li>accounts and balances</li><li>transactions, invoices and payments</li></ul>
<p>It can only read: nothing changes in ${connection.platformName}. You can stop the access at any time.</p>
<form method="post" action="${paths.consent}" class="stack">
<button class="main-action">Agree and continue</button>
</form>
<form method="post" action="${paths.outcome}" class="stack">${outcomeButton("cancelled", "Cancel")}</form>
${closeTab}`,
      ),

    signIn: ({ paths, connection }) =>
      layout(
        `Pretend sign-in at ${connection.platformName}`,
        html`<p>This is <strong>not ${connection.platformName}</strong>. The real one would ask for a login
here; this page asks for none and stores nothing.</p>
<p>What should ${connection.platformName} answer?</p>
<form method="post" action="${paths.outcome}" class="stack">
${outcomeButton("connected", "Allow", "main-action")}
${isOffline(connection) && outcomeButton("connectedOnce", "Allow one import, then end the access")}
${outcomeButton("cancelled", "Cancel")}
${outcomeButton("failed", "Something goes wrong")}
</form>
<p class="note"><a href="${paths.start}">Back</a></p>
${closeTab}`,
      ),

    organisation: ({ paths, connection, organisations }) =>
      layout(
        `Which organisation at ${connection.platformName}?`,
        html`<p>This login sees ${organisations.length} organisations. Only the one that is chosen is shared.</p>
<form method="post" action="${paths.organisation}" class="stack">
${organisations.map((name) => html`<button name="organisation" value="${name}">${name}</button>\n`)}</form>
<form method="post" action="${paths.outcome}" class="stack">${outcomeButton("cancelled", "Cancel")}</form>
${closeTab}`,
      ),

    done: (outcome) =>
      layout(
        endings[outcome],
        html`<p>${linkOutcomes[outcome].errorMessage || "Thank you."} You can close this tab.</p>`,
      ),

    problem: (title, text) => layout(title, html`<p>${text}</p>`),
  };
}
