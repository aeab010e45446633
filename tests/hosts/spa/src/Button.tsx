import { type ComponentPropsWithoutRef, forwardRef } from "react";

/** A host's own button, in the form that React 18 and 19 both know. */
export const Button = forwardRef<HTMLAnchorElement, ComponentPropsWithoutRef<"a">>((props, ref) => (
  <a {...props} ref={ref} data-hosts-own="" />
));
Button.displayName = "Button";
