const lifetime = 24 * 60 * 60 * 1000;

/** One-time passwords, each for one path, valid once and for one day. */
export interface OneTimePasswords {
  /** A new password for a path; earlier ones stay valid. */
  mint(path: string): string;
  /** The newest valid password for a path, else a new one. */
  current(path: string): string;
  /** Uses up a password. @returns whether it was valid; one of another path is not used up */
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
    // The characters of base64: a client that decodes and re-encodes a link breaks it, and a test notices.
    const password = `${randomUUID().replaceAll("-", "")}+/=`;
    unspent.set(password, { path, expires: at + lifetime });
    return password;
  }

  return {
    mint,

    current(path) {
      const at = now().getTime();
      const valid = [...unspent].filter(([, entry]) => entry.path === path && at < entry.expires);
      return valid.at(-1)?.[0] ?? mint(path);
    },

    spend(path, password) {
      const entry = unspent.get(password);
      if (entry?.path !== path) return false;
      unspent.delete(password);
      return now().getTime() < entry.expires;
    },
  };
}
