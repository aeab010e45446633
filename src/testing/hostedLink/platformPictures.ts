import { html, type Markup } from "../../server/pages/html.js";
import { fakePlatforms } from "../state/fakePlatforms.js";

const sizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  square: [64, 64],
  full: [192, 64],
  button: [240, 48],
  hover: [240, 48],
};

/** A platform's picture: its name on a plain background, never a real logo. `undefined` for an unknown one. */
function platformPicture(key: string, kind: string): Markup | undefined {
  const platform = fakePlatforms.find((candidate) => candidate.key === key);
  const size = Object.hasOwn(sizes, kind) ? sizes[kind] : undefined;
  if (!platform || !size) return undefined;
  const [width, height] = size;
  const text = kind === "square" ? platform.name.slice(0, 1) : platform.name;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>${platform.name}</title>
<rect width="${width}" height="${height}" rx="8" fill="${kind === "hover" ? "#3f1d70" : "#5b2a9d"}"/>
<text x="50%" y="50%" fill="#fff" font-family="sans-serif" font-size="20" text-anchor="middle"
 dominant-baseline="central">${text}</text>
</svg>
`;
}

/** Answers `{basePath}/pictures/{key}-{kind}.svg`. Returns `undefined` for any other request. */
export function createPlatformPictures(basePath: string): (request: Request) => Response | undefined {
  return ({ method, url }) => {
    const { pathname } = new URL(url);
    if (!pathname.startsWith(`${basePath}/`) || (method !== "GET" && method !== "HEAD")) return undefined;
    const [, key = "", kind = ""] =
      /^\/pictures\/(\w{4})-(\w+)\.svg$/.exec(pathname.slice(basePath.length)) ?? [];
    const picture = platformPicture(key, kind)?.toString();
    if (picture === undefined) return undefined;
    const headers = { "content-type": "image/svg+xml", "cache-control": "max-age=3600" };
    return new Response(method === "HEAD" ? null : picture, { headers });
  };
}
