// @ts-check
import { randomBytes } from "node:crypto";
import { createFakeCodat } from "codat-onboarding/testing";

/**
 * An account at Codat, and where the companion for it is.
 *
 * @typedef {object} Account
 * @property {string} basePath
 * @property {string} invitePath where a colleague finds what they were asked for
 * @property {string} apiUrl
 * @property {string} apiKey
 * @property {string} webhookSecret
 * @property {string[] | undefined} linkHosts where fake Codat's links lead; Codat's own hosts need no listing
 * @property {boolean} oneTime "One-time Link URLs" in Codat's portal
 * @property {import("codat-onboarding/testing").FakeCodat | undefined} fake
 */

/** What this login sees at a platform, so that somebody can choose the wrong one. */
const organisations = ["Oak & Elm Ltd", "Oak & Elm Holdings Ltd"];

/** What the lender's redirect in Codat's portal is made of. */
const redirect =
  "statuscode={statusCode}&errormessage={errorMessage}&companyid={companyId}" +
  "&connectionid={connectionId}&sourcetype={sourceType}&platform={platform}&invite={invite}";

/**
 * Two accounts at one fake Codat, set up differently; a real lender has one. The first is the usual one.
 *
 * @param {{ codat: import("./listen.mjs").Listener, lenderUrl: string }} options
 * @returns {Account[]}
 */
export function fakeAccounts({ codat, lenderUrl }) {
  const accounts = [
    { path: "", basePath: "/api/codat", invitePath: "/connect", oneTime: false },
    {
      path: "/one-time",
      basePath: "/api/codat-one-time",
      invitePath: "/connect-one-time",
      oneTime: true,
    },
  ].map(({ path, basePath, invitePath, oneTime }) => {
    const apiUrl = codat.url + path;
    const apiKey = randomBytes(16).toString("hex");
    const webhookSecret = `whsec_${randomBytes(24).toString("base64")}`;
    const fake = createFakeCodat({
      baseUrl: apiUrl,
      appName: "Acme Lending",
      apiKey,
      oneTimeLinks: oneTime,
      organisations,
      redirectUrl: `${lenderUrl}${basePath}/return?${redirect}`,
      webhooks: { url: `${lenderUrl}${basePath}/webhooks`, secret: webhookSecret },
    });
    const linkHosts = [new URL(codat.url).host];
    return { basePath, invitePath, apiUrl, apiKey, webhookSecret, linkHosts, oneTime, fake };
  });
  const oneTimePath = new URL(accounts[1]?.apiUrl ?? codat.url).pathname;
  codat.answer((request) => {
    const isOneTime = new URL(request.url).pathname.startsWith(`${oneTimePath}/`);
    const account = accounts.find(({ oneTime }) => oneTime === isOneTime);
    return account ? account.fake.fetch(request) : Promise.resolve(new Response(null, { status: 404 }));
  });
  return accounts;
}

/**
 * The lender's account at the real Codat. Whether its links work once is set there; a link for each use suits both.
 *
 * @param {{ apiKey: string, webhookSecret: string }} secrets
 * @returns {Account}
 */
export function realAccount(secrets) {
  return {
    ...secrets,
    basePath: "/api/codat",
    invitePath: "/connect",
    apiUrl: "https://api.codat.io",
    linkHosts: undefined,
    oneTime: false,
    fake: undefined,
  };
}
