import type { Desktop } from "./desktop.js";
import type { Draft } from "./mailClient.js";

// Python's parser, not the client's and not ours, says what the saved MIME means. An mbox has an empty line after
// each mail that is not the mail's.
const READ = `
import email, email.policy, json, mailbox, sys
path, box = sys.argv[1:]
read = lambda file: email.message_from_binary_file(file, policy=email.policy.default)
mails = list(mailbox.mbox(path, factory=read)) if box == "mbox" else [read(open(path, "rb"))]
print(json.dumps([{
  "to": ", ".join(str(mail[name]) for name in ("to", "cc", "bcc") if mail[name]),
  "subject": str(mail["subject"] or ""),
  "body": mail.get_body(("plain",)).get_content()[:-1 if box == "mbox" else None],
} for mail in mails]))
`;

export const SAVED_MAIL_PROGRAMS = [{ command: "python3", package: "python3" }];

/** The drafts in a file that a mail client saved, oldest first. */
export async function readSavedMail(desktop: Desktop, path: string, box: "one" | "mbox"): Promise<Draft[]> {
  return JSON.parse(await desktop.run("python3", ["-c", READ, path, box])) as Draft[];
}
