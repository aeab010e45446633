import { createOnboardingServer } from "../../../src/server/createOnboardingServer.js";
import type { CodatServer } from "./codat.js";
import { answerFiles } from "./files.js";
import { type Listener, listen } from "./listen.js";

/** Serves a folder's files, and on the same origin a companion to whom everybody is one customer. */
export async function serveWithCompanion(folder: string, codat: CodatServer): Promise<Listener> {
  const { CODAT_API_KEY, CODAT_API_URL, CODAT_LINK_HOST, CODAT_WEBHOOK_SECRET } = codat.env;
  const companion = createOnboardingServer({
    apiKey: CODAT_API_KEY,
    apiUrl: CODAT_API_URL,
    webhookSecret: CODAT_WEBHOOK_SECRET,
    linkHosts: CODAT_LINK_HOST ? [CODAT_LINK_HOST] : [],
    appName: "Acme Lending",
    authenticate: () => ({ id: "bakery", name: "Oak & Elm Ltd", user: { id: "sam" } }),
  });
  const files = answerFiles(folder);
  const site = await listen(() => (request) => {
    const isCompanions = new URL(request.url).pathname.startsWith("/api/codat/");
    return isCompanions ? companion.fetch(request) : files(request);
  });
  codat.tell(site.url);
  return {
    url: site.url,
    async close() {
      await companion.close();
      await site.close();
    },
  };
}
