// Starts a chunk; what is no program is an error, such as the words of a host that no longer has it.
async function instantiate(answer, imports) {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}
