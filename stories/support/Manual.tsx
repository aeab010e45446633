import { Markdown } from "@storybook/addon-docs/blocks";

const pages = import.meta.glob<string>("../../docs/**/*.md", {
  query: "?raw",
  import: "default",
  eager: true,
});
const pictures = import.meta.glob<string>("../../docs/pictures/*.png", {
  query: "?url",
  import: "default",
  eager: true,
});

interface ManualProps {
  /** The path of a page below `docs/`, such as `frameworks/next.md`; or of a folder, whose pages follow each other. */
  page: string;
}

/** A page of the manual, which is also in the package: its links lead to other pages here. */
export function Manual({ page }: ManualProps) {
  return pathsOf(page).map((path) => (
    <section key={path} id={path.slice(path.lastIndexOf("/") + 1, -".md".length).toLowerCase()}>
      <Markdown>{withLinks(pages[keyOf(path)] ?? "", path)}</Markdown>
    </section>
  ));
}

const keyOf = (path: string) => `../../docs/${path}`;

/** A folder's `README.md` comes first. */
function pathsOf(page: string): string[] {
  if (page.endsWith(".md")) return [page];
  const paths = Object.keys(pages).map((key) => key.slice(keyOf("").length));
  return paths.filter((path) => path.startsWith(`${page}/`)).sort((a, b) => rankOf(a) - rankOf(b));
}

const rankOf = (path: string) => (path.endsWith("/README.md") ? 0 : 1);

/** The page with the addresses of its links and pictures, and without what its blocks of code say to tests. */
function withLinks(text: string, from: string): string {
  const parts = text.split(/(^ *```[\s\S]*?^ *```$)/m);
  return parts
    .map((part, index) => (index % 2 ? part.replace(/^( *```\w+) .*/, "$1") : proseWithLinks(part, from)))
    .join("");
}

function proseWithLinks(prose: string, from: string): string {
  return (
    prose
      // A line break would make a block of it.
      .replace(/`[^`]+`/g, (code) => code.replaceAll("\n", " "))
      .replace(
        /(!?)\[([^\]]*)\]\((?![a-z]+:)([^)#\s]+)(#[^)\s]*)?\)/g,
        (_, picture, words, to, anchor = "") => {
          const path = new URL(to, `https://manual/docs/${from}`).pathname.slice(1);
          if (picture) return `![${words}](${pictures[`../../${path}`]})`;
          const id = idOf(path);
          return id ? `[${words}](?path=/docs/${id}${anchor || anchorOf(path)})` : words;
        },
      )
  );
}

/** The Storybook's id of a page's path in the repository; `undefined` for what is no page of the manual. */
function idOf(path: string): string | undefined {
  const [, name] = /^docs\/(.+)\.md$/.exec(path) ?? [];
  if (name === undefined || !(`../../${path}` in pages)) return undefined;
  const own = name.replace(/^errors\/.*/, "errors").replace(/README$/, "contents");
  return `handbook-${own.replaceAll("/", "-")}--docs`;
}

/** Errors stand one after the other on one page. */
function anchorOf(path: string): string {
  const [, code] = /errors\/(ONB-\d+)/.exec(path) ?? [];
  return code ? `#${code.toLowerCase()}` : "";
}
