import type { Setting } from "./setting.js";

export interface Stone {
  carats: number;
  setting: Setting;
}

export const weigh = ({ carats }: Stone) => carats / 5;
