/** What can be wrong with the option `invites`, as rows of `serverErrors`. */
export const inviteErrors = {
  inviteSecretMissing: {
    code: "ONB-512",
    sentence:
      "The invites’ secret is not set; is its environment variable there? Nobody but you may sign a link.",
  },
  inviteSecretShort: {
    code: "ONB-512",
    sentence: "The invites’ secret is shorter than 32 characters. Take random ones, from a password manager.",
  },
  inviteOriginMalformed: {
    code: "ONB-512",
    sentence:
      "The invites’ publicUrl is no origin. Give one like https://apply.example, without a path; http only on this machine.",
  },
  invitePathMalformed: {
    code: "ONB-512",
    sentence: "The invites’ path is no path. Give one like /connect, without encoded characters or a query.",
  },
  invitePathOverlaps: {
    code: "ONB-512",
    sentence: "The invites’ path and the basePath overlap. Give each a place of its own.",
  },
  inviteTtlMalformed: {
    code: "ONB-512",
    sentence:
      "The invites’ ttl is not between an hour and 90 days. Give milliseconds, or leave it out for 14 days.",
  },
  inviteLogoMalformed: {
    code: "ONB-512",
    sentence:
      "The invites’ logo is no picture’s address. Give a path on publicUrl, like /logo.svg, or a data: URL.",
  },
  inviteColorsMalformed: {
    code: "ONB-512",
    sentence: "The invites’ colors are no CSS colours. Give them like #0b5, teal or rgb(0 80 160).",
  },
  inviteFontMalformed: {
    code: "ONB-512",
    sentence:
      "The invites’ font names no families, or its fontFile is no font’s address. Give “Acme Sans, sans-serif”, and a path on publicUrl or a data: URL.",
  },
  inviteRadiusMalformed: {
    code: "ONB-512",
    sentence: "The invites’ radius is no length. Give one like 0px, 8px or 0.5rem.",
  },
  inviteNamesMalformed: {
    code: "ONB-512",
    sentence: "The invites’ names are neither left out nor “verified”. There is nothing else to say of them.",
  },

  invitesForgotten: {
    code: "ONB-513",
    sentence:
      "Invites are kept by a backplane that forgets: in production a deploy would end every one. Give a durable backplane, or set invites.allowMemory.",
  },
} as const;
