/**
 * What shows a link, a message or an address carries these, so that session recorders leave it out: Datadog,
 * Hotjar, LogRocket, Microsoft Clarity, Sentry.
 */
export const privacyAttributes = {
  "data-dd-privacy": "hidden",
  "data-hj-suppress": "",
  "data-private": "",
  "data-clarity-mask": "true",
  "data-sentry-block": "",
} as const;
