const lifetime = 24 * 60 * 60 * 1000;

/** One-time passwords, each for one page (a path), good once and for a day. */
export interface OneTimePasswords {
  /** A new password for that path; earlier ones stay good. */
  mint(path: string): string;
  /** The newest that is still good for that path, else a new one. */
  current(path: string): string;
  /** Whether it was good, which it then no longer is. One that belongs to another path is not spent. */
  spend(path: string, password: string): boolean;
}

export function createOneTimePasswords(options: {
  now: () => Date;
  randomUUID: () => string;
}): OneTimePasswords {
  const { now, randomUUID } = options;
  const unspent = new Map<string, { path: string; expires: number }>();

  function mint(path: string): string {
    const at = now().getTime();
    for (const [password, { expires }] of unspent) if (expires <= at) unspent.delete(password);
    // Like base64: a link that was decoded and glued together again then no longer opens.
    const password = `${randomUUID().replaceAll("-", "")}+/=`;
    unspent.set(password, { path, expires: at + lifetime });
    return password;
  }

  return {
    mint,

    current(path) {
      const at = now().getTime();
      const good = [...unspent].filter(([, entry]) => entry.path === path && at < entry.expires);
      return good.at(-1)?.[0] ?? mint(path);
    },

    spend(path, password) {
      const entry = unspent.get(password);
      if (entry?.path !== path) return false;
      unspent.delete(password);
      return now().getTime() < entry.expires;
    },
  };
}
