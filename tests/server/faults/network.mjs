// What goes wrong between a client and a server: lost, late, cut off, sent twice. Each takes a call that the server has
// not seen yet; `acts` lets it act, as often as is wanted, and gives its whole answer.

/** Closes the connection: `when` before or after the server acted. */
export async function drop({ request, rule, acts }) {
  if (rule.when === "after") await acts();
  request.socket.destroy();
}

/** Closes the connection once so many bytes of the body have come, or all of them; the server never hears of it. */
export async function cut({ request, rule: { bytes = 0 } }) {
  let come = 0;
  if (bytes > 0) {
    for await (const part of request) {
      come += part.length;
      if (come >= bytes) break;
    }
  }
  request.socket.destroy();
}

/** Holds the call before the server acts, or the answer after it. One whose caller goes away while it is held never acts. */
export async function delay({ response, rule: { when, milliseconds = 1000 }, acts, send, pass }) {
  const answer = when === "after" ? await acts() : undefined;
  const isThere = await waits(response, milliseconds);
  if (!isThere) return;
  if (answer) send(answer);
  else await pass();
}

/** Never answers; `when` before or after the server acted. */
export async function hang({ rule, acts }) {
  if (rule.when === "after") await acts();
}

/** The head of the answer and its first bytes, then nothing more. */
export async function truncate({ request, response, rule: { bytes = 8 }, acts }) {
  const { status, headers, body } = await acts();
  response.writeHead(status, { ...headers, "content-length": Math.max(body.length, bytes + 1) });
  response.write(body.subarray(0, bytes), () => request.socket.destroy());
}

/** The server gets it twice, and the caller the second answer: what browsers do when a kept connection breaks. */
export async function duplicate({ acts, send }) {
  await acts();
  send(await acts());
}

/** Whether the caller is still there after so many milliseconds. */
function waits(response, milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(!response.destroyed), milliseconds);
    response.once("close", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}
