// Draws from a fixed seed, so that every run has the same people, messages and files.

/** What draws, by mulberry32: a number from 0 to below 1, one of a list, and so many hex digits. */
export function draws(seed) {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const pick = (list) => list[Math.floor(random() * list.length)];
  const hex = (length) => Array.from({ length }, () => Math.floor(random() * 16).toString(16)).join("");
  return { random, pick, hex };
}

/** Lets what runs in a page draw, too. */
export const lend = (page) => page.evaluate(`void (globalThis.draws = ${draws})`);
