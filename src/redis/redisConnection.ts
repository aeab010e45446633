/** What the backplane needs of a Redis, be it one or a cluster. */
export interface RedisConnection {
  /** The command that tells of an event. */
  readonly publish: "PUBLISH" | "SPUBLISH";
  /** Connects and listens to these channels. May be called again where it rejects. */
  open(channels: readonly string[]): Promise<void>;
  /**
   * Sends a command to where a key is. Rejects at once while there is no connection.
   *
   * @param sure - resolves only when enough replicas have it
   */
  send(key: string, command: readonly string[], sure: boolean): Promise<unknown>;
  listen(channel: string): Promise<void>;
  unlisten(channel: string): Promise<void>;
  /** `INFO` of each Redis that is written to. `CONFIG` is forbidden at many hosts. */
  info(section: string): Promise<readonly string[]>;
  close(): void;
}

/** What a connection tells of. */
export interface RedisListener {
  onMessage(message: string): void;
  /** Messages may have been missed. */
  onGap(): void;
  /** Commands can be sent, for the first time or again: to a Redis that may be another one. */
  onReady(): void;
  onError(error: Error): void;
}

/** Settings of every connection to one Redis. */
export interface RedisSettings {
  RESP: 2 | 3;
  disableOfflineQueue: boolean;
  commandsQueueMaxLength: number;
  pingInterval: number;
  disableClientInfo: boolean;
  maintNotifications: "disabled";
  socket: { connectTimeout: number; socketTimeout: number; reconnectStrategy: ReconnectStrategy };
}

type ReconnectStrategy = (retries: number, cause: Error) => number | Error;

/** Milliseconds. A partition closes no connection: one that says nothing for so long is dead. */
export const silence = 6_000;

/** @param given - the host's own about the socket: TLS, keep-alive, a path */
export function redisSettings(resp: 2 | 3, given: object = {}): RedisSettings {
  return {
    RESP: resp,
    // A queue would run a step long after its caller was told that it failed, and on whatever Redis there is by then.
    disableOfflineQueue: true,
    commandsQueueMaxLength: 10_000,
    pingInterval: silence / 3,
    // An ACL of Redis 7.0 cannot allow CLIENT SETINFO.
    disableClientInfo: true,
    maintNotifications: "disabled",
    socket: { ...given, connectTimeout: 3_000, socketTimeout: silence, reconnectStrategy },
  };
}

/** For ever, and a thousand processes not all at once; but a wrong password does not get better. */
function reconnectStrategy(retries: number, cause: Error): number | Error {
  return isRefusal(cause) ? cause : Math.random() * Math.min(1_000, 50 * 2 ** retries);
}

/** Whether Redis refuses who asks, or what. Of what a script may not do it speaks in a sentence. */
export function isRefusal({ message }: Error): boolean {
  return /\b(WRONGPASS|NOAUTH|NOPERM)\b|The user executing the script can't|unknown (redis )?command/i.test(
    message,
  );
}
