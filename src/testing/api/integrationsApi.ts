import { type FakePlatform, fakePlatforms } from "../state/fakePlatforms.js";
import { type ApiAnswer, apiError, apiOk } from "./apiAnswer.js";
import { type ApiRoute, apiRoute } from "./apiRoutes.js";
import { pagedList } from "./pagedList.js";

const properties = ["key", "name", "enabled", "sourceType", "isBeta", "isOfflineConnector"];

/** `/integrations`. The fake serves the pictures itself, so that a test loads nothing from Codat. */
export function integrationsApi({ baseUrl }: { baseUrl: string }): ApiRoute[] {
  const picture = (key: string, kind: string) => `${baseUrl}/pictures/${key}-${kind}.svg`;

  const view = (platform: FakePlatform) => ({
    key: platform.key,
    logoUrl: picture(platform.key, "square"),
    name: platform.name,
    enabled: true,
    sourceId: platform.sourceId,
    sourceType: platform.sourceType,
    integrationId: platform.integrationId,
    isOfflineConnector: platform.isOffline,
    isBeta: false,
    dataProvidedBy: platform.name,
    datatypeFeatures: [],
  });

  function branding({ key, name, sourceId }: FakePlatform) {
    const image = (kind: string, alt: string) => ({ image: { src: picture(key, kind), alt } });
    return {
      logo: { full: image("full", `${name} logo`), square: image("square", `${name} icon`) },
      button: { default: image("button", `Connect to ${name}`), hover: image("hover", `Connect to ${name}`) },
      sourceId,
    };
  }

  const withPlatform =
    (answer: (platform: FakePlatform) => unknown): ApiRoute[2] =>
    (_, wanted = ""): ApiAnswer => {
      const platform = fakePlatforms.find(({ key }) => key === wanted);
      return platform
        ? apiOk(answer(platform))
        : apiError(404, `No integration was found with key ${wanted}`, "ClientsApi");
    };

  return [
    apiRoute("GET", "/integrations", (request) =>
      pagedList(request, fakePlatforms.map(view), { kind: "Integration", properties }),
    ),
    apiRoute("GET", "/integrations/{platformKey}", withPlatform(view)),
    apiRoute("GET", "/integrations/{platformKey}/branding", withPlatform(branding)),
  ];
}
