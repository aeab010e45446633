import {
  AuthStep,
  CantSignInFallback,
  ConnectCTA,
  ConnectHint,
  ConsentNotice,
  CopyLink,
  DeviceNotice,
  FallbackAnswers,
  InviteByMailto,
  InviteRecipient,
  type InviteState,
  SkipStep,
} from "codat-onboarding";
import type { ComponentProps, ReactElement, ReactNode } from "react";
import { arabic } from "./arabic.js";
import { acme, link, memory, oneTimeLink } from "./fixtures.js";

/** One state of one part: a square of the table in the design, in one of its variants. */
export interface Cell {
  /** The part and the column. */
  group: string;
  /** The part, the column and the variant. */
  title: string;
  part: PartName;
  column: Column;
  variant: Variant;
  /** The element; each call remembers for itself. */
  make(): ReactElement;
}

export type Column = keyof typeof columns;
export type PartName = keyof typeof parts;
export type Variant = keyof typeof variants;

export type StepProps = ComponentProps<typeof AuthStep>;

/** What the host says in each column. */
export const columns = {
  loading: { companyId: null },
  idle: { status: "idle" },
  opening: { status: "opening" },
  pending: { status: "pending" },
  failed: { status: "failed" },
  connected: { status: "connected" },
  ready: { status: "ready" },
  disconnected: { status: "disconnected" },
  skipped: { status: "idle" },
  unavailable: { companyId: "no GUID", onError() {} },
} as const satisfies Record<string, Partial<StepProps>>;

/** What stands in the step; without children it arranges everything itself. */
export const parts = {
  AuthStep: undefined,
  ConnectCTA: <ConnectCTA />,
  ConnectHint: <ConnectHint />,
  ConsentNotice: <ConsentNotice />,
  CantSignInFallback: <CantSignInFallback />,
  FallbackAnswers: <FallbackAnswers />,
  DeviceNotice: <DeviceNotice platformKey="pqsw" />,
  InviteByMailto: <InviteByMailto />,
  InviteRecipient: (
    <InviteByMailto defaultRecipient="sam@example.com">
      <InviteRecipient />
    </InviteByMailto>
  ),
  CopyLink: <CopyLink />,
  SkipStep: <SkipStep />,
} as const satisfies Record<string, ReactNode>;

const expiresAt = new Date("2026-12-01T09:30:00Z");

/** What else may differ. */
export const variants = {
  plain: {},
  named: {
    platformName: "Xero",
    businessName: "Bakery & Söhne",
    inviterName: "Alex",
    purpose: "a business loan",
    privacyUrl: "https://acme.example/privacy",
  },
  fetched: { linkUrl: async () => ({ url: link, expiresAt }) },
  once: { linkUrl: oneTimeLink },
  arabic: { messages: arabic, sourceType: "banking" },
} as const satisfies Record<string, Partial<StepProps>>;

const keys = <Key extends string>(of: Record<Key, unknown>) => Object.keys(of) as Key[];

/** Props of a cell's step. */
export function stepProps(column: Column, variant: Variant = "plain"): StepProps {
  const storage = memory(column === "skipped" ? { skipped: true } : undefined);
  return { ...acme, ...variants[variant], ...columns[column], storage } as StepProps;
}

/** Every part in every column and variant. */
export const cells: readonly Cell[] = keys(parts).flatMap((part) =>
  keys(columns).flatMap((column) =>
    keys(variants).map((variant) => ({
      group: `${part}, ${column}`,
      title: `${part}, ${column}, ${variant}`,
      part,
      column,
      variant,
      make: () => <AuthStep {...stepProps(column, variant)}>{parts[part]}</AuthStep>,
    })),
  ),
);

export const inviteStates: readonly InviteState[] = [
  "none",
  "prepared",
  "opened",
  "started",
  "returned",
  "connected",
  "declined",
  "expired",
  "cancelled",
];
