/** Serves a built Storybook on a free port of this machine. */
export function serve(folder?: string): Promise<{ url: string; close(): void }>;
