export {
  createFakeCodat,
  type FakeCodat,
  type FakeCodatOptions,
  type FakeCompany,
} from "./createFakeCodat.js";
export type { FakeConnection, FakeConnectionError } from "./fakeConnection.js";
