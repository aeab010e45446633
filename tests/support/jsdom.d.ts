declare module "jsdom" {
  /** What the tests use of it; it comes without types. */
  export class JSDOM {
    constructor(html: string, options: { url: string; pretendToBeVisual: boolean });
    readonly window: Window & typeof globalThis;
  }
}
