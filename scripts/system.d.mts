export interface Program {
  command: string;
  package: string;
}
export function findProgram(command: string): string | undefined;
export function findChromium(): string | undefined;
export function ensureChromium(): Promise<string>;
export function ensurePrograms(programs: readonly Program[]): { missing: string[] };
