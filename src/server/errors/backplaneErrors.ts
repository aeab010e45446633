import type { ServerErrorRow } from "./serverErrorRow.js";

/** What is wrong with how a backplane is used. */
export const backplaneErrors = {
  backplaneOptionMalformed: {
    code: "ONB-506",
    sentence:
      "memoryBackplane cannot work with this {option}: pass a whole number above zero, or leave it out.",
  },
  backplaneClosed: {
    code: "ONB-506",
    sentence: "The backplane was closed and is still used: close it last, when no request is under way.",
  },

  backplaneFull: {
    code: "ONB-506",
    sentence:
      "The memory backplane is full: {count} {what} were dropped before their time. Raise its bounds, or find out who fills it.",
    recoverable: true,
  },

  entryStrange: {
    code: "ONB-506",
    sentence:
      "A company’s room holds what this version of the companion does not know; it was left out. Look for another version, or something else, that writes there.",
    recoverable: true,
  },

  redisOptionMalformed: {
    code: "ONB-506",
    sentence: "redisBackplane cannot work with this {option}: {need}.",
  },
  redisEvicts: {
    code: "ONB-506",
    sentence:
      "Redis may throw away invites to make room: its maxmemory-policy is {policy}. Set noeviction. Until then the companion answers 503.",
    recoverable: true,
  },
  redisForgets: {
    code: "ONB-506",
    sentence:
      "Redis keeps no append-only file: when it restarts, invites are gone and hooks may run again. Set appendonly yes.",
  },
  redisDenied: {
    code: "ONB-506",
    sentence:
      "Redis does not let the companion in, or not do what it must ({reason}). Check the password and the ACL of its user. Until then the companion answers 503.",
    recoverable: true,
  },
  redisLacks: {
    code: "ONB-506",
    sentence:
      "Redis does not know a command that the companion needs: it must be 7.0 or later, with no command renamed. Until then the companion answers 503.",
    recoverable: true,
  },
} as const satisfies Readonly<Record<string, ServerErrorRow>>;
