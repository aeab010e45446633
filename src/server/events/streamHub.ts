import type { Backplane, BackplaneEntry } from "../backplane/backplane.js";
import { companyChannel } from "../backplane/backplaneKeys.js";
import { entryFrame } from "./sseFrames.js";

/** Receives the entries of a channel. Must not throw. */
export interface HubMember {
  onEntry(entry: BackplaneEntry, frame: Uint8Array | undefined): void;
  onGap(): void;
}

/** Subscribes to each channel once, for any number of streams. */
export interface StreamHub {
  join(companyId: string, member: HubMember): Promise<void>;
  leave(companyId: string, member: HubMember): void;
}

interface Room {
  members: Set<HubMember>;
  unsubscribe: Promise<() => void>;
}

/** Keeps one room for each company with open streams. */
export function createStreamHub(backplane: Backplane): StreamHub {
  const rooms = new Map<string, Room>();

  function open(companyId: string): Room {
    const members = new Set<HubMember>();
    const unsubscribe = backplane.subscribe(companyChannel(companyId), {
      onEntry(entry) {
        const frame = entryFrame(entry);
        for (const member of members) member.onEntry(entry, frame);
      },
      onGap() {
        for (const member of members) member.onGap();
      },
    });
    const room = { members, unsubscribe };
    rooms.set(companyId, room);
    return room;
  }

  function close(companyId: string, room: Room): void {
    if (rooms.get(companyId) === room) rooms.delete(companyId);
    room.unsubscribe.then(
      (end) => end(),
      () => {},
    );
  }

  return {
    async join(companyId, member) {
      const room = rooms.get(companyId) ?? open(companyId);
      room.members.add(member);
      try {
        await room.unsubscribe;
      } catch (error) {
        if (rooms.get(companyId) === room) rooms.delete(companyId);
        throw error;
      }
    },
    leave(companyId, member) {
      const room = rooms.get(companyId);
      if (room?.members.delete(member) && room.members.size === 0) close(companyId, room);
    },
  };
}
