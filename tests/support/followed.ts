/** Addresses of links that the browser would have followed in the current test. */
export const followed: string[] = [];
