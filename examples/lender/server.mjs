// @ts-check
import { fileURLToPath } from "node:url";
import { createFakeCodat } from "codat-onboarding/testing";
import { readFiles } from "./server/files.mjs";
import { createLender } from "./server/lender.mjs";
import { listen } from "./server/listen.mjs";

/** As set in Codat's portal: where it sends people when they leave Hosted Link, and what it tells. */
const redirect =
  "/onboarding?statuscode={statusCode}&errormessage={errorMessage}&companyid={companyId}" +
  "&connectionid={connectionId}&sourcetype={sourceType}&platform={platform}";

/**
 * Starts the lender and the fake Codat beside it. The client must have been built before.
 *
 * @param {{ port?: number, codatPort?: number }} [options] a busy port is passed over for the next one; 0 is any
 */
export async function startLender({ port = 4300, codatPort = 4310 } = {}) {
  const files = await readFiles(fileURLToPath(new URL("./dist", import.meta.url)));
  const lender = await listen(port);
  const hostedLink = await listen(codatPort);

  const account = { appName: "Acme Lending", redirectUrl: lender.url + redirect };
  const codat = {
    plain: createFakeCodat({ ...account, baseUrl: hostedLink.url }),
    oneTime: createFakeCodat({ ...account, baseUrl: `${hostedLink.url}/one-time`, oneTimeLinks: true }),
  };
  hostedLink.answer((request) =>
    new URL(request.url).pathname.startsWith("/one-time/")
      ? codat.oneTime.fetch(request)
      : codat.plain.fetch(request),
  );
  lender.answer(createLender({ files, codat }));

  return {
    url: lender.url,
    codatUrl: hostedLink.url,
    close: () => Promise.all([lender.close(), hostedLink.close()]),
  };
}
