import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "./desktop.js";
import type { Draft, MailClient } from "./mailClient.js";
import { waitFor } from "./waitFor.js";
import { findWindow, photograph } from "./windows.js";

const ACCOUNT = `[Account: 1]
account_name=Robin
is_default=1
name=Robin
address=robin@example.com
protocol=5
smtp_server=127.0.0.1
`;

// linewrap_*: Claws would break lines at 72 columns, and the body could not be compared exactly.
// enable_aspell: its "Spell checker could not be started" is modal and hides the draft.
const PREFERENCES = `[Common]
enable_aspell=0
linewrap_auto=0
linewrap_pastes=0
linewrap_quotation=0
message_font_gtk2=Monospace 11
compose_width=900
compose_height=720
compose_notebook_height=260
`;

const FOLDERS = `<?xml version="1.0" encoding="UTF-8"?>
<folderlist>
  <folder type="mh" name="Mail" path="Mail">
    <folderitem type="inbox" name="inbox" path="inbox" />
    <folderitem type="outbox" name="sent" path="sent" />
    <folderitem type="draft" name="draft" path="draft" />
    <folderitem type="queue" name="queue" path="queue" />
    <folderitem type="trash" name="trash" path="trash" />
  </folder>
</folderlist>
`;

// Python's parser, not Claws' and not ours, says what the saved MIME file means.
const READ_MIME = `
import email, email.policy, json, sys
message = email.message_from_binary_file(open(sys.argv[1], "rb"), policy=email.policy.default)
print(json.dumps({
  "to": ", ".join(str(message[name]) for name in ("to", "cc", "bcc") if message[name]),
  "subject": str(message["subject"] or ""),
  "body": message.get_body(("plain",)).get_content(),
}))
`;

/** Claws Mail: a window; Ctrl+S makes it write the draft as MIME. */
export const clawsMail: MailClient = {
  name: "Claws Mail",
  programs: [
    { command: "claws-mail", package: "claws-mail" },
    { command: "python3", package: "python3" },
  ],

  install(desktop) {
    const home = homeOf(desktop);
    // Claws runs once per home, and a left-over one would answer with its old window.
    rmSync(home, { recursive: true, force: true });
    mkdirSync(join(home, ".claws-mail"), { recursive: true });
    for (const box of ["inbox", "sent", "draft", "queue", "trash"]) {
      mkdirSync(join(home, "Mail", box), { recursive: true });
    }
    writeFileSync(join(home, ".claws-mail", "accountrc"), ACCOUNT);
    writeFileSync(join(home, ".claws-mail", "clawsrc"), PREFERENCES);
    writeFileSync(join(home, ".claws-mail", "folderlist.xml"), FOLDERS);
    desktop.handleMailto(`env HOME='${home}' claws-mail --compose "$1"`);
  },

  async draft(desktop) {
    const window = await findWindow(desktop, "Compose message");
    const drafts = join(homeOf(desktop), "Mail", "draft");
    await desktop.run("xdotool", ["windowactivate", "--sync", window, "key", "ctrl+s"]);
    const file = await waitFor("the draft's file", () =>
      readdirSync(drafts).find((name) => /^\d+$/.test(name)),
    );
    return JSON.parse(await desktop.run("python3", ["-c", READ_MIME, join(drafts, file)])) as Draft;
  },

  async picture(desktop, file) {
    await photograph(desktop, await findWindow(desktop, "Compose message"), file);
  },
};

function homeOf(desktop: Desktop): string {
  return join(desktop.folder, "claws");
}
