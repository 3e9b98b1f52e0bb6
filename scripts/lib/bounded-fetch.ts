/** `fetch` for the interfaces of others: no answer can fill the memory. */

/** No answer that is not an archive is as long as this; archives have limits of their own. */
const ANSWER_BYTES = 32 * 2 ** 20;

/** `fetch`, where no answer but an archive can fill the memory, and every wish to wait is told in GitHub's words. */
export async function fetchBounded(url: string, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init);
  const { status, headers, body } = response;
  // The throttling plugin knows a secondary limit by its message; GitHub's documentation, by this header.
  if (
    (status === 429 || status === 403) &&
    headers.has("retry-after") &&
    headers.get("x-ratelimit-remaining") !== "0"
  ) {
    await body?.cancel();
    return Response.json({ message: "secondary rate limit" }, { status, headers: pickHeaders(headers) });
  }
  if (!body || /gzip|octet-stream|x-tar/.test(headers.get("content-type") ?? "")) return response;
  let bytes = 0;
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > ANSWER_BYTES) controller.error(new Error(`an answer of more than ${ANSWER_BYTES} bytes`));
        else controller.enqueue(chunk);
      },
    }),
  );
  const bounded = new Response(counted, { status, headers });
  Object.defineProperty(bounded, "url", { value: response.url });
  return bounded;
}

function pickHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => name === "retry-after" || name.startsWith("x-ratelimit-")));
}
