// Runs in the page before the app: notes when sync began, what it showed when, and how long tasks were.

/** Puts the instruments into every page of the context, as `window.bench`. */
export function install(context) {
  return context.addInitScript(instruments);
}

function instruments() {
  const bench = {};
  window.bench = bench;
  const held = [];
  const asked = [];
  const marks = {};
  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  observe("longtask", ({ startTime, duration }) => held.push({ startTime, duration }));
  observe("resource", ({ name, startTime, responseEnd }) => {
    if (/\/_changes\?(?!.*longpoll)/.test(name)) asked.push({ startTime, responseEnd });
  });
  const heldSince = (start, end = Infinity) => held.filter(({ startTime }) => startTime >= start && startTime <= end).map(({ duration }) => duration);

  /** After the next frame was painted. */
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = resolve;
    painted.port2.postMessage(null);
  }));

  addEventListener("click", (event) => {
    if (event.target.closest?.("button")?.textContent.trim() === "Connect") marks.began = event.timeStamp;
  }, true);
  // When a field was left last, in milliseconds since 1970.
  addEventListener("keydown", (event) => {
    if (event.key === "Tab") bench.pressed = performance.timeOrigin + event.timeStamp;
  }, true);

  const status = () => [...document.querySelectorAll("nav button")].map((button) => button.textContent.trim()).find((text) => /^(Local only|Up to date|Syncing|Offline|Needs attention)/.test(text)) ?? "";
  const total = () => Number(document.querySelector("[role=grid]")?.getAttribute("aria-rowcount") ?? 0);
  const look = async () => {
    if (marks.began === undefined || marks.done !== undefined) return;
    if (!marks.left && !status().startsWith("Local only")) {
      marks.left = true;
      [...document.querySelectorAll("nav a")].find((link) => link.textContent.trim().startsWith("Contacts")).click();
    }
    const [rows, count, isDone] = [document.querySelectorAll("[role=grid] [role=row] a").length, total(), status().startsWith("Up to date")];
    if ((rows >= 10 && marks.rows === undefined) || isDone) {
      await frame();
      if (rows >= 10) marks.rows ??= performance.now();
      if (isDone) marks.done ??= performance.now();
    }
    if (count > (marks.count ?? 0)) Object.assign(marks, { count, all: performance.now() });
  };
  // Once a frame at most, so that looking is no work of its own.
  let isAwaited = false;
  new MutationObserver(() => {
    if (isAwaited) return;
    isAwaited = true;
    requestAnimationFrame(() => {
      isAwaited = false;
      look();
    });
  }).observe(document, { childList: true, subtree: true, characterData: true, attributes: true });

  bench.isDone = () => marks.done !== undefined && marks.rows !== undefined;

  /** Milliseconds from Connect until rows were painted, the list was whole, and everything was up to date; and what held the page up meanwhile. */
  bench.marks = () => {
    const { began, rows, all, done } = marks;
    const waited = asked.filter(({ startTime }) => startTime >= began && startTime <= done).reduce((sum, { startTime, responseEnd }) => sum + responseEnd - startTime, 0);
    return { took: done - began, rows: rows - began, all: all - began, waited, held: heldSince(began, done) };
  };

  /** When a text was painted in the list, in milliseconds since 1970. */
  bench.whenText = (text) => new Promise((resolve) => {
    const check = async () => {
      if (![...document.querySelectorAll("[role=grid] [role=row] a")].some((link) => link.textContent.includes(text))) return;
      changes.disconnect();
      await frame();
      resolve(performance.timeOrigin + performance.now());
    };
    const changes = new MutationObserver(check);
    changes.observe(document, { childList: true, subtree: true, characterData: true });
    check();
  });

  /** Work, with the tasks over 50 ms meanwhile. */
  window.watched = async (work) => {
    const start = performance.now();
    const done = await work();
    await new Promise((resolve) => setTimeout(resolve, 500));
    return { ...done, held: heldSince(start) };
  };
}
