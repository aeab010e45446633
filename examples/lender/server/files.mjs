// @ts-check
import { readdir, readFile } from "node:fs/promises";
import { extname, join, sep } from "node:path";

/** @typedef {Map<string, { body: Buffer<ArrayBuffer>, headers: Record<string, string> }>} Files */

/** @type {Record<string, string>} */
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** Nothing inline and nothing from elsewhere: no script, style, image or request but our own. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

/**
 * The built client, by path. It is read once: only what was there at the start can ever be served.
 *
 * @param {string} folder
 * @returns {Promise<Files>}
 */
export async function readFiles(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    await Promise.all(
      names.map(async (name) => {
        const path = name.slice(folder.length).replaceAll(sep, "/").replace(/^\/*/, "/");
        return /** @type {const} */ ([path, { body: await readFile(name), headers: headersOf(path) }]);
      }),
    ),
  );
}

/** @param {string} path */
function headersOf(path) {
  return {
    "content-type": types[extname(path)] ?? "application/octet-stream",
    // What lies under /assets/ has a hash of its content in its name.
    "cache-control": path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
    "content-security-policy": contentSecurityPolicy,
    "cross-origin-opener-policy": "same-origin",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
  };
}
