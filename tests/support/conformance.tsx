import { AuthStep, OnboardingDefaults, type StepEvent } from "codat-onboarding";
import {
  type ComponentPropsWithRef,
  createElement,
  createRef,
  type ElementType,
  forwardRef,
  type MouseEvent,
  type ReactElement,
} from "react";
import { describe, expect, test, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { acme, memory } from "./fixtures.js";
import { act, mount } from "./mount.js";

/** A part, and what the suite has to know of it. */
export interface Subject {
  name: string;
  Part: ElementType;
  /** Name of its element. */
  tag: string;
  /** Its state, each member a `data-*` attribute. */
  state: object;
  /** Its own props, beside settings. */
  props?: object;
  /** Puts it where it belongs, such as into its composite, which then takes the settings. */
  inside?: (part: ReactElement, settings: object) => ReactElement;
  /** The callback that tells of a click on it. */
  callback?: "onConnect" | "onSkip" | "onFallbackOpen" | "onInvite" | "onCopied";
  /** It is a step itself, and takes settings from no other. */
  isStep?: boolean;
}

/** A host's own button: it passes on what it is given, whatever element that is for. */
const HostButton = forwardRef<HTMLElement, ComponentPropsWithRef<"button"> & { as: string; look?: string }>(
  ({ as, look, ...props }, ref) => createElement(as, { ...props, ref, "data-look": look, "data-host": true }),
);

/** What every part keeps, whichever it is. */
export function conforms(subject: Subject): void {
  const { name, Part, tag, state, props, callback, isStep } = subject;
  const inside = subject.inside ?? ((part: ReactElement) => part);
  const find = (root: HTMLElement) => root.querySelector<HTMLElement>(`.co-${name}, [data-host]`);
  /** Alone: settings are its own, or its composite's. */
  const alone = (own: object = {}, settings: object = {}) => {
    const all = { ...acme, ...settings, ...(isStep && { storage: null }) };
    return subject.inside ? inside(<Part {...props} {...own} />, all) : <Part {...props} {...all} {...own} />;
  };
  const show = async (own?: object, settings?: object) => {
    const { container } = await mount(alone(own, settings));
    const element = find(container);
    if (!element) throw new Error(`${name} is not there`);
    return { container, element };
  };

  describe(name, () => {
    test(`is a <${tag}>`, async () => {
      expect((await show()).element.localName).toBe(tag);
    });

    test("forwards its ref", async () => {
      const ref = createRef<HTMLElement>();
      const { element } = await show({ ref });
      expect(ref.current).toBe(element);
    });

    test("calls a ref that is a function, and calls it with null at the end", async () => {
      const ref = vi.fn<(node: HTMLElement | null) => void>();
      const { container, unmount } = await mount(alone({ ref }));
      expect(ref.mock.lastCall?.[0]).toBe(find(container));
      await unmount();
      expect(ref.mock.lastCall?.[0]).toBe(null);
    });

    test("passes other props on", async () => {
      const { element } = await show({ "data-test": "1", title: "a title", "aria-label": "a label" });
      expect(element.dataset["test"]).toBe("1");
      expect(element.title).toBe("a title");
      expect(element.getAttribute("aria-label")).toBe("a label");
    });

    test("adds a className to its own", async () => {
      const { element } = await show({ className: "host big" });
      expect([...element.classList]).toEqual([`co-${name}`, "host", "big"]);
    });

    test("adds a className that depends on its state", async () => {
      const className = vi.fn(() => "host");
      const { element } = await show({ className });
      expect(element.classList).toContain("host");
      expect(className).toHaveBeenLastCalledWith(state);
    });

    test("takes a style, or one that depends on its state", async () => {
      expect((await show({ style: { marginTop: 3 } })).element.style.marginTop).toBe("3px");
      const style = vi.fn(() => ({ marginTop: 4 }));
      expect((await show({ style })).element.style.marginTop).toBe("4px");
      expect(style).toHaveBeenLastCalledWith(state);
    });

    test("has no inline style otherwise", async () => {
      const { container } = await show();
      expect(container.querySelectorAll("[style]")).toHaveLength(0);
    });

    test("shows its state as data attributes", async () => {
      const { element } = await show();
      for (const [key, value] of Object.entries(state)) {
        expect(element.getAttribute(`data-${key}`), key).toBe(value === true ? "" : value || null);
      }
    });

    test("renders as the host's element, with both refs and the host's classes alone", async () => {
      const [ref, own] = [createRef<HTMLElement>(), createRef<HTMLElement>()];
      const render = <HostButton as={tag} look="big" className="theirs" ref={own} />;
      const { element } = await show({ render, ref, className: "ours" });
      expect([...element.classList]).toEqual(["ours", "theirs"]);
      expect(element.dataset["look"]).toBe("big");
      expect([ref.current, own.current]).toEqual([element, element]);
      expect(element.localName).toBe(tag);
    });

    test("renders as what a function makes of its props and state", async () => {
      const ref = createRef<HTMLElement>();
      const render = vi.fn((given: object) => <HostButton as={tag} look="small" {...given} />);
      const { element } = await show({ render, ref });
      expect(element.dataset["look"]).toBe("small");
      expect(ref.current).toBe(element);
      expect(render).toHaveBeenLastCalledWith(expect.objectContaining({}), state);
    });

    if (tag === "button") {
      test("submits no form", async () => {
        expect((await show()).element.getAttribute("type")).toBe("button");
      });
    }

    test("calls the host's onClick once", async () => {
      const onClick = vi.fn();
      const { element } = await show({ onClick });
      // Not a real click: a panel may be closed.
      await act(() => element.click());
      expect(onClick).toHaveBeenCalledOnce();
    });

    if (callback) composes(callback);
    if (!isStep) borrows();
  });

  function composes(type: NonNullable<Subject["callback"]>): void {
    test(`calls ${type} after the host's onClick`, async () => {
      const order: string[] = [];
      const { element } = await show(
        { onClick: () => order.push("onClick") },
        { [type]: () => order.push(type) },
      );
      await userEvent.click(element);
      await vi.waitFor(() => expect(order).toEqual(["onClick", type]));
    });

    test("does nothing when the host's onClick prevents it", async () => {
      const [told, onEvent] = [vi.fn(), vi.fn<(event: StepEvent) => void>()];
      const onClick = vi.fn((event: MouseEvent) => event.preventDefault());
      const { element } = await show({ onClick }, { [type]: told, onEvent });
      onEvent.mockClear();
      await userEvent.click(element);
      expect(onClick).toHaveBeenCalledOnce();
      expect([told.mock.calls, onEvent.mock.calls]).toEqual([[], []]);
      // The second click is not prevented: when it is told of, the first would have been.
      onClick.mockImplementation(() => {});
      await userEvent.click(element);
      await vi.waitFor(() => expect(told).toHaveBeenCalled());
      expect(told).toHaveBeenCalledOnce();
      const types = onEvent.mock.calls.map(([event]) => event.type);
      expect(types).toEqual([...new Set(types)]);
    });

    test("composes with the onClick of an element given to render", async () => {
      const [theirs, told] = [vi.fn(), vi.fn()];
      const { element } = await show({ render: <HostButton as={tag} onClick={theirs} /> }, { [type]: told });
      await userEvent.click(element);
      expect(theirs).toHaveBeenCalledOnce();
      await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    });
  }

  function borrows(): void {
    test("takes what it lacks from the step around it", async () => {
      const { container } = await mount(
        <AuthStep {...acme} storage={memory()}>
          {inside(<Part {...props} />, {})}
        </AuthStep>,
      );
      expect(find(container)).not.toBe(null);
    });

    test("takes what it lacks from the defaults around it", async () => {
      const { container } = await mount(
        <OnboardingDefaults {...acme}>{inside(<Part {...props} />, {})}</OnboardingDefaults>,
      );
      expect(find(container)).not.toBe(null);
    });
  }
}
