import { type Block, proseOf, readPage } from "../../docs/page.js";

/** One block of code in a numbered step of the manual. */
export interface ManualStep extends Block {
  number: number;
}

/** The blocks of a page's steps, in their order. A step begins with `**1. …**`, and the last one ends at a heading. */
export function manualSteps(path: string): ManualStep[] {
  const page = readPage(path);
  const lines = proseOf(page).split("\n");
  const starts = lines.flatMap((line, index) => {
    const number = Number(/^\*\*(\d+)\. /.exec(line)?.[1]);
    return number ? { number, line: index + 1 } : [];
  });
  const last = starts.at(-1)?.line ?? 0;
  const end = lines.findIndex((line, index) => index >= last && /^#{1,6} /.test(line));
  return page.blocks.flatMap((block) => {
    const step = starts.findLast(({ line }) => line < block.line);
    return step && (end < 0 || block.line <= end) ? { ...block, number: step.number } : [];
  });
}
