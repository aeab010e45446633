import type { LinkOutcome } from "../links/linkRedirect.js";
import type { ConnectionStatus } from "../status/connectionStatus.js";
import type { Local } from "./local.js";

/**
 * Why a step is as it is: what became of the customer's own attempt, or what is wrong with the page. The values say
 * what the button is where nothing is known of the connection: the companion's own link leads on even when its stream
 * does not.
 */
export const stepReasons = {
  returned: "link",
  started: "link",
  cancelled: "link",
  unsupported: "link",
  error: "link",
  unreachable: "link",
  signedOut: "text",
  badData: "text",
} as const;

/** Why a step is as it is, as `data-reason` shows it. */
export type StepReason = keyof typeof stepReasons;

/** What each end of a visit to Hosted Link is a reason for; a visit without news is none. */
const attempts = {
  connected: { reason: "returned", in: ["pending"] },
  cancelled: { reason: "cancelled", in: ["pending", "idle"] },
  unsupported: { reason: "unsupported", in: ["failed"] },
  failed: { reason: "error", in: ["failed"] },
  unchanged: undefined,
} as const satisfies Record<LinkOutcome, { reason: StepReason; in: readonly ConnectionStatus[] } | undefined>;

/** What is known where nobody came back: of a connection that waits, or whose newest error is of this attempt. */
const withoutReturn: Partial<Record<ConnectionStatus, StepReason>> = { pending: "started", failed: "error" };

/**
 * The reason for a status.
 *
 * @param given what the host or the companion says; that its stream is down says less than the customer's own attempt
 */
export function stepReason(
  status: ConnectionStatus,
  { returned, confirmed }: Local,
  given: StepReason | undefined,
): StepReason | undefined {
  if (given && given !== "unreachable") return given;
  const attempt = returned && !confirmed ? attempts[returned] : undefined;
  const isOfStatus = attempt && (attempt.in as readonly ConnectionStatus[]).includes(status);
  return (isOfStatus ? attempt.reason : withoutReturn[status]) ?? given;
}

/** Whether Codat does not offer what was chosen: nobody's login would help. */
export function isUnsupported(reason: StepReason | undefined): boolean {
  return reason === "unsupported";
}

/** Whether Codat has said that the connection worked, and nobody has confirmed it. */
export function hasReturned(reason: StepReason | undefined): boolean {
  return reason === "returned";
}
