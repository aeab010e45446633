// Loaded before a host: what it asks api.codat.io goes to the fake beside it, so that the README's code stays as it is.
const { fetch } = globalThis;

globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== "https://api.codat.io") return fetch(input, init);
  return fetch(new Request(process.env.FAKE_CODAT + pathname + search, request));
};
