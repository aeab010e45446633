"use client";

import { useEffect, useId, useRef } from "react";

/** Under this name the state of a history entry holds the views that are open at it, outermost first. */
const name = "codatOnboarding";

function openViews(): readonly string[] {
  const views: unknown = history.state?.[name];
  return Array.isArray(views) ? views : [];
}

/**
 * Gives views that stand in each other's place an entry each in the browser's history, so that its Back leaves them one
 * by one. An entry keeps the page's address and the state that the host's router wrote there: a router that hears of it
 * finds the page that it is on. Where that state is no object, or the document may not change its history, there is no
 * entry, and Back leaves the page.
 *
 * @param depth how many views are open
 * @param onBack Back was pressed: as many are open now
 */
export function useBackStack(depth: number, onBack: (depth: number) => void): void {
  const id = useId();
  const known = useRef(0);
  const isLeaving = useRef(false);
  const latest = useRef(onBack);
  const sync = () => {
    // Going back takes a moment, in which the next view may be entered.
    if (isLeaving.current) return;
    const views = openViews();
    const own = views.flatMap((view, index) => (view === id ? index : []));
    const surplus = own[known.current];
    if (surplus !== undefined) {
      isLeaving.current = true;
      history.go(surplus - views.length);
    }
    for (let missing = known.current - own.length; missing > 0; missing--) {
      try {
        if (typeof history.state === "object")
          history.pushState({ ...history.state, [name]: [...openViews(), id] }, "");
      } catch {}
    }
  };
  useEffect(() => {
    latest.current = onBack;
    // What is found from before a reload stays.
    if (known.current === depth) return;
    known.current = depth;
    sync();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: `sync` reads what stays
  useEffect(() => {
    const onPop = () => {
      if (isLeaving.current) {
        isLeaving.current = false;
        sync();
      } else latest.current(openViews().filter((view) => view === id).length);
    };
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, [id]);
}
