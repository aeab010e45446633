import type { InviteMailMessages, Messages, MessagesOverride, MessageText } from "codat-onboarding";
import { expectTypeOf } from "vitest";
import type de from "../../src/locales/de/mail.json";
import en from "../../src/locales/en.json";
import type locale from "../../src/locales/locale.js";
import type mail from "../../src/locales/mail/mail.js";

expectTypeOf<typeof locale>().toEqualTypeOf<Messages>();
expectTypeOf<Messages>().toExtend<MessagesOverride>();
expectTypeOf(en.status).toExtend<Messages["status"]>();
expectTypeOf<MessageText>().toEqualTypeOf<string | readonly string[]>();

// every key of English is a key of the type, and the other way round
expectTypeOf<keyof typeof en>().toEqualTypeOf<keyof Messages>();
expectTypeOf<keyof typeof en.authStep>().toEqualTypeOf<keyof Messages["authStep"]>();
expectTypeOf<keyof typeof en.status>().toEqualTypeOf<keyof Messages["status"]>();
expectTypeOf<keyof typeof en.connectCTA>().toEqualTypeOf<keyof Messages["connectCTA"]>();
expectTypeOf<keyof typeof en.connectHint>().toEqualTypeOf<keyof Messages["connectHint"]>();
expectTypeOf<keyof typeof en.fallback>().toEqualTypeOf<keyof Messages["fallback"]>();
expectTypeOf<keyof typeof en.invite>().toEqualTypeOf<keyof Messages["invite"]>();
expectTypeOf<keyof typeof en.copy>().toEqualTypeOf<keyof Messages["copy"]>();
expectTypeOf<keyof typeof en.skipStep>().toEqualTypeOf<keyof Messages["skipStep"]>();
expectTypeOf<keyof typeof en.consent>().toEqualTypeOf<keyof Messages["consent"]>();
expectTypeOf<keyof typeof en.inviteMail>().toEqualTypeOf<Exclude<keyof Messages["inviteMail"], "brief">>();

// the invite in another language is the invite's slice of a language
expectTypeOf<typeof mail>().toEqualTypeOf<InviteMailMessages>();
expectTypeOf<keyof typeof de>().toEqualTypeOf<keyof InviteMailMessages>();
