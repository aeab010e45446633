import { type ApiAnswer, apiError } from "./apiAnswer.js";

const lifetime = 90 * 60 * 1000;

/** Codat's `Idempotency-Key`: the same key gets the same answer for 90 minutes. */
export interface Idempotency {
  /** `request` is the content that the key stands for: the same key with other content is refused. */
  run(key: string, request: string, answer: () => Promise<ApiAnswer>): Promise<ApiAnswer>;
}

export function createIdempotency({ now }: { now: () => Date }): Idempotency {
  const entries = new Map<string, { request: string; answer: ApiAnswer | undefined; expires: number }>();

  return {
    async run(key, request, answer) {
      const at = now().getTime();
      for (const [oldKey, { expires }] of entries) if (expires <= at) entries.delete(oldKey);
      const known = entries.get(key);
      if (known) {
        if (known.request !== request)
          return apiError(422, "The idempotency key was used for another request.");
        return known.answer ?? apiError(409, "A request with the same idempotency key is in progress.");
      }
      const entry = {
        request,
        answer: undefined as ApiAnswer | undefined,
        expires: Number.POSITIVE_INFINITY,
      };
      entries.set(key, entry);
      const given = await answer().catch((error: unknown) => {
        entries.delete(key);
        throw error;
      });
      // Errors are stored too, except "too many requests" and "in progress".
      if (given.status === 429 || given.status === 409) entries.delete(key);
      else Object.assign(entry, { answer: given, expires: now().getTime() + lifetime });
      return given;
    },
  };
}
