"use client";

import type { MessageText } from "../../core/messages/text.js";
import { isUnsuited, type PlatformDevice, platformOf } from "../../core/platforms.js";
import { isAsking } from "../../core/step/stepView.js";
import { currentDevice } from "../../hooks/browser/device.js";
import { StepContext } from "../../hooks/step/stepContext.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { withPlatformName } from "../../hooks/step/withPlatformName.js";
import { deviceNotice as english } from "../../locales/en.json";
import { createPart, type PartProps } from "../internals/createPart.js";
import { sentence } from "../internals/sentence.js";
import { InviteAction } from "../invite/InviteAction.js";
import { LinkQRCode } from "../invite/LinkQRCode.js";

/** State of {@link DeviceNotice}, each member a `data-*` attribute. */
export interface DeviceNoticeState {
  /** The platform cannot well be connected from this device. @selector [data-unsuited] */
  unsuited: boolean;
}

/** Props of {@link DeviceNotice}. */
export interface DeviceNoticeProps extends PartProps<"div", DeviceNoticeState> {}

/**
 * What the platform needs: the computer that it is installed on, a computer at all, an administrator's access. On
 * a device that is not the right one also ways of handing over. Advice: the button can be pressed all the same.
 * Renders a `<div>`, and nothing where there is nothing to say.
 */
export const DeviceNotice = createPart<DeviceNoticeProps, HTMLDivElement>(
  "DeviceNotice",
  "div",
  (_props, outer) => {
    const { button, links, settings, messageValues } = outer;
    const { platformKey, platforms } = settings;
    const platform = platformOf(platformKey, platforms, messageValues.platform);
    const { name, device: needed = "any", admin } = platform;
    const step = withPlatformName(outer, messageValues.platform ?? name);
    const unsuited = isUnsuited(outer.hydrated ? currentDevice() : undefined, needed);
    const words = messagesFor("deviceNotice", english, step);
    const advice = {
      any: false,
      desktop: unsuited && words.desktop,
      installed: words.installed,
    } satisfies Record<PlatformDevice, MessageText | false>;
    const where = advice[needed];
    return {
      hidden: button !== "link" || !(where || admin) || !isAsking(outer.view),
      state: { unsuited },
      defaultProps: {
        children: (
          <>
            {where && <p>{sentence(where, step)}</p>}
            {admin && <p>{sentence(words.admin, step)}</p>}
            {unsuited && !links.invite.problem && (
              <>
                <InviteAction step={step} text={words.toMyself} kind="self">
                  <LinkQRCode />
                </InviteAction>
                <InviteAction step={step} text={words.toSomeone} />
              </>
            )}
          </>
        ),
      },
      wrap: (element) => <StepContext.Provider value={step}>{element}</StepContext.Provider>,
    };
  },
);
