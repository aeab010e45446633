import { companion } from "../companion.server";

/** A resource route: every method of every path beneath it is the companion's to answer. */
const answer = ({ request }: { request: Request }): Promise<Response> => companion().fetch(request);

export { answer as action, answer as loader };
