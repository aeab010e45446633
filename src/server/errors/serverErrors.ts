import { backplaneErrors } from "./backplaneErrors.js";
import { inviteErrors } from "./inviteErrors.js";
import type { ServerErrorRow } from "./serverErrorRow.js";

const copySecret = "copy the endpoint’s secret from Codat’s portal, whsec_ and all.";
const mountFirst =
  "mount the companion before body parsers such as express.json(), or keep the bytes in the request’s rawBody.";

/** Everything that can go wrong in the companion, in the order of the codes. A `{hole}` is filled in by `serverError`. */
export const serverErrors = {
  linkElsewhere: {
    code: "ONB-201",
    sentence: "Codat’s link is not https on a host of Codat’s or of linkHosts.",
  },

  apiKeyMissing: {
    code: "ONB-501",
    sentence: "The apiKey is not set; is its environment variable there? Codat answers nothing without it.",
  },
  apiKeyMalformed: {
    code: "ONB-501",
    sentence:
      "The apiKey is no key: it has white space or other characters in it. Copy it from Codat’s portal.",
  },
  apiKeyIsHeader: {
    code: "ONB-501",
    sentence: "The apiKey begins with Basic: give the key alone, as Codat’s portal shows it.",
  },

  webhookSecretMissing: {
    code: "ONB-502",
    sentence: `The webhookSecret is not set; is its environment variable there? If so, ${copySecret}`,
  },
  webhookSecretEmptyList: { code: "ONB-502", sentence: `The webhookSecret is an empty list: ${copySecret}` },
  webhookSecretNotText: { code: "ONB-502", sentence: `The webhookSecret is no text: ${copySecret}` },
  webhookSecretWhiteSpace: {
    code: "ONB-502",
    sentence: `The webhookSecret has white space around it: ${copySecret}`,
  },
  webhookSecretPublicKey: { code: "ONB-502", sentence: `The webhookSecret is a public key: ${copySecret}` },
  webhookSecretPrefix: {
    code: "ONB-502",
    sentence: `The webhookSecret does not begin with whsec_: ${copySecret}`,
  },
  webhookSecretNotBase64: { code: "ONB-502", sentence: `The webhookSecret is not base64: ${copySecret}` },
  webhookSecretLength: {
    code: "ONB-502",
    sentence: `The webhookSecret is not 24 to 64 bytes long: ${copySecret}`,
  },

  webhookSecretPublished: {
    code: "ONB-503",
    sentence:
      "The webhookSecret is one that stands in public documents. In production anybody could sign with it: use the endpoint’s own, or set allowFake.",
  },
  apiUrlMalformed: {
    code: "ONB-503",
    sentence: "The apiUrl is no address of an API. Leave it out for https://api.codat.io.",
  },
  apiUrlElsewhere: {
    code: "ONB-503",
    sentence:
      "The apiUrl is not https://api.codat.io. In production the API key would go elsewhere: leave it out, or set allowFake.",
  },

  basePathMalformed: {
    code: "ONB-504",
    sentence: "The basePath is no path. Give one like /api/codat, without encoded characters or a query.",
  },
  originsMalformed: {
    code: "ONB-504",
    sentence:
      "The allowedOrigins are not a list of origins. They are compared to the letter: https://app.example, without a slash or a star.",
  },
  linkHostsMalformed: {
    code: "ONB-504",
    sentence: "The linkHosts are not a list of hosts. Give them like localhost:4310, without https://.",
  },
  addressMalformed: {
    code: "ONB-504",
    sentence: "The {option} leads nowhere. Give a path on this origin, like /onboarding, or a whole address.",
  },

  appNameMissing: {
    code: "ONB-505",
    sentence: "The appName is missing or empty. It says who asks: give the name of your product.",
  },
  authenticateMissing: {
    code: "ONB-505",
    sentence:
      "The authenticate option is no function. It says who is signed in. Give a function of the request.",
  },
  notText: { code: "ONB-505", sentence: "The {option} is empty. Give a text, or leave it out." },
  notFunction: {
    code: "ONB-505",
    sentence: "The {option} is no function. Give a function, or leave it out.",
  },
  companyStoreIncomplete: {
    code: "ONB-505",
    sentence:
      "The companies option lacks get or set. Give both: they are your own record of whose company is which.",
  },
  limitsMalformed: {
    code: "ONB-505",
    sentence: "The {option} option is not an object. Give an object of numbers, or leave it out.",
  },
  limitUnknown: {
    code: "ONB-505",
    sentence: "The {option} option has an unknown member. It may have {members}.",
  },
  budgetLimitMalformed: { code: "ONB-505", sentence: "The budget’s {member} is not a {range}." },
  streamLimitMalformed: {
    code: "ONB-505",
    sentence: "The streams’ {option} is not a whole number from {least} to {most}.",
  },
  streamRecheckTooShort: {
    code: "ONB-505",
    sentence:
      "The streams’ recheck is not longer than their heartbeat, at which sessions are checked. Make it longer.",
  },

  ...backplaneErrors,

  bodyConsumed: {
    code: "ONB-507",
    sentence: `A request’s body was read before it came here: ${mountFirst}`,
  },
  webhookBodyConsumed: {
    code: "ONB-507",
    sentence: `A webhook’s body was read before it came here: ${mountFirst}`,
  },

  codatSilent: {
    code: "ONB-508",
    sentence: "Codat’s API did not answer in time, or could not be reached.",
    recoverable: true,
  },
  codatKeyRefused: {
    code: "ONB-508",
    sentence: "Codat does not accept the apiKey (401). Check it, and that it belongs to this instance.",
  },
  codatRefused: { code: "ONB-508", sentence: "Codat’s API refused a call ({status})." },
  codatUnreadable: {
    code: "ONB-508",
    sentence: "Codat’s API answered something that is not its own ({status}). A proxy may stand between.",
    recoverable: true,
  },
  codatMadeNoCompany: {
    code: "ONB-508",
    sentence: "Codat’s API made no company ({status}).",
    recoverable: true,
  },
  companyUnsettled: {
    code: "ONB-508",
    sentence: "Codat’s API does not find the company that it has just made. Try again in a moment.",
    recoverable: true,
  },
  codatListUnreadable: {
    code: "ONB-508",
    sentence: "Codat’s API did not say which companies carry a tag. A proxy may stand between.",
    recoverable: true,
  },
  codatCompanyUnreadable: {
    code: "ONB-508",
    sentence: "Codat’s API answered with no company, or with another one.",
    recoverable: true,
  },

  severalCompanies: {
    code: "ONB-509",
    sentence:
      "{count} companies at Codat carry one customer’s tag. The oldest is used; remove the tag from the others.",
  },

  hostThrew: {
    code: "ONB-510",
    sentence: "The host’s {option} threw, or took too long. Its error is the cause of this one.",
    recoverable: true,
  },
  customerWithoutId: {
    code: "ONB-510",
    sentence:
      "authenticate gave no id, or one that is no text. Give an object whose id is the business’s id as a string.",
  },
  storedCompanyMalformed: {
    code: "ONB-510",
    sentence: "companies.get gave something that is not a company’s id.",
  },
  backplaneFailed: {
    code: "ONB-510",
    sentence: "The backplane failed. What needed it got 503; Codat will send its webhook again.",
    recoverable: true,
  },
  redisAway: {
    code: "ONB-510",
    sentence:
      "Redis cannot be reached, or does not do what it is asked ({reason}). It is tried again until it does; until then the companion answers 503.",
    recoverable: true,
  },
  unforeseen: {
    code: "ONB-510",
    sentence: "Something unforeseen was thrown. It is the cause of this error.",
    recoverable: true,
  },

  quotaUsedUp: {
    code: "ONB-511",
    sentence:
      "Codat takes no more calls for now: the quota of this API key is used up. It opens again by midnight UTC.",
    recoverable: true,
  },
  quotaReserved: {
    code: "ONB-511",
    sentence:
      "The rest of Codat’s calls today is kept for webhooks and first visits. It is reset at midnight UTC.",
    recoverable: true,
  },

  ...inviteErrors,

  companyContended: {
    code: "ONB-514",
    sentence: "Another request or process is still making this customer’s company. Try again.",
    recoverable: true,
  },
  invitesContended: {
    code: "ONB-514",
    sentence: "Another request or process is still changing the same invites. Try again.",
    recoverable: true,
  },

  companyDeleted: {
    code: "ONB-515",
    sentence: "A customer’s company was deleted at Codat. The next request finds or makes another.",
    recoverable: true,
  },

  requestTimedOut: {
    code: "ONB-516",
    sentence: "A request was not answered within 20 seconds: Codat, or a function of the host, is slow.",
    recoverable: true,
  },

  lineFull: {
    code: "ONB-517",
    sentence:
      "A call to Codat was never made: it waited behind other calls of this process until its time was over.",
    recoverable: true,
  },

  goPrefetched: {
    code: "ONB-518",
    sentence:
      "GET go was asked for ahead of a click, by a prefetch: each would make a link that works once. Render a plain <a>, or a router’s link that does not prefetch.",
  },
  goByScript: {
    code: "ONB-518",
    sentence:
      "GET go was asked for by something that is no navigation, such as a script or a picture. Put its address into a link, and let the browser follow it.",
  },
  goFromElsewhere: {
    code: "ONB-518",
    sentence:
      "GET go was followed from a page of another site. Link to your own page instead, or list that page’s origin in allowedOrigins.",
  },
  goUnproven: {
    code: "ONB-518",
    sentence:
      "GET go came without Sec-Fetch-Site, as from an old browser or over http, without a Referer of its own origin, and its customer has no company yet. Let your page send its Referer, or list its origin in allowedOrigins.",
  },

  originUnproven: {
    code: "ONB-519",
    sentence:
      "A request that changes something came without Sec-Fetch-Site, and without an Origin that equals its own address. Behind a proxy that ends TLS set trustProxy of toNodeHandler, or list your page’s origin in allowedOrigins.",
  },

  sessionsUnnamed: {
    code: "ONB-520",
    sentence:
      "closeSessions was not told whose sessions to close. Give an object with the id as its user, for a person, or as its customer, for a business: an id alone may be either.",
  },

  refusalsRepeated: {
    code: "ONB-521",
    sentence:
      "{count} more requests were refused or ignored within a minute, each with {code}. The report of the first says why.",
  },

  customerSpent: {
    code: "ONB-522",
    sentence: "One customer has used up what one may cost of Codat’s calls. The others are not concerned.",
    recoverable: true,
  },

  nothingShared: {
    code: "ONB-523",
    sentence:
      "{sign}. What several processes must share is in the memory of each: let one answer, or share a backplane.",
  },

  streamsFull: {
    code: "ONB-524",
    sentence:
      "This process holds as many streams as it may, and sends pages away for a while. Raise streams.perProcess, or run another process.",
    recoverable: true,
  },
  streamsCrowded: {
    code: "ONB-524",
    sentence:
      "More pages ask for a stream than this process begins in a second: each is told when to come back. After a restart that is as it should be.",
    recoverable: true,
  },

  webhookSignatureWrong: {
    code: "ONB-601",
    sentence:
      "A webhook’s signature does not match: its secret is another endpoint’s, or something changed the body on its way. Pass on the raw body.",
  },
  webhookUntimely: {
    code: "ONB-602",
    sentence:
      "A webhook was signed more than five minutes from now: it is an old one, or this machine’s clock is wrong.",
  },
  webhookUnsigned: {
    code: "ONB-603",
    sentence: "A request without the headers of a signed webhook was refused.",
  },
  webhookIncomplete: {
    code: "ONB-603",
    sentence: "A webhook lacked what its type needs, and was ignored.",
  },
  webhookNotJson: {
    code: "ONB-603",
    sentence: "A signed webhook’s body is no JSON object in UTF-8. Look at the endpoint’s transformation.",
  },
  webhookTooLong: {
    code: "ONB-604",
    sentence: "A webhook was refused: its body was over 256 KiB, or took longer than ten seconds.",
  },
  webhookCrowded: {
    code: "ONB-604",
    sentence:
      "A request that may be a webhook was refused: over 16 MiB of such bodies were on their way at once, and its was the longest. Codat will send a webhook again.",
    recoverable: true,
  },
  webhookChanged: {
    code: "ONB-605",
    sentence: "A webhook came again under the same id with another body: the first one counts.",
  },
  hookTooSlow: {
    code: "ONB-606",
    sentence:
      "A hook has not finished within nine seconds. It runs on; let it put long work into a queue of your own.",
    recoverable: true,
  },
} as const satisfies Readonly<Record<string, ServerErrorRow>>;
