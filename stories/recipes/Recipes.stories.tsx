import type { Meta, StoryObj } from "@storybook/react-vite";
import type { ComponentType } from "react";
import { expect, fn, userEvent, within } from "storybook/test";
import Minimal from "./0-minimal";
import minimal from "./0-minimal.tsx?raw";
import CarryOn from "./1-carry-on";
import carryOn from "./1-carry-on.tsx?raw";
import OwnArrangement from "./2-own-arrangement";
import ownArrangement from "./2-own-arrangement.tsx?raw";
import SeveralSteps from "./3-several-steps";
import severalSteps from "./3-several-steps.tsx?raw";
import LinkFromYourServer from "./4-link-from-your-server";
import linkFromYourServer from "./4-link-from-your-server.tsx?raw";
import WhatYouKnow from "./5-what-you-know";
import whatYouKnow from "./5-what-you-know.tsx?raw";
import OwnButton from "./6-own-button";
import ownButton from "./6-own-button.tsx?raw";
import OwnWords from "./7-own-words";
import ownWords from "./7-own-words.tsx?raw";
import OwnTheme from "./8-own-theme";
import ownTheme from "./8-own-theme.tsx?raw";
import OwnMarkup from "./9-own-markup";
import ownMarkup from "./9-own-markup.tsx?raw";

/** Whole files, numbered from the smallest; each is compiled and run as it stands. */
const meta: Meta = { title: "Recipes" };

export default meta;

const recipe = (name: string, Recipe: ComponentType, code: string): StoryObj => ({
  name,
  render: () => <Recipe />,
  parameters: { docs: { source: { code, language: "tsx" } } },
});

export const R0Minimal = recipe("0 Minimal", Minimal, minimal);
export const R1CarryOn = recipe("1 Carry on", CarryOn, carryOn);
export const R1CarriedOn: StoryObj = {
  ...R1CarryOn,
  name: "1 Carry on, carried on",
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await userEvent.click(within(canvasElement).getByRole("button", { name: "I’ll do this later" }));
    await expect(canvasElement).toHaveTextContent("Next: your address");
  },
};
export const R2OwnArrangement = recipe("2 Own arrangement", OwnArrangement, ownArrangement);
export const R3SeveralSteps = recipe("3 Several steps", SeveralSteps, severalSteps);
export const R4LinkFromYourServer = recipe("4 Link from your server", LinkFromYourServer, linkFromYourServer);
export const R4LinkFetched: StoryObj = {
  ...R4LinkFromYourServer,
  name: "4 Link from your server, fetched",
  tags: ["!autodocs"],
  play: async ({ canvasElement, mount }) => {
    const real = globalThis.fetch;
    globalThis.fetch = fn(async () =>
      Response.json({ url: "https://link.codat.io/company/8a210b68-6988-11ed-a1eb-0242ac120002?otp=472913" }),
    );
    try {
      await mount();
      await expect(globalThis.fetch).not.toHaveBeenCalled();
      await userEvent.hover(within(canvasElement).getByRole("link"));
      await expect(globalThis.fetch).toHaveBeenCalledWith("/api/codat-link?use=connect", { method: "POST" });
    } finally {
      globalThis.fetch = real;
    }
  },
};
export const R5WhatYouKnow = recipe("5 What you know", WhatYouKnow, whatYouKnow);
export const R5Connected: StoryObj = {
  ...R5WhatYouKnow,
  name: "5 What you know, connected",
  tags: ["!autodocs"],
  play: async ({ canvasElement }) => {
    await userEvent.selectOptions(within(canvasElement).getByRole("combobox"), "connected");
    await expect(canvasElement).toHaveTextContent("Xero is connected");
  },
};
export const R6OwnButton = recipe("6 Own button", OwnButton, ownButton);
export const R7OwnWords: StoryObj = {
  ...recipe("7 Own words", OwnWords, ownWords),
  play: ({ canvasElement }) => expect(canvasElement).toHaveTextContent("Not now"),
};
export const R8OwnTheme = recipe("8 Own theme", OwnTheme, ownTheme);
export const R9OwnMarkup = recipe("9 Own markup", OwnMarkup, ownMarkup);
