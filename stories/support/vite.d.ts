/// <reference types="vite/client" />

/** The colleague's pages as the companion writes them: markup by page, then by language. */
declare module "virtual:colleague-pages" {
  const pages: Record<string, Record<string, string>>;
  export default pages;
}
