import type { Plugin } from "vite";

/** What a language has words for. */
export type Purpose = "mail" | "pages";

/** Words as JSON. */
export interface WordTree {
  [key: string]: WordTree | string | string[];
}

export function languagesOf(purpose: Purpose): string[];
export function readLocale(tag: string, purpose: Purpose): WordTree;
export function ownWords(tag: string, purpose: Purpose): WordTree | undefined;
export function baseOf(tag: string): string | undefined;
export function localesPlugin(): Plugin;
