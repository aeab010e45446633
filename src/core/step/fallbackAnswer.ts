/** What a customer who cannot sign in may say instead of inviting somebody, in the usual order. */
export const fallbackAnswers = ["notAdmin", "forgotPassword", "notListed", "onPhone"] as const;

/** What a customer who cannot sign in may say instead of inviting somebody. */
export type FallbackAnswer = (typeof fallbackAnswers)[number];

/** The answers whose action has words of its own. */
export type ActingAnswer = Exclude<FallbackAnswer, "forgotPassword">;
