const params = new URLSearchParams(location.search);

/** Where the fake Codat is, told by the address. */
export const codatUrl = params.get("codat") ?? "https://link.codat.io";
export const companyId = params.get("company");

/** Whether the page has a companion and shows its step, or the static ones. */
export const isLive = params.has("live");

/** What a page tells a test. */
export const heard: string[] = [];
Object.assign(window, { heard });
