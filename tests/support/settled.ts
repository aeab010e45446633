import { act } from "./mount.js";

/** Lets what was begun go on: an answer of the companion in the page comes by several promises, and by its stream. */
export async function settled(): Promise<void> {
  for (let turns = 0; turns < 5; turns++) await act(() => new Promise((resolve) => setTimeout(resolve)));
}
