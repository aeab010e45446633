import type { Plugin } from "vite";

/** The files of a language: words, and what they are held to. */
export type Purpose = "mail" | "pages" | "checks" | "glossary" | "names" | "reviewed";

/** Who has read the words of a language as they stand, and whether it is their own language. */
export interface Review {
  by: string;
  native: boolean;
}

/** Words as JSON. */
export interface WordTree {
  [key: string]: WordTree | string | string[];
}

export function languagesOf(purpose: Purpose): string[];
export function readLocale(tag: string, purpose: Purpose): WordTree;
export function ownWords(tag: string, purpose: Purpose): WordTree | undefined;
export function baseOf(tag: string): string | undefined;
export function localesPlugin(): Plugin;
export function reviewOf(tag: string, purpose: "mail" | "pages", words?: WordTree): Review | undefined;
export function hashOf(words: WordTree): string;
