import { describe } from "vitest";
import { firefoxPath, launchFirefox } from "../support/opening/firefox.js";
import { opensLinks } from "../support/opening/suite.js";

describe.skipIf(!firefoxPath)("in Firefox, on React 19", () => opensLinks("react-19", launchFirefox));
