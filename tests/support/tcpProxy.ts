import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A network between a client and a server on this machine, which can fail as networks do. */
export interface TcpProxy {
  readonly port: number;
  /** The port that new connections go to; those that are open stay where they are. */
  target: number;
  /**
   * From now on nothing comes through, and nothing is closed: what is sent is kept, and the ends of connections too.
   * `answers` keeps only what the server says.
   */
  hold(what: "all" | "answers"): void;
  /** Passes on what was kept, in its order, and what comes from now on. */
  release(): void;
  /** What is open stays silent for ever, as behind a firewall that has forgotten it; new connections come through. */
  forget(): void;
  /** Ends every connection. */
  cut(): void;
  end(): Promise<void>;
}

export async function startProxy(target: number): Promise<TcpProxy> {
  const directions = new Set<Direction>();
  const sockets = new Set<Socket>();
  let held: "all" | "answers" | undefined;
  const server = createServer((near) => {
    const far = connect({ port: proxy.target, host: "127.0.0.1" });
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.once("close", () => sockets.delete(socket));
    }
    const both = [new Direction(near, far, false), new Direction(far, near, true)];
    for (const direction of both) {
      direction.isHeld = holds(direction);
      directions.add(direction);
      direction.onOver = () => directions.delete(direction);
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const holds = ({ isAnswer }: Direction) => held === "all" || (held === "answers" && isAnswer);

  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    target,
    hold(what) {
      held = what;
      for (const direction of directions) direction.isHeld ||= holds(direction);
    },
    release() {
      held = undefined;
      for (const direction of directions) direction.pass();
    },
    forget() {
      held = undefined;
      directions.clear();
    },
    cut() {
      for (const direction of [...directions]) direction.cut();
    },
    async end() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
  return proxy;
}

/** What one side says to the other. */
class Direction {
  readonly isAnswer: boolean;
  isHeld = false;
  onOver = () => {};
  private readonly from: Socket;
  private readonly to: Socket;
  private kept: Buffer[] = [];
  private hasEnded = false;

  constructor(from: Socket, to: Socket, isAnswer: boolean) {
    this.from = from;
    this.to = to;
    this.isAnswer = isAnswer;
    from.on("data", (data: Buffer) => {
      if (this.isHeld) this.kept.push(data);
      else to.write(data);
    });
    from.on("error", () => {});
    from.once("close", () => {
      this.hasEnded = true;
      if (!this.isHeld) this.over();
    });
  }

  pass(): void {
    this.isHeld = false;
    for (const data of this.kept.splice(0)) this.to.write(data);
    if (this.hasEnded) this.over();
  }

  cut(): void {
    this.kept = [];
    this.from.destroy();
    this.to.destroy();
    this.onOver();
  }

  private over(): void {
    this.to.end();
    this.onOver();
  }
}
