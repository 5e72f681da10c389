// OpenID clients that were not written here, against the emulator: `npm test -- P1S [ARGUMENT…]`, the command that p1s is run with.
// Ends with "N passed, N failed, N skipped".
import { start } from "./emulator.mjs";
import { oauth4webapi } from "./oauth.mjs";
import { openidClient } from "./openid.mjs";
import { failed, passed, skipped } from "./outcome.mjs";

const [command, ...before] = process.argv.slice(2);
if (!command) throw new Error("say which command runs p1s");
const server = await start(command, ...before);
try {
  const user = await server.user();
  await openidClient(server, user);
  await oauth4webapi(server, user);
} finally {
  await server.stop();
}
console.log(`${passed()} passed, ${failed()} failed, ${skipped()} skipped`);
process.exit(failed() === 0 ? 0 : 1);
