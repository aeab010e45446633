import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Desktop } from "./desktop.js";
import type { Draft, MailClient } from "./mailClient.js";
import { readIfThere } from "./readIfThere.js";
import { waitFor } from "./waitFor.js";
import { findWindow, photograph } from "./windows.js";

/** Our answer to the "To: " that they ask for when the link has no recipient. */
const TYPED = "someone@example.com";

/** What differs between mutt and its child NeoMutt. */
export interface MuttKin {
  name: string;
  command: string;
  pictured: string;
}

/** In a terminal: the file that it hands to the editor, headers and all, is the draft. */
export function createMuttKin({ name, command, pictured }: MuttKin): MailClient {
  const homeOf = (desktop: Desktop) => join(desktop.folder, command);
  const inTerminal = (home: string, title: string, args: string) =>
    `env HOME='${home}' mlterm --logseq --title '${title}' -e ${command} -n ${args}`;
  return {
    name,
    pictured,
    programs: [
      { command, package: command },
      { command: "mlterm", package: "mlterm" },
    ],

    install(desktop) {
      const home = homeOf(desktop);
      rmSync(home, { recursive: true, force: true });
      mkdirSync(join(home, ".mlterm"), { recursive: true });
      const editor = join(home, "editor.sh");
      writeFileSync(
        editor,
        `#!/bin/sh\ncp "$1" '${home}/draft.part' && mv '${home}/draft.part' '${home}/draft'\n`,
      );
      chmodSync(editor, 0o755);
      writeFileSync(join(home, "muttrc"), muttrc(home, editor));
      writeFileSync(join(home, "muttrc-ask"), `source ${home}/muttrc\nset autoedit=no\n`);
      writeFileSync(join(home, ".mlterm", "main"), TERMINAL);
      writeFileSync(join(home, ".mlterm", "aafont"), FONTS);
      desktop.handleMailto(inTerminal(home, `Draft in ${name}`, `-F "${home}/muttrc$(${ASKS})" "$1"`));
    },

    async draft(desktop) {
      const home = homeOf(desktop);
      let asked = false;
      const text = await waitFor(`${name} to open its editor`, async () => {
        // The screen before the file: the later compose menu has a "To: " as well, but by then there is a file.
        const screen = terminalLog(home);
        const written = readIfThere(join(home, "draft"));
        if (written !== undefined || asked || !screen.includes("To: ")) return written;
        asked = true;
        const window = await findWindow(desktop, `Draft in ${name}`);
        await desktop.run("xdotool", ["windowactivate", "--sync", window, "type", `${TYPED}\n`]);
        return undefined;
      });
      const draft = readDraft(text);
      // Had the link named anybody, what we typed would stand behind it.
      return asked && draft.to === TYPED ? { ...draft, to: "" } : draft;
    },

    // The compose menu shows no body, so the draft is postponed, and shown in the pager.
    async picture(desktop, file) {
      const home = homeOf(desktop);
      const compose = await findWindow(desktop, `Draft in ${name}`);
      await desktop.run("xdotool", ["windowactivate", "--sync", compose, "key", "shift+p"]);
      await waitFor(`${name} to postpone the draft`, () => readIfThere(join(home, "postponed")));
      const show = `-F ${home}/muttrc -f =postponed -e 'push <display-message>'`;
      await desktop.start(inTerminal(home, `Postponed in ${name}`, show));
      await photograph(desktop, await findWindow(desktop, `Postponed in ${name}`), file);
    },
  };
}

const ASKS = 'case "$1" in mailto:\\?*) echo -ask;; esac';

function terminalLog(home: string): string {
  const folder = join(home, ".mlterm");
  const logs = readdirSync(folder).filter((name) => name.startsWith("pts_"));
  return logs.map((name) => readFileSync(join(folder, name), "utf8")).join("");
}

// mlterm, because xterm writes Arabic letters apart and from left to right.
const TERMINAL = `geometry=100x28
fontsize=16
fg_color=black
bg_color=white
type_engine=xft
scrollbar_mode=none
`;

const FONTS = `UNICODE=DejaVu Sans Mono
UNICODE_FULLWIDTH=Noto Sans Mono CJK JP
U+3000-9FFF=Noto Sans Mono CJK JP
U+FF00-FFEF=Noto Sans Mono CJK JP
`;

// autoedit: with no, mutt asks for what the link has said; with yes, both end with "No recipients specified" on a
// link without a recipient, which is why that is asked for.
// fast_reply: no questions that the link has answered. abort_unmodified: ours is an editor that changes nothing.
function muttrc(home: string, editor: string): string {
  return `set folder="${home}" spoolfile="=inbox" postponed="=postponed" record="" mbox_type=mbox
set from="robin@example.com" realname="Robin" use_from=yes sendmail="/bin/false"
set editor="${editor}" edit_headers=yes autoedit=yes fast_reply=yes abort_unmodified=no postpone=yes
set charset="utf-8" send_charset="utf-8" confirmappend=no sort=threads wait_key=no help=no
set pager_index_lines=0 smart_wrap=yes wrap=96 markers=no header_cache=""
ignore *
unignore from: to: subject:
hdr_order From: To: Subject:
`;
}

function readDraft(text: string): Draft {
  const end = text.indexOf("\n\n");
  const headers = text
    .slice(0, end)
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  const values = (name: string) =>
    headers
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trim())
      .filter(Boolean);
  return {
    to: ["To", "Cc", "Bcc"].flatMap(values).join(", "),
    subject: values("Subject").join(" | "),
    body: text.slice(end + 2),
  };
}
