import type { ReactNode } from "react";
import type { OnboardingError } from "../core/errors.js";
import type { Link } from "../core/linkUrl.js";
import type { SourceType } from "../core/sourceType.js";
import type { ConnectionStatus } from "../core/stepState.js";

/** What the companion says of one source type of the session's company. */
export interface LiveFacts {
  status: ConnectionStatus;
  /** What is wrong with the id that a part was given. */
  problem?: OnboardingError | undefined;
  /** The connection that decides the status. */
  connectionId?: string | undefined;
  platformName?: string | undefined;
  /** The organisation at the platform, where it is known. */
  organisation?: string | undefined;
  /** The companion's own address that leads to a fresh Hosted Link. */
  link: Link;
  /** What a whole step shows beside a connection that stands. */
  beside: ReactNode;
}

/** What a live provider gives the steps in it: the facts, by source type and the id that a part was given. */
export type Live = (sourceType: SourceType, companyId: string | null | undefined) => LiveFacts;
