import { describe } from "vitest";
import { launchChromium } from "../support/opening/chromium.js";
import { opensLinks } from "../support/opening/suite.js";

describe("in Chromium, on React 19", () => opensLinks("react-19", launchChromium));
