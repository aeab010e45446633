"use client";

import { platformOf } from "../../core/platforms.js";
import { useDevice } from "../../hooks/browser/useDevice.js";
import { messagesFor } from "../../hooks/step/useMessages.js";
import { withPlatformName } from "../../hooks/step/withPlatformName.js";
import { deviceNotice as english, invite } from "../../locales/en.json";
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
  (elementProps, around) => {
    const { isConnected, status, links, settings, messageValues } = around;
    const { platformKey, platforms } = settings;
    const { device: needed, admin } = platformOf(platformKey, platforms, messageValues.platform);
    const step = withPlatformName(around);
    const device = useDevice();
    const installed = needed === "installed";
    const unsuited = installed
      ? !!device && device !== "windows"
      : needed === "desktop" && device === "phone";
    const words = messagesFor("deviceNotice", english, step);
    const where = installed ? words.installed : unsuited && words.desktop;
    return {
      hidden: isConnected || status === "loading" || status === "unavailable" || !(where || admin),
      state: { unsuited },
      elementProps,
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
                <InviteAction step={step} text={messagesFor("invite", invite, step).link} />
              </>
            )}
          </>
        ),
      },
      context: step,
    };
  },
);
