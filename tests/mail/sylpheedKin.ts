import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "./desktop.js";
import type { Draft, MailClient } from "./mailClient.js";
import { readSavedMail, SAVED_MAIL_PROGRAMS } from "./savedMail.js";
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

const BOXES = { inbox: "inbox", sent: "outbox", draft: "draft", queue: "queue", trash: "trash" };

const FOLDERS = `<?xml version="1.0" encoding="UTF-8"?>
<folderlist>
  <folder type="mh" name="Mail" path="Mail">
${Object.entries(BOXES)
  .map(([name, type]) => `    <folderitem type="${type}" name="${name}" path="${name}" />`)
  .join("\n")}
  </folder>
</folderlist>
`;

/** What differs between Sylpheed and its child Claws Mail. */
export interface SylpheedKin {
  name: string;
  command: string;
  pictured: string;
  /** The folder of its settings, and in it the file of its preferences. */
  settings: string;
  preferencesFile: string;
  preferences: string;
  /** In the title of its compose window. */
  window: string;
}

/** A window; Ctrl+S makes it write the draft as MIME. */
export function createSylpheedKin(own: SylpheedKin): MailClient {
  const homeOf = (desktop: Desktop) => join(desktop.folder, own.command);
  return {
    name: own.name,
    pictured: own.pictured,
    programs: [{ command: own.command, package: own.command }, ...SAVED_MAIL_PROGRAMS],

    install(desktop) {
      const home = homeOf(desktop);
      const settings = join(home, own.settings);
      // They run once per home, and a left-over one would answer with its old window.
      rmSync(home, { recursive: true, force: true });
      mkdirSync(settings, { recursive: true });
      for (const box of Object.keys(BOXES)) mkdirSync(join(home, "Mail", box), { recursive: true });
      writeFileSync(join(settings, "accountrc"), ACCOUNT);
      writeFileSync(join(settings, own.preferencesFile), own.preferences);
      writeFileSync(join(settings, "folderlist.xml"), FOLDERS);
      desktop.handleMailto(`env HOME='${home}' ${own.command} --compose "$1"`);
    },

    async draft(desktop) {
      const window = await findWindow(desktop, own.window);
      const drafts = join(homeOf(desktop), "Mail", "draft");
      await desktop.run("xdotool", ["windowactivate", "--sync", window, "key", "ctrl+s"]);
      const file = await waitFor("the draft's file", () =>
        readdirSync(drafts).find((name) => /^\d+$/.test(name)),
      );
      const [draft] = await readSavedMail(desktop, join(drafts, file), "one");
      return draft as Draft;
    },

    async picture(desktop, file) {
      await photograph(desktop, await findWindow(desktop, own.window), file);
    },
  };
}
