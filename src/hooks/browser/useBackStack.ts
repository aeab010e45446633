"use client";

import { useEffect, useId, useState } from "react";

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
  const [stack] = useState(() => createBackStack(id));
  useEffect(() => stack.follow(depth, onBack));
  useEffect(() => stack.listen(), [stack]);
}

/** The entries of one place on the page, which `id` tells from those of others. */
function createBackStack(id: string) {
  let known = 0;
  let isLeaving = false;
  let goBack: (depth: number) => void;
  const sync = () => {
    // Going back takes a moment, in which the next view may be entered.
    if (isLeaving) return;
    const views = openViews();
    const own = views.flatMap((view, index) => (view === id ? index : []));
    const surplus = own[known];
    if (surplus !== undefined) {
      isLeaving = true;
      history.go(surplus - views.length);
    }
    for (let missing = known - own.length; missing > 0; missing--) {
      try {
        if (typeof history.state === "object")
          history.pushState({ ...history.state, [name]: [...openViews(), id] }, "");
      } catch {}
    }
  };
  return {
    follow(depth: number, onBack: (depth: number) => void) {
      goBack = onBack;
      // What is found from before a reload stays.
      if (known === depth) return;
      known = depth;
      sync();
    },
    listen() {
      const onPop = () => {
        if (isLeaving) {
          isLeaving = false;
          sync();
        } else goBack(openViews().filter((view) => view === id).length);
      };
      addEventListener("popstate", onPop);
      return () => removeEventListener("popstate", onPop);
    },
  };
}
