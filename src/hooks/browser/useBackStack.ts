"use client";

import { useEffect, useId, useRef } from "react";

/** Under this name the state of a history entry holds the views that are open at it, outermost first. */
const name = "codatOnboarding";

function openViews(): readonly string[] {
  const views: unknown = history.state?.[name];
  return Array.isArray(views) ? views : [];
}

/** Views that the browser's Back leaves one by one. */
export interface BackStack {
  /** A view was entered: the next Back leaves it. */
  enter(): void;
  /** The views beyond a depth were left in another way: Back no longer leads to them. */
  leave(depth: number): void;
}

/**
 * Gives the views of a component entries in the browser's history. An entry keeps the page's address and the state that
 * the host's router wrote there, so that a router which hears of it finds the page that it is on. Where the state is
 * no object, or the document may not touch its history, the views have none, and Back leaves the page.
 *
 * @param onBack Back was pressed: how many views are still open
 */
export function useBackStack(onBack: (depth: number) => void): BackStack {
  const id = useId();
  const latest = useRef(onBack);
  useEffect(() => {
    latest.current = onBack;
  });
  useEffect(() => {
    const onPop = () => latest.current(openViews().filter((view) => view === id).length);
    addEventListener("popstate", onPop);
    return () => removeEventListener("popstate", onPop);
  }, [id]);
  return {
    enter() {
      try {
        if (typeof history.state === "object")
          history.pushState({ ...history.state, [name]: [...openViews(), id] }, "");
      } catch {}
    },
    leave(depth) {
      const views = openViews();
      const own = views.flatMap((view, index) => (view === id ? [index] : []));
      const first = own[depth];
      if (first !== undefined) history.go(first - views.length);
    },
  };
}
