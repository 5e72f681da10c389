// The published schemas before two programs that were not written here. Ends with "N passed, N failed".
import { checkEditor } from "./editor.mjs";
import { failed, passed } from "./outcome.mjs";
import { checkPrinted, checkSchemas } from "./schemas.mjs";

checkSchemas();
checkPrinted();
await checkEditor();
console.log(`${passed()} passed, ${failed()} failed`);
process.exit(failed() === 0 ? 0 : 1);
