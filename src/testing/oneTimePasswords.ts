const lifetime = 24 * 60 * 60 * 1000;

/** One-time passwords, each for one page (a path), good once and for a day. */
export interface OneTimePasswords {
  /** A new password for that path; earlier ones stay good. */
  mint(path: string): string;
  /** Whether it was good, which it then no longer is. One that belongs to another path is not spent. */
  spend(path: string, password: string): boolean;
}

export function createOneTimePasswords(options: {
  now: () => Date;
  randomUUID: () => string;
}): OneTimePasswords {
  const { now, randomUUID } = options;
  const unspent = new Map<string, { path: string; expires: number }>();

  return {
    mint(path) {
      const at = now().getTime();
      for (const [password, { expires }] of unspent) if (expires <= at) unspent.delete(password);
      // Like base64: a link that was decoded and glued together again then no longer opens.
      const password = `${randomUUID().replaceAll("-", "")}+/=`;
      unspent.set(password, { path, expires: at + lifetime });
      return password;
    },

    spend(path, password) {
      const entry = unspent.get(password);
      if (entry?.path !== path) return false;
      unspent.delete(password);
      return now().getTime() < entry.expires;
    },
  };
}
