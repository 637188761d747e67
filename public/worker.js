// A second thread of the program: the same module, which the page has compiled, without a page.
// From here on the program itself listens; the page waits until it says so.
addEventListener("message", async ({ data: [script, module] }) => {
  const { default: start } = await import(script);
  await start({ module_or_path: module });
}, { once: true });
