// node main.mjs: serves the webhook and the control protocol on 127.0.0.1. In the environment:
//
//   CONTROL_PORT  the port to listen on
//   STATE_FOLDER  the folder for state that survives a restart

import { createServer } from "node:http";
import { join } from "node:path";
import { control, refused } from "./control.mjs";
import { BadRequest } from "./statements.mjs";
import { giveToken, refusal, takeStatements } from "./webhook.mjs";
import { World } from "./world.mjs";

const LARGEST = 20_000_000;
const STATEMENTS = new Set(["/api/skillsoft", "/api/skillsoft/statements"]);

const port = Number(process.env.CONTROL_PORT ?? 8080);
const path = join(process.env.STATE_FOLDER ?? ".", "node-connector.state");
const app = { path, url: `http://127.0.0.1:${port}`, world: World.resume(path) };

const server = createServer(async (request, response) => {
  const { status, body, headers } = await answer(request);
  const text = body === undefined ? "" : JSON.stringify(body);
  response.writeHead(status, { ...(text && { "content-type": "application/json" }), ...headers });
  response.end(text);
});
server.listen(port, "127.0.0.1", () => console.log(`listening on ${app.url}`));

async function answer(request) {
  const { pathname } = new URL(request.url, "http://connector");
  const { method, headers } = request;
  try {
    const bytes = await read(request);
    if (pathname.startsWith("/control/")) return control(app, method, pathname.slice("/control/".length), bytes);
    if (!app.world) return refusal(503, "no_world", "The connector belongs to no customer yet.");
    if (method === "POST" && pathname === "/api/skillsoft/oauth2/token") return giveToken(app.world, bytes, headers);
    if (method === "POST" && STATEMENTS.has(pathname)) return takeStatements(app.world, bytes, headers);
    return refused(404, "not_found", `Nothing is served at ${method} ${pathname}.`);
  } catch (error) {
    if (error instanceof BadRequest) return refused(error.status, "invalid_request", error.message);
    throw error;
  }
}

async function read(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) throw new BadRequest("The body is too large; send fewer statements at once.", 413);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
