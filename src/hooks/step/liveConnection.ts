import type { CompanyInvite, CompanyInviteKind } from "../../core/company/companyInvite.js";
import type { OnboardingError } from "../../core/errors.js";
import type { Link } from "../../core/links/linkUrl.js";
import type { SourceType } from "../../core/sourceType.js";
import type { ConnectButton, ConnectionStatus } from "../../core/status/connectionStatus.js";
import type { InviteState } from "../../core/status/inviteState.js";
import type { StepReason } from "../../core/step/stepReason.js";
import type { LinkSource } from "../links/linkSource.js";
import type { StepSettings } from "../settings.js";

/** What the companion says of one source type of the session's company. */
export interface LiveConnection {
  status: ConnectionStatus;
  /** Whose company it is, known or not, as a text to compare; none where a part was given another's. */
  owner?: string | undefined;
  /** What is wrong with the id that a part was given. */
  problem?: OnboardingError | undefined;
  reason?: StepReason | undefined;
  /** What the button is, where that does not follow from the status. */
  button?: ConnectButton | undefined;
  /** What the provider has reported, for the step's own listeners. */
  reported?: OnboardingError | undefined;
  /** When something last came from the companion (milliseconds), where nothing comes any longer; 0: nothing ever came. */
  lostSince?: number | undefined;
  /** The connection that decides the status. */
  connectionId?: string | undefined;
  platformName?: string | undefined;
  /** The organisation at the platform, where it is known. */
  organisation?: string | undefined;
  /** The companion's own address that leads to a fresh Hosted Link. */
  link: Link;
  /** What became of the newest invite; a live one before those that have ended, and never the customer's own. */
  invite?: InviteState | undefined;
  /**
   * The invites that are waited for, newest first: those that live and are newer than the last failure or
   * disconnection. `undefined` where nobody was ever invited.
   */
  waitingFor?: readonly CompanyInvite[] | undefined;
  /** What is known of invites, as a text to compare. */
  news?: string | undefined;
  /**
   * Where links to pass on come from, where the companion makes them, or may make them for all that is known. Without
   * a kind it is for a colleague: to reconnect where the connection has ended. With a name it is that person's.
   */
  inviteSource?:
    | ((settings: StepSettings, kind?: CompanyInviteKind, name?: string) => LinkSource | undefined)
    | undefined;
}

/**
 * What a live provider gives the steps in it: the connection of a source type, and whether the id that a part was
 * given, if any, is the session's.
 */
export type LiveConnections = (
  sourceType: SourceType,
  companyId: string | null | undefined,
) => LiveConnection;
