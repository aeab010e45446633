import type { Plugin } from "rollup";

export interface BundleSize {
  name: string;
  /** Bytes. */
  gzip: number;
  /** What is held. */
  most: number;
  /** What is aimed at; where it is below `most`, the aim is missed. */
  aim: number;
}

export function bundleSizes(): Promise<BundleSize[]>;

export const external: string[];
export const host: string;
export function hostPlugin(code: string): Plugin;
