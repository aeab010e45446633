import type { Companion } from "../../stories/support/companion.js";
import { act } from "./mount.js";

/** Lets what was begun go on: the companion in the page answers by several promises, and by its stream. */
export async function settled(companion?: Companion): Promise<void> {
  const turn = () => act(() => new Promise((resolve) => setTimeout(resolve)));
  do {
    for (let turns = 0; turns < 5; turns++) await turn();
  } while (companion?.busy);
}
