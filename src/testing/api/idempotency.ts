import { type ApiAnswer, apiError } from "./apiAnswer.js";

const lifetime = 90 * 60 * 1000;

/** Codat's `Idempotency-Key`: what was answered once is answered again for 90 minutes. */
export interface Idempotency {
  /** `request` is what the key stands for: the same key with another is refused. */
  run(key: string, request: string, answer: () => Promise<ApiAnswer>): Promise<ApiAnswer>;
}

export function createIdempotency({ now }: { now: () => Date }): Idempotency {
  const kept = new Map<string, { request: string; answer: ApiAnswer | undefined; expires: number }>();

  return {
    async run(key, request, answer) {
      const at = now().getTime();
      for (const [one, { expires }] of kept) if (expires <= at) kept.delete(one);
      const known = kept.get(key);
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
      kept.set(key, entry);
      const given = await answer();
      // All but "too many requests" is kept, errors too.
      if (given.status === 429) kept.delete(key);
      else Object.assign(entry, { answer: given, expires: now().getTime() + lifetime });
      return given;
    },
  };
}
