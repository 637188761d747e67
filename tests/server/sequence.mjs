// Sequences as Apache CouchDB gives them out: a number to look at, and an opaque part that counts.
// They belong to one database; those of one that was deleted and made again are recognised.

/** The sequence behind the `number`th change of the database that was made under `epoch`. */
export function encode(number, epoch) {
  return `${number}-${Buffer.from(`${epoch}:${number}`).toString("base64url")}`;
}

/**
 * The number to read from: 0 for a sequence of another database, which starts anew as in CouchDB;
 * nothing for what is no sequence.
 */
export function decode(text, epoch) {
  if (text === "0" || text === "") return 0;
  // The number in front is not looked at, and quotes around it all are allowed, as in CouchDB.
  const opaque = text.match(/^"?(?:\d+-)?([\w-]+)"?$/)?.[1] ?? "";
  const [, made, number] = Buffer.from(opaque, "base64url").toString().match(/^(\w+):(\d+)$/) ?? [];
  if (made === undefined) return undefined;
  return made === epoch ? Number(number) : 0;
}
