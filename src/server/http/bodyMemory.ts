/** The memory that bodies take while nobody knows who has sent them. */
export interface BodyMemory {
  /** @param onCrowded - called where this body takes the most, and all together take too much */
  enter(onCrowded: () => void): BodyPlace;
}

/** One body's part of the memory. */
export interface BodyPlace {
  /** Says how many bytes it takes now. */
  take(bytes: number): void;
  leave(): void;
}

/** Bytes: two thousand webhooks at once as they mostly are, or 64 of the longest. */
const most = 16 * 1024 * 1024;

/** The largest body makes room: a webhook is short, so that bodies sent to fill the memory do not keep it out. */
export function createBodyMemory(limit = most): BodyMemory {
  const places = new Map<BodyPlace, { bytes: number; onCrowded: () => void }>();
  let total = 0;

  function makeRoom(): void {
    let [largest] = places;
    for (const entry of places) if (entry[1].bytes > (largest?.[1].bytes ?? 0)) largest = entry;
    if (!largest) return;
    const [place, { onCrowded }] = largest;
    place.leave();
    onCrowded();
  }

  return {
    enter(onCrowded) {
      const place: BodyPlace = {
        take(bytes) {
          const entry = places.get(place);
          if (!entry) return;
          total += bytes - entry.bytes;
          entry.bytes = bytes;
          while (total > limit) makeRoom();
        },
        leave() {
          total -= places.get(place)?.bytes ?? 0;
          places.delete(place);
        },
      };
      places.set(place, { bytes: 0, onCrowded });
      return place;
    },
  };
}
