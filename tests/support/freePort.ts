import { once } from "node:events";
import { type AddressInfo, createConnection, createServer } from "node:net";

/** A port that nobody listens on now; somebody else may take it meanwhile. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** Whether somebody listens there. */
export function portAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const say = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => say(true)).once("error", () => say(false));
  });
}
