export function plainMarkup(html: string): string;
export function firstDifference(a: string, b: string): { ours: string; floor: string };
