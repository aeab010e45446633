import type { Company, CompanyConnection } from "../../../src/core/company/company.js";

/** How many connections a counted company has. */
const digits = 6;

/**
 * A company's number, of 64: its changes are a Gray code, each of which changes one connection, so that what a page
 * shows tells which changes it has seen, and one that is missed leads to no next number.
 */
export const countedNumbers = 2 ** digits;
export const connectionsOfCounted = digits;

/** Which connection the change after a number is of, in the order of their ids. */
export function nextChange(number: number): number {
  const next = (number + 1) % countedNumbers;
  return next === 0 ? digits - 1 : 31 - Math.clz32(next & -next);
}

export function numberOf({ connections }: Pick<Company, "connections">): number {
  let number = 0;
  for (let code = codeOf(connections); code > 0; code >>= 1) number ^= code;
  return number;
}

/** How far a number is from another on the way round: negative where it is behind. */
export function stepFrom(number: number, next: number): number {
  const step = (next - number + countedNumbers) % countedNumbers;
  return step < countedNumbers / 2 ? step : step - countedNumbers;
}

function codeOf(connections: readonly CompanyConnection[]): number {
  return [...connections]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .reduce((code, { status }, place) => code | (status === "Linked" ? 0 : 1 << place), 0);
}
