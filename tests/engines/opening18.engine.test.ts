import { describe } from "vitest";
import { firefoxPath, launchFirefox } from "../support/opening/firefox.js";
import { opensLinks } from "../support/opening/suite.js";

describe.skipIf(!firefoxPath)("in Firefox, on React 18", () => opensLinks("react-18", launchFirefox));
