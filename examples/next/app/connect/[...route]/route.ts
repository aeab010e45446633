import { companion } from "../../companion";

const answer = (request: Request): Promise<Response> => companion().fetch(request);

export { answer as GET, answer as POST };
