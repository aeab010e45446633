import { createPageStyles } from "../../src/server/pages/pageStyles.js";
import { createPages } from "../../src/server/pages/pages.js";

const kinds = ["connect", "reconnect"] as const;
const sourceTypes = ["accounting", "banking", "commerce"] as const;

/** What the colleague's page says in a language, for each name that its app, business and platform may have. */
export async function pagesIn(
  locale: string,
  names: readonly string[],
): Promise<[name: string, text: string][]> {
  const shown: [string, string][] = [];
  for (const name of names) {
    const pagesFor = createPages({
      appName: name,
      apiUrl: "https://api.codat.io",
      styles: createPageStyles(),
      root: "/connect",
    });
    for (const kind of kinds) {
      for (const sourceType of sourceTypes) {
        const page = pagesFor(new Request(`https://acme.example/connect/x?lang=${locale}`)).invite(
          {
            id: "a".repeat(22),
            companyId: "c",
            customer: { id: "acme", name, userName: "Sam Patel" },
            platformName: name,
            kind,
            sourceType,
            state: "prepared",
            createdAt: 0,
            changedAt: 0,
            expiresAt: Date.UTC(2026, 11, 1),
            version: 1,
          },
          "/connect/token",
        );
        const [, main = ""] = (await page.text()).split(/<\/?main>/);
        shown.push([name, textOf(main)]);
      }
    }
  }
  return shown;
}

/** What is read of markup that `html` has written, which knows five escapes. */
function textOf(markup: string): string {
  const escapes: Record<string, string> = {
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
    "&amp;": "&",
  };
  return markup.replace(/<[^>]*>/g, "").replace(/&\S+?;/g, (one) => escapes[one] ?? one);
}
