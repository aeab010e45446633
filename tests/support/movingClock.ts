/** How long a request takes, in milliseconds: no divisor of a second, so that no two of a test look alike. */
const perRequest = 137;

/** A clock that begins between two seconds, where none of Codat's dates lies, and moves by each request. */
export interface MovingClock {
  now(): Date;
  /** The same `fetch`, each call of which takes its time. */
  moving<Given extends unknown[], Answer>(fetch: (...given: Given) => Answer): (...given: Given) => Answer;
}

export function createMovingClock(begin = "2026-11-22T09:00:00.437Z"): MovingClock {
  let time = Date.parse(begin);
  return {
    now: () => new Date(time),
    moving:
      (fetch) =>
      (...given) => {
        time += perRequest;
        return fetch(...given);
      },
  };
}
