/** What happens at some moment. */
export interface Happening {
  at: number;
  act: () => void;
}

/** What is to happen, the earliest first; what is to happen at the same moment in the order in which it was said. */
export class EventHeap {
  private readonly heap: (Happening & { number: number })[] = [];
  private number = 0;

  push(at: number, act: () => void): void {
    const { heap } = this;
    const one = { at, act, number: this.number++ };
    let place = heap.length;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(one, parent)) break;
      heap[place] = parent;
      place = above;
    }
    heap[place] = one;
  }

  pop(): Happening | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (!last || heap.length === 0) return first;
    let place = 0;
    for (;;) {
      const [left, right] = [heap[2 * place + 1], heap[2 * place + 2]];
      const below = right && left && isBefore(right, left) ? 2 * place + 2 : 2 * place + 1;
      const child = heap[below];
      if (!child || !isBefore(child, last)) break;
      heap[place] = child;
      place = below;
    }
    heap[place] = last;
    return first;
  }
}

type Numbered = Happening & { number: number };

function isBefore(a: Numbered, b: Numbered): boolean {
  return a.at < b.at || (a.at === b.at && a.number < b.number);
}
