/** A way by which an invite left the page. */
export type InviteChannel = "mailto" | "webmail" | "share" | "copyMessage" | "copyLink" | "qr";
