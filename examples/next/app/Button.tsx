"use client";

import type { ComponentProps, ReactNode } from "react";
import { useState } from "react";

/** The brand's own link that looks like a button; whatever it is given, its `<a>` gets. */
export function Button({ className = "", onPointerDown, ...props }: ComponentProps<"a">): ReactNode {
  const [presses, setPresses] = useState(0);
  return (
    <a
      {...props}
      className={`${className} acme-button acme-primary`}
      data-presses={presses}
      onPointerDown={(event) => {
        setPresses(presses + 1);
        onPointerDown?.(event);
      }}
    />
  );
}
