// Processes that are asked by messages.
import { once } from "node:events";

export function ask(child, question) {
  child.send(question);
  return told(child);
}

/** What a child says next; rejects where it ends instead. */
export async function told(child) {
  const over = new AbortController();
  const { signal } = over;
  const ended = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`${child.spawnargs.slice(1).join(" ")} ended with ${code}`);
  });
  try {
    const [message] = await Promise.race([once(child, "message", { signal }), ended]);
    return message;
  } finally {
    over.abort();
    ended.catch(() => {});
  }
}
