import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Desktop } from "./desktop.js";
import type { MailClient } from "./mailClient.js";
import { readIfThere } from "./readIfThere.js";
import { readSavedMail, SAVED_MAIL_PROGRAMS } from "./savedMail.js";
import { waitFor } from "./waitFor.js";
import { findWindow, photograph } from "./windows.js";

// An account, without which it asks for one; plain text, as `mailto:` is; and nothing of its own accord.
const PREFERENCES = {
  "mail.accountmanager.accounts": "account1,account2",
  "mail.accountmanager.defaultaccount": "account1",
  "mail.accountmanager.localfoldersserver": "server2",
  "mail.account.account1.server": "server1",
  "mail.account.account1.identities": "id1",
  "mail.account.account2.server": "server2",
  "mail.server.server1.type": "pop3",
  "mail.server.server1.hostname": "127.0.0.1",
  "mail.server.server1.userName": "robin",
  "mail.server.server1.name": "Robin",
  "mail.server.server1.login_at_startup": false,
  "mail.server.server1.check_new_mail": false,
  "mail.server.server1.deferred_to_account": "account2",
  "mail.server.server2.type": "none",
  "mail.server.server2.hostname": "Local Folders",
  "mail.server.server2.userName": "nobody",
  "mail.server.server2.name": "Local Folders",
  "mail.identity.id1.fullName": "Robin",
  "mail.identity.id1.useremail": "robin@example.com",
  "mail.identity.id1.valid": true,
  "mail.identity.id1.smtpServer": "smtp1",
  "mail.identity.id1.compose_html": false,
  "mail.identity.id1.draft_folder": "mailbox://nobody@Local%20Folders/Drafts",
  "mail.identity.id1.drafts_folder_picker_mode": "1",
  "mail.smtpservers": "smtp1",
  "mail.smtp.defaultserver": "smtp1",
  "mail.smtpserver.smtp1.hostname": "127.0.0.1",
  "mailnews.wraplength": 0,
  "mailnews.send_plaintext_flowed": false,
  "mail.compose.autosave": false,
  "mail.spellcheck.inline": false,
  "mail.shell.checkDefaultClient": false,
  "mail.provider.suppress_dialog_on_startup": true,
  "mail.rights.version": 1,
  "mailnews.start_page.enabled": false,
  "mailnews.start_page_override.mstone": "ignore",
  "app.update.enabled": false,
  "app.donation.eoy.version.viewed": 999,
  "datareporting.policy.dataSubmissionEnabled": false,
  "datareporting.policy.bypassNotification": true,
  "toolkit.telemetry.enabled": false,
  "network.dns.disabled": true,
  "network.captive-portal-service.enabled": false,
  "extensions.update.enabled": false,
};

/** Thunderbird: a window; Ctrl+S makes it save the draft to its folder of drafts. */
export const thunderbird: MailClient = {
  name: "Thunderbird",
  pictured: "en",
  programs: [
    { command: "thunderbird", package: "thunderbird" },
    { command: "dbus-daemon", package: "dbus-daemon" },
    ...SAVED_MAIL_PROGRAMS,
  ],

  async install(desktop) {
    const home = homeOf(desktop);
    rmSync(home, { recursive: true, force: true });
    mkdirSync(join(home, "profile"), { recursive: true });
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    writeFileSync(join(home, "profile", "user.js"), lines.join(""));
    // A link reaches the Thunderbird that runs by D-Bus; one that a link starts at first may show no recipient.
    const bus = `unix:path=${home}/bus`;
    const command = `env HOME='${home}' DBUS_SESSION_BUS_ADDRESS='${bus}' thunderbird --profile '${home}/profile'`;
    desktop.handleMailto(`${command} -compose "$1"`);
    await desktop.start(`dbus-daemon --session --nofork --nopidfile --address='${bus}'`);
    await waitFor("the message bus", () => existsSync(`${home}/bus`) || undefined);
    await desktop.start(command);
    await findWindow(desktop, "Mozilla Thunderbird");
    // Nothing tells when it listens.
    await pause(3_000);
  },

  async draft(desktop) {
    const drafts = join(homeOf(desktop), "profile", "Mail", "Local Folders", "Drafts");
    const window = await findWindow(desktop, "Write: ");
    // Nothing tells when it has filled in the recipients: two saves that are alike, a while apart, are the whole.
    return waitFor("Thunderbird to save the draft twice alike", async () => {
      await pause(1_000);
      await desktop.run("xdotool", ["windowactivate", "--sync", window, "key", "ctrl+s"]);
      if (!readIfThere(drafts)) return undefined;
      const [last, before] = (await readSavedMail(desktop, drafts, "mbox")).reverse();
      return JSON.stringify(last) === JSON.stringify(before) ? last : undefined;
    });
  },

  async picture(desktop, file) {
    await photograph(desktop, await findWindow(desktop, "Write: "), file);
  },
};

function homeOf(desktop: Desktop): string {
  return join(desktop.folder, "thunderbird");
}
