/** The names under which a room is in Redis. */
export interface RedisKeys {
  /** The room's name in messages: without spaces. */
  name: string;
  hash: string;
  ring: string;
  marks: string;
  channel: string;
}

/** How many channels rooms are spread over. It is the same in all processes, whatever their version. */
const parts = 64;

/** All of a room is in one slot of a cluster: what is in braces decides on it. */
export function redisKeys(prefix: string, channels: "parts" | "rooms", room: string): RedisKeys {
  const name = encodeURIComponent(room);
  const tag = `${prefix}:{${channels === "rooms" ? name : partOf(name)}}`;
  const [hash, ring, marks] = ["v", "r", "m"].map((kind) => `${tag}:${name}:${kind}`) as [
    string,
    string,
    string,
  ];
  return { name, hash, ring, marks, channel: channels === "rooms" ? tag : partChannel(prefix, partOf(name)) };
}

/** The channels that tell of all rooms. */
export function partChannels(prefix: string): readonly string[] {
  return Array.from({ length: parts }, (_, part) => partChannel(prefix, part));
}

function partChannel(prefix: string, part: number): string {
  return `${prefix}:{${part}}:news`;
}

function partOf(name: string): number {
  let hash = 5381;
  for (let n = 0; n < name.length; n++) hash = (Math.imul(hash, 33) ^ name.charCodeAt(n)) >>> 0;
  return hash % parts;
}
