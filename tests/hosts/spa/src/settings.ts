const params = new URLSearchParams(location.search);

/** Where the fake Codat is, told by the address. */
export const codatUrl = params.get("codat") ?? "https://link.codat.io";
export const companyId = params.get("company");

/** What a page tells a test. */
export const heard: string[] = [];
Object.assign(window, { heard });
