const counts = { passed: 0, failed: 0, skipped: 0 };

export const passed = () => counts.passed;
export const failed = () => counts.failed;
export const skipped = () => counts.skipped;

/** One line a case; what went wrong only when it did. */
export async function run(name, does) {
  try {
    await does();
    counts.passed++;
    console.log(`ok      ${name}`);
  } catch (error) {
    if (/^(.*: )?501 /.test(error.message) || error.cause?.status === 501) {
      counts.skipped++;
      console.log(`skipped ${name}: the emulator says that it does not have it`);
      return;
    }
    counts.failed++;
    console.log(`FAILED  ${name}`);
    console.log(`        ${describe(error)}`);
  }
}

export function expect(holds, what) {
  if (!holds) throw new Error(what);
}

/** Passes when the client is refused with this error of OAuth. */
export async function expectRefused(error, does) {
  try {
    await does();
  } catch (refused) {
    // Where the answer has a challenge, both libraries tell of that alone.
    const said = refused.error ?? refused.cause?.error ?? (await refused.response?.json())?.error;
    expect(said === error, `refused, but not with ${error}: ${describe(refused)}`);
    return;
  }
  throw new Error(`not refused with ${error}`);
}

function describe(error) {
  const cause = error.cause ? ` (${error.cause.error ?? error.cause.message ?? JSON.stringify(error.cause)})` : "";
  const said = error.error_description ? `: ${error.error_description}` : "";
  return `${error.error ?? error.message}${said}${cause}`;
}
