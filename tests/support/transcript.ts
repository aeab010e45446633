import { type StartOptions, Virtual } from "@guidepup/virtual-screen-reader";
import { settled } from "./settled.js";

type Clock = Pick<StartOptions, "advanceTimers">;

/** What a customer hears who sees nothing: a page read from its top, what has the focus, and what is said of itself. */
export interface Transcript {
  /** Reads everything that is there. */
  read(): Promise<void>;
  /** Does something, and hears what comes of it. */
  hear(title: string, act: () => unknown): Promise<void>;
  /** What was said of itself since the beginning, each time. */
  readonly said: readonly string[];
  text(): string;
}

/**
 * Listens to a place.
 *
 * @param settle waits for what comes of an act
 * @param clock how the virtual reader waits, where the clock stands still
 */
export function listenTo(
  container: HTMLElement,
  settle: () => Promise<void> = settled,
  clock: Clock = {},
): Transcript {
  const lines: string[] = [];
  const said: string[] = [];
  const heard: string[] = [];
  hearRegions(container, (text) => heard.push(text));
  const write = (line: string) => void lines.push(plain(line));
  return {
    said,
    async read() {
      for (const { phrase } of await phrasesOf(container, clock)) write(`  ${phrase}`);
      write("");
    },
    async hear(title, act) {
      let moved: EventTarget | null = null;
      const onFocus = ({ target }: Event) => {
        moved = target;
      };
      heard.length = 0;
      container.addEventListener("focusin", onFocus);
      await act();
      await settle();
      container.removeEventListener("focusin", onFocus);
      write(`> ${title}`);
      if (moved) {
        const { activeElement } = document;
        const focused = (await phrasesOf(container, clock)).find(({ node }) => node === activeElement);
        write(`  focus: ${focused?.phrase ?? "nowhere"}`);
      }
      for (const text of heard) write(`  says: ${text}`);
      said.push(...heard.map(plain));
      write("");
    },
    text: () => `${lines.join("\n").trim()}\n`,
  };
}

/** What changes with the day the test is run, and what no voice tells apart. */
function plain(text: string): string {
  return text
    .replace(/\b\d{1,2} [A-Z][a-z]{2,8}( \d{4})?\b/g, "(day)")
    .replace(/\b\d{1,2}:\d{2}\b/g, "(time)")
    .replace(/\s+/g, " ")
    .replace(/^ (?=\S)/, "  ");
}

/** Everything there is to read, in its order, each line as one phrase. */
async function phrasesOf(
  container: HTMLElement,
  clock: Clock,
): Promise<readonly { phrase: string; node: Node }[]> {
  const reader = new Virtual();
  await reader.start({ container, ...clock });
  const phrases: { phrase: string; node: Node; line?: Element | null | undefined }[] = [];
  for (;;) {
    await reader.next();
    const node = reader.activeNode as Node;
    const phrase = await reader.lastSpokenPhrase();
    if (node === container) break;
    const parent = node instanceof Text ? node.parentElement : undefined;
    // The words of these were said with their role.
    if (parent?.closest("a, button, h1, h2, h3, h4, h5, h6, label, option")) continue;
    const line = parent?.closest("p, li, div");
    const last = phrases.at(-1);
    if (line && last?.line === line) last.phrase = spaced(line);
    else phrases.push({ phrase, node, line });
  }
  await reader.stop();
  const names = [...container.querySelectorAll("*")].map((element) => [squeezed(element), spaced(element)]);
  const longestFirst = names
    .filter(([wrong, right]) => wrong && wrong !== right)
    .sort(([one = ""], [other = ""]) => other.length - one.length);
  return phrases
    .filter(({ phrase }) => !/^(end of .*|paragraph|status)$/.test(phrase))
    .map(({ phrase, node }) => ({
      node,
      phrase: longestFirst.reduce((all, [wrong = "", right = ""]) => all.replaceAll(wrong, right), phrase),
    }));
}

const spaced = ({ textContent }: Node) => textContent?.replace(/\s+/g, " ").trim() ?? "";

/** A name as the virtual reader makes it, which loses the spaces between elements of a line; browsers do not. */
function squeezed(element: Element): string {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let all = "";
  while (texts.nextNode()) all += spaced(texts.currentNode);
  return all;
}

/**
 * The live regions, by the rule of ARIA: what is changed is spoken with the nearest part that is atomic, whole, and once
 * for all that changed in it at a time. The virtual reader itself speaks a whole region for each node.
 */
function hearRegions(container: HTMLElement, hear: (text: string) => void): void {
  new MutationObserver((changes) => {
    const atoms = new Set<Element>();
    for (const { target, addedNodes, type } of changes) {
      if (type === "childList" && addedNodes.length === 0) continue;
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest("[role=status], [role=alert], [aria-live]");
      if (element && region?.isConnected) atoms.add(element.closest("[aria-atomic=true]") ?? region);
    }
    for (const atom of atoms) {
      // Blocks are spoken one after the other.
      const text = [...atom.children].map(spaced).filter(Boolean).join(" | ") || spaced(atom);
      if (text) hear(text);
    }
  }).observe(container, { childList: true, characterData: true, subtree: true });
}
