import type { BackplaneListener } from "../server/backplane/backplane.js";
import { tellListener } from "../server/backplane/tellListener.js";
import { toldEntry } from "./stepAnswer.js";

/** Who listens to which room in this process. */
export interface RoomListeners {
  onMessage(message: string): void;
  onGap(): void;
  /** Resolves once the room's channel is heard. */
  subscribe(room: string, listener: BackplaneListener): Promise<() => void>;
}

/** Hears a room's channel, or no longer. Without one all channels are heard from the start. */
export interface RoomChannels {
  listen(room: string): Promise<void>;
  unlisten(room: string): Promise<void>;
}

export function createRoomListeners(channels: RoomChannels | undefined): RoomListeners {
  const rooms = new Map<string, Set<{ listener: BackplaneListener }>>();
  const heard = new Set<string>();
  /** What is under way in each room: one leaves while the next comes, and the last word counts. */
  const underWay = new Map<string, Promise<void>>();

  /** Hears the room if somebody listens, and not if nobody does. */
  async function settle(room: string): Promise<void> {
    if (!channels || heard.has(room) === rooms.has(room)) return;
    if (rooms.has(room)) {
      await channels.listen(room);
      heard.add(room);
    } else {
      await channels.unlisten(room);
      heard.delete(room);
    }
  }

  function settled(room: string): Promise<void> {
    if (!channels) return Promise.resolve();
    const before = underWay.get(room) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => settle(room));
    underWay.set(room, turn);
    const over = () => {
      if (underWay.get(room) === turn) underWay.delete(room);
    };
    turn.then(over, over);
    return turn;
  }

  return {
    onMessage(message) {
      const { room, entry } = toldEntry(message);
      const listeners = rooms.get(room);
      // A copy: a listener added because of this entry has read it already.
      for (const one of [...(listeners ?? [])]) if (listeners?.has(one)) tellListener(one.listener, entry);
    },

    onGap() {
      for (const listeners of [...rooms.values()])
        for (const { listener } of [...listeners]) listener.onGap();
    },

    async subscribe(room, listener) {
      const own = { listener };
      const listeners = rooms.get(room) ?? new Set();
      rooms.set(room, listeners.add(own));
      const leave = () => {
        if (!listeners.delete(own) || listeners.size > 0) return;
        rooms.delete(room);
        // Where it fails, the channel is heard in vain.
        settled(room).catch(() => undefined);
      };
      try {
        await settled(room);
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
  };
}
