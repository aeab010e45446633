/** What `dist/styles.css` holds. */
export function weighedStyles(): string;
/** The files that it is made of, from the repository's root. */
export function styleSources(): string[];
