export type HostName = "react-18" | "react-19";
export const hosts: Record<HostName, string>;
export function hostFolder(name: HostName): string;
export function packHosts(): void;
export default packHosts;
