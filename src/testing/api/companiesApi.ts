import type { ApiViews } from "../apiViews.js";
import type { CompanyRecord } from "../state/companyRecord.js";
import type { FakeCompanies } from "../state/fakeCompanies.js";
import { type ApiAnswer, apiError, apiOk, invalidFields } from "./apiAnswer.js";
import { type ApiRoute, apiRoute } from "./apiRoutes.js";
import { readCompanyFields } from "./companyFields.js";
import { pagedList } from "./pagedList.js";
import { readTagFilter } from "./tagFilter.js";

const properties = [
  ...["id", "name", "description", "created", "lastSync"],
  ...[
    "id",
    "status",
    "integrationId",
    "integrationKey",
    "sourceId",
    "sourceType",
    "platformName",
    "created",
  ].map((name) => `dataConnections.${name}`),
];

/** Codat's answer for a company that does not exist, or was deleted. */
export function noCompany(companyId: string): ApiAnswer {
  return apiError(404, `No company was found with ID ${companyId}`, "ClientsApi");
}

/** `/companies`, and the paths of one company without its connections. */
export function companiesApi(options: {
  companies: FakeCompanies;
  views: ApiViews;
  randomUUID: () => string;
}): ApiRoute[] {
  const { companies, views, randomUUID } = options;

  const withCompany =
    (answer: (company: CompanyRecord, body: unknown) => ApiAnswer): ApiRoute[2] =>
    ({ body }, companyId = "") => {
      const company = companies.find(companyId);
      return company ? answer(company, body) : noCompany(companyId);
    };

  return [
    apiRoute("GET", "/companies", (request) => {
      const filter = readTagFilter(request.query.get("tags"));
      if (!filter) return apiError(400, "Error parsing query - Malformed query.", "ClientsApi");
      const found = companies.all().filter(({ tags }) => filter(tags));
      return pagedList(request, found.map(views.company), { kind: "Company", properties });
    }),

    apiRoute("POST", "/companies", ({ body }) => {
      const fields = readCompanyFields(body);
      if ("problem" in fields) return fields.problem;
      const { name, ...rest } = fields;
      if (name === undefined) return invalidFields({ name: "The name is required." });
      return apiOk(views.company(companies.create({ name, ...rest })));
    }),

    apiRoute(
      "GET",
      "/companies/{companyId}",
      withCompany((company) => apiOk(views.company(company))),
    ),

    apiRoute(
      "PATCH",
      "/companies/{companyId}",
      withCompany((company, body) => {
        const fields = readCompanyFields(body);
        if ("problem" in fields) return fields.problem;
        return apiOk(views.company(Object.assign(company, fields)));
      }),
    ),

    apiRoute(
      "PUT",
      "/companies/{companyId}",
      withCompany((company, body) => {
        const fields = readCompanyFields(body);
        if ("problem" in fields) return fields.problem;
        if (fields.name === undefined) return invalidFields({ name: "The name is required." });
        const replaced = { description: undefined, tags: {}, ...fields };
        return apiOk(views.company(Object.assign(company, replaced)));
      }),
    ),

    apiRoute(
      "DELETE",
      "/companies/{companyId}",
      withCompany((company) => {
        companies.remove(company);
        return { status: 204 };
      }),
    ),

    apiRoute(
      "GET",
      "/companies/{companyId}/accessToken",
      withCompany(() =>
        apiOk({
          expiresIn: 86_400,
          accessToken: `fake-${randomUUID().replaceAll("-", "")}`,
          tokenType: "Bearer",
        }),
      ),
    ),

    apiRoute(
      "GET",
      "/companies/{companyId}/data/info",
      withCompany((company) => {
        const accounting = company.connections.filter(({ sourceType }) => sourceType === "Accounting");
        const read = accounting.find(({ lastSync }) => lastSync !== undefined);
        if (read) return apiOk({ companyName: read.organisation ?? company.name, addresses: [] });
        return accounting.some(({ status }) => status === "Linked")
          ? apiError(409, "The dataset has not been requested or is still syncing.", "PullApi")
          : apiError(404, `No data available for company for ID ${company.id}`);
      }),
    ),
  ];
}
