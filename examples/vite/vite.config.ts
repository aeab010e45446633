import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const api = process.env.API_URL ?? "http://127.0.0.1:3000";

/** The API is a server of its own. On the page's origin are both paths of its companion: a cookie belongs to one. */
const proxy = { "/api/codat": api, "/connect": api, "/me": api, "/sign-in": api };

export default defineConfig({ plugins: [react()], server: { proxy }, preview: { proxy } });
