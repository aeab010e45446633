import { OnboardingError, type OnboardingErrorCode, type OnboardingErrorDetails } from "../errors.js";

/** What happened and how to mend it, for the developer of the page. */
const sentences = {
  "ONB-101":
    "No companyId, no linkUrl and no OnboardingProvider around: nothing to connect. Pass one, or put one there.",
  "ONB-102": "The companyId is not a GUID. Pass a Codat company’s id.",
  "ONB-103": "The sourceType is not one of accounting, banking, commerce.",
  "ONB-104": "No appName: nobody could tell who asks. Pass it.",
  "ONB-105": "The address is not name@domain. Correct it or leave it out.",
  "ONB-106": "`{part}` needs {parent} around it. Put it inside one.",
  "ONB-201": "The link is not https on a host of Codat’s or of linkHosts.",
  "ONB-202": "linkUrl failed. See the cause.",
  "ONB-203": "A one-time link cannot be passed on. Make linkUrl a function.",
  "ONB-204": "Codat reserves otp, link.otp, openId and link.scopes. Choose another name.",
  "ONB-205": "Codat could not connect (500). The customer can try again.",
  "ONB-301": "The browser refused to copy. The text is shown selected.",
  "ONB-302": "Sharing failed, or is not allowed here. Copying and e-mail still work.",
  "ONB-401": "The session has ended. Lead the customer to your sign-in.",
  "ONB-402": "The companion cannot be reached. It is tried again.",
  "ONB-403": "The companyId is not the session’s. Leave it out in a provider.",
  "ONB-404": "There is no OnboardingProvider with a sessionKey around. Put one there.",
  "ONB-405": "What answered is no companion. Check the endpoint, and whether a login page is in its way.",
  "ONB-406": "Disconnecting was refused, or not answered. Nothing has changed.",
  "ONB-407": "The companion did not make or change the invite. Nothing has changed.",
} as const satisfies Partial<Record<OnboardingErrorCode, string>>;

/** The codes of what can go wrong in a browser. */
export type StepErrorCode = keyof typeof sentences;

/**
 * The error of a code, with its sentence. What a host builds for production says less: its customers can mend
 * nothing, and the page of the code says more.
 *
 * @param part the part that lacks its parent (`ONB-106`)
 */
export function stepError(
  code: StepErrorCode,
  details?: OnboardingErrorDetails,
  part?: string,
): OnboardingError {
  let sentence: string = "The onboarding step met a problem.";
  try {
    // Bundlers put the value here; a browser without one has no `process`.
    if (process.env["NODE_ENV"] !== "production") sentence = sentenceOf(code, part);
  } catch {}
  return new OnboardingError(code, sentence, details);
}

/** Which parent a part needs is written here, so that no production bundle holds the names. */
function sentenceOf(code: StepErrorCode, part = ""): string {
  const parent = part.startsWith("Fallback") ? "a `CantSignInFallback`" : "an `InviteByMailto`";
  return sentences[code].replace("{part}", part).replace("{parent}", parent);
}
