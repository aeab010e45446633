import type { FakeCodat } from "codat-onboarding/testing";

/** Connects Xero on fake Codat's pages, as somebody with a link does. @returns where Codat sends them back */
export async function connectByLink(codat: FakeCodat, link: string): Promise<string> {
  const page = await (await codat.fetch(link)).text();
  const visit = /action="([^"]+)\/platform"/.exec(page)?.[1] ?? "";
  let location = "";
  for (const [path, form] of [
    ["platform", "platform=gbol"],
    ["consent", ""],
    ["outcome", "outcome=connected"],
  ]) {
    const address = new URL(`${visit}/${path}`, codat.baseUrl);
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const response = await codat.fetch(address, { method: "POST", headers, body: form ?? "" });
    location = response.headers.get("location") ?? "";
  }
  return location;
}
