import type { LinkOutcome } from "../links/linkRedirect.js";
import {
  type ConnectionStatus,
  hasFailed,
  isIdle,
  isPending,
  isUnavailable,
} from "../status/connectionStatus.js";
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

/** The reasons that say more than the status that they stand in, and which statuses those are. */
const tellingIn = {
  returned: isPending,
  cancelled: (status: ConnectionStatus) => isPending(status) || isIdle(status),
  unsupported: hasFailed,
  signedOut: isUnavailable,
  unreachable: isUnavailable,
} satisfies Partial<Record<StepReason, (status: ConnectionStatus) => boolean>>;

type TellingReason = keyof typeof tellingIn;

const tellingReasons = Object.keys(tellingIn) as TellingReason[];

/** The reason, where it says more than the status. */
export function tellingReason(
  status: ConnectionStatus,
  reason: StepReason | undefined,
): TellingReason | undefined {
  return tellingReasons.find((one) => one === reason && tellingIn[one](status));
}

/** What each end of a visit to Hosted Link is a reason for; none where the status says as much. */
const ofOutcome = {
  connected: "returned",
  cancelled: "cancelled",
  unsupported: "unsupported",
  failed: undefined,
  unchanged: undefined,
} as const satisfies Record<LinkOutcome, TellingReason | undefined>;

/** The reason that the host or the companion gives; where nothing can be opened and nobody says why, it is bad data. */
export function givenReason(
  unavailable: boolean | undefined,
  reason: StepReason | undefined,
): StepReason | undefined {
  return reason ?? (unavailable ? "badData" : undefined);
}

/**
 * The reason for a status.
 *
 * @param given by the host or the companion; that its stream is down says less than the customer's own attempt
 */
export function stepReason(
  status: ConnectionStatus,
  { returned, confirmed }: Local,
  given: StepReason | undefined,
): StepReason | undefined {
  if (given && given !== "unreachable") return given;
  const attempt = tellingReason(status, returned && !confirmed ? ofOutcome[returned] : undefined);
  if (attempt) return attempt;
  // Nobody came back: of a connection that waits, or whose newest error is of this attempt.
  return isPending(status) ? "started" : hasFailed(status) ? "error" : given;
}

/** Whether Codat does not offer what was chosen: nobody's login would help. */
export function isUnsupported(reason: StepReason | undefined): boolean {
  return reason === "unsupported";
}

/** Whether Codat has said that the connection worked, and nobody has confirmed it. */
export function hasReturned(reason: StepReason | undefined): boolean {
  return reason === "returned";
}
