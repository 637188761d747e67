// Runs in the page before the app: tells when something was painted, how long tasks were, and what moved.

/** Puts the instruments into every page of the context, as `window.bench`. */
export function install(context) {
  return context.addInitScript(instruments);
}

function instruments() {
  // Nobody waits longer, in milliseconds.
  const LIMIT = 300_000;
  const bench = { acts: [], held: [] };
  window.bench = bench;
  new PerformanceObserver((list) => bench.held.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask", buffered: true });

  const all = (selector) => [...document.querySelectorAll(selector)];
  const rows = () => all(".entries li a");
  const shows = (frame, element) => {
    const [outer, inner] = [frame.getBoundingClientRect(), element.getBoundingClientRect()];
    return inner.bottom > outer.top && inner.top < outer.bottom;
  };
  // What is waited for, by name.
  const conditions = {
    rows: () => rows().length > 0,
    count: ({ tab, count }) => document.getElementById(`conversations-panel-count-${tab}`)?.textContent === count,
    first: (id) => rows()[0]?.getAttribute("href").includes(id),
    rowOf: (id) => rows().some((row) => row.getAttribute("href").includes(id)),
    // The conversation of this name, at the divider.
    new: (name) => {
      const [log, divider] = [document.querySelector(".log"), document.querySelector(".log .new")];
      return divider !== null && document.querySelector(".talk h2").textContent === name && shows(log, divider);
    },
    talk: (name) => document.querySelector(".talk h2")?.textContent === name && document.querySelector(".log .said") !== null,
    said: (text) => {
      const last = all(".log .said").at(-1);
      return last?.textContent.includes(text) && shows(document.querySelector(".log"), last);
    },
    // What is searched for stands in no name: until all was read, what was found is counted as found so far.
    searched: () => /^[1-9][\d,]* conversations? found$/.test(document.querySelector(".narrow-by [role=status]").textContent),
  };

  /** After the next frame was painted. */
  bench.frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = resolve;
    painted.port2.postMessage(null);
  }));

  /** When what is waited for was painted, in milliseconds since 1970; fails when that takes minutes. */
  bench.when = (name, given) => new Promise((resolve, reject) => {
    let isAsked = false;
    const ask = async () => {
      if (isAsked) return;
      isAsked = true;
      await bench.frame();
      isAsked = false;
      if (!conditions[name](given)) return;
      end();
      resolve(performance.timeOrigin + performance.now());
    };
    const end = () => {
      changes.disconnect();
      removeEventListener("scroll", ask, true);
      clearTimeout(limit);
    };
    const limit = setTimeout(() => {
      end();
      reject(new Error(`not seen: ${name} ${JSON.stringify(given ?? "")}`));
    }, LIMIT);
    const changes = new MutationObserver(ask);
    changes.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
    addEventListener("scroll", ask, true);
    ask();
  });

  // When somebody did something last, and when the frame after it was painted.
  const note = async (event) => {
    const began = performance.timeOrigin + event.timeStamp;
    bench.began = began;
    await bench.frame();
    bench.acts.push(performance.timeOrigin + performance.now() - began);
  };
  for (const kind of ["keydown", "click", "change"]) addEventListener(kind, note, true);

  /** Notes how long frames are, and how much of the list is blank in them, until told to end. */
  bench.watchFrames = () => {
    const noted = { frames: [], blank: 0 };
    let last = performance.now();
    let isOver = false;
    const look = async () => {
      await bench.frame();
      noted.frames.push(performance.now() - last);
      last = performance.now();
      noted.blank = Math.max(noted.blank, blank());
      if (!isOver) look();
    };
    look();
    bench.endFrames = () => {
      isOver = true;
      return noted;
    };
  };

  // How many rows of the list have nothing drawn where they stand in view.
  const blank = () => {
    const scroller = document.querySelector(".entries");
    const frame = scroller.getBoundingClientRect();
    const drawn = all(".entries li").map((row) => row.getBoundingClientRect()).filter(({ top, bottom }) => bottom > frame.top && top < frame.bottom);
    const covered = drawn.reduce((sum, { top, bottom }) => sum + Math.min(bottom, frame.bottom) - Math.max(top, frame.top), 0);
    return drawn.length === 0 ? Infinity : Math.max(0, Math.round((frame.height - covered) / drawn[0].height));
  };

  /** Goes up through `count` messages by `step` pixels a frame: how long frames were, and how far a message in view jumped. */
  bench.climb = async ({ count, step }) => {
    const log = document.querySelector(".log");
    const noted = { frames: [], jump: 0, came: 0 };
    const middle = () => {
      const frame = log.getBoundingClientRect();
      return all(".log .said").find((said) => said.getBoundingClientRect().bottom > frame.top + frame.height / 2);
    };
    const seq = (said) => Number(said.dataset.seq);
    const from = seq(middle());
    let first = document.querySelector(".log .said");
    for (let last = performance.now(); from - seq(middle()) < count;) {
      const held = middle();
      const top = held.getBoundingClientRect().top;
      const scrolled = log.scrollTop;
      log.scrollTop -= step;
      const moved = scrolled - log.scrollTop;
      await bench.frame();
      noted.frames.push(performance.now() - last);
      last = performance.now();
      noted.jump = Math.max(noted.jump, held.isConnected ? Math.abs(held.getBoundingClientRect().top - top - moved) : log.clientHeight);
      const now = document.querySelector(".log .said");
      noted.came += Number(now !== first);
      first = now;
    }
    return noted;
  };
}
