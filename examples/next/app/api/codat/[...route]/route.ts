import { companion } from "../../../companion";

const answer = (request: Request): Promise<Response> => companion().fetch(request);

export { answer as DELETE, answer as GET, answer as POST, answer as PUT };
