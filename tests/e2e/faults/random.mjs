// Draws that a seed repeats.

/** A source of draws: `{ below(n), chance(p), pick(list), weighed(pairs) }`. */
export function random(seed) {
  let state = (seed * 2_654_435_761) >>> 0;
  // mulberry32: short, and good enough to choose what is done next.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const weighed = (pairs) => {
    let at = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
    return pairs.find(([, weight]) => (at -= weight) < 0)[0];
  };
  return { below, chance: (probability) => next() < probability, pick: (list) => list[below(list.length)], weighed };
}
