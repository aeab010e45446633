/** Where a companion may be killed, in the order in which a webhook comes by. */
export const crashPoints = [
  "verified",
  "claimed",
  "appended",
  "before the hook",
  "in the hook",
  "after the hook",
  "marked",
  "before the answer",
] as const;

export type CrashPoint = (typeof crashPoints)[number];
