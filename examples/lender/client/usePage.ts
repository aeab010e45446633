import { parseLinkRedirect } from "codat-onboarding/core";
import { useEffect, useState } from "react";

export const pages = ["account", "connect", "details", "done"] as const;

/** The pages of the application, in their order. */
export type Page = (typeof pages)[number];

/** Which page the address names. A reload, Back and Codat's return all find it there. */
export function usePage(): [page: Page, go: (page: Page) => void] {
  const [search, setSearch] = useState(location.search);

  useEffect(() => {
    const onPopState = () => setSearch(location.search);
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, []);

  function go(page: Page) {
    history.pushState(null, "", `/onboarding?step=${page}`);
    setSearch(location.search);
  }
  return [pageOf(search), go];
}

function pageOf(search: string): Page {
  const step = new URLSearchParams(search).get("step");
  const named = pages.find((page) => page === step);
  // Codat knows nothing of our pages: its return names none, and belongs to the one that sent people there.
  return named ?? (parseLinkRedirect(search) ? "connect" : "account");
}
