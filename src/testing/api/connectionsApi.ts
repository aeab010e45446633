import type { ApiViews } from "../apiViews.js";
import type { CompanyRecord } from "../state/companyRecord.js";
import type { ConnectionTransitions } from "../state/connectionTransitions.js";
import type { FakeCompanies } from "../state/fakeCompanies.js";
import type { ConnectionRecord } from "../state/fakeConnection.js";
import { fakePlatforms } from "../state/fakePlatforms.js";
import { type ApiAnswer, apiError, apiOk, invalidFields } from "./apiAnswer.js";
import { type ApiRoute, apiRoute } from "./apiRoutes.js";
import { noCompany } from "./companiesApi.js";
import { pagedList } from "./pagedList.js";

const properties = [
  "id",
  "status",
  "integrationId",
  "integrationKey",
  "sourceId",
  "sourceType",
  "platformName",
];

function fieldOf(body: unknown, name: string): unknown {
  return typeof body === "object" && body !== null
    ? (body as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** `/companies/{companyId}/connections`. */
export function connectionsApi(options: {
  companies: FakeCompanies;
  connections: ConnectionTransitions;
  views: ApiViews;
}): ApiRoute[] {
  const { companies, connections, views } = options;
  const connectionPath = "/companies/{companyId}/connections/{connectionId}";

  const withConnection =
    (
      answer: (company: CompanyRecord, connection: ConnectionRecord, body: unknown) => ApiAnswer,
    ): ApiRoute[2] =>
    ({ body }, companyId = "", connectionId = "") => {
      const company = companies.find(companyId);
      if (!company) return noCompany(companyId);
      const connection = company.connections.find(({ id }) => id === connectionId.toLowerCase());
      if (connection) return answer(company, connection, body);
      return apiError(404, `Data connection ${connectionId} not found`);
    };

  return [
    apiRoute("GET", "/companies/{companyId}/connections", (request, companyId = "") => {
      const company = companies.find(companyId);
      if (!company) return noCompany(companyId);
      const items = company.connections.map((connection) => views.connection(company, connection));
      return pagedList(request, items, { kind: "Connection", properties });
    }),

    apiRoute("POST", "/companies/{companyId}/connections", ({ body }, companyId = "") => {
      const company = companies.find(companyId);
      if (!company) return noCompany(companyId);
      const platform = fakePlatforms.find(({ key }) => key === fieldOf(body, "platformKey"));
      if (!platform) return invalidFields({ platformKey: "There is no such platform." });
      return apiOk(views.connection(company, connections.start(company, platform)));
    }),

    apiRoute(
      "GET",
      connectionPath,
      withConnection((company, connection) => apiOk(views.connection(company, connection))),
    ),

    apiRoute(
      "PATCH",
      connectionPath,
      withConnection((company, connection, body) => {
        if (fieldOf(body, "status") !== "Unlinked") {
          return invalidFields({ status: "The only status to be set is Unlinked." });
        }
        if (connection.status !== "Linked") {
          return invalidFields({ status: "Only a linked connection can be unlinked." });
        }
        connections.unlink(company, connection);
        return apiOk(views.connection(company, connection));
      }),
    ),

    apiRoute(
      "DELETE",
      connectionPath,
      withConnection((company, connection) => {
        connections.remove(company, connection);
        return { status: 200 };
      }),
    ),
  ];
}
