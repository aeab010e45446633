/** What is used of node-redis's client, the same in 5 and 6. */
export interface NodeRedisClient {
  readonly isOpen: boolean;
  readonly isReady: boolean;
  duplicate(settings?: object): NodeRedisClient;
  connect(): Promise<unknown>;
  destroy(): void;
  on(event: string, listener: (error: Error) => void): unknown;
  sendCommand(command: readonly string[]): Promise<unknown>;
  subscribe(channels: string[], listener: (message: string) => void): Promise<unknown>;
  unsubscribe(channels: string[]): Promise<unknown>;
}
