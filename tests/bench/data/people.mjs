// Contacts by the thousand, from a fixed seed, written into the store as the app writes them.
import { lend } from "./random.mjs";

export const FIRST = "Amara Ben Chiara Dmitri Elif Farid Grace Hugo Ines Jonas Kavya Liam Mei Noor Owen Priya Quentin Rosa Søren Tomás Uma Viktor Wren Ximena Yara Zoë Łukasz Åsa Björn François".split(" ");
export const LAST = "Okafor Castillo Rossi Volkov Yılmaz Haddad Lin Martin Duarte Weber Nair Byrne Tanaka Siddiqui Clarke Menon Roy Almeida Nguyễn Østergaard Novák García Müller Kowalski O’Brien Van-der-Berg Ito Silva Haugen Petrov".split(" ");
export const COMPANY = "Hearth Tidewater Nordstal Bosfor Lagos-Builds Rossi-Legno Weberdach Byrne-Farms Hikari Malabar Atelier Clinic Harbor Summit Orchard Quarry".split(" ");
export const TYPE = ["Lead", "Customer", "Partner", "Supplier", "Other"];
export const TAG = "vip fair renewal installer web-form referral wholesale clinic roofing steel spring autumn eu west-africa architect webinar".split(" ");

/** What people are drawn from. */
export const LISTS = { FIRST, LAST, COMPANY, TYPE, TAG };

/** Writes `count` Smart Lists of three conditions each, in the same way. */
export async function seedLists(page, count) {
  const lists = Array.from({ length: count }, (_, index) => ({
    id: `list:${String(index).padStart(8, "0")}-0000-4000-8000-000000000000`,
    json: JSON.stringify({
      name: `List ${index + 1}`,
      filter: `type is ${TYPE[index % TYPE.length]} AND tag is any of ${TAG[index % TAG.length]}, ${TAG[(index + 5) % TAG.length]} AND last activity in last ${900 + index} days`,
      position: index + 1,
    }),
    dirty: 1,
  }));
  await page.evaluate(async (lists) => {
    const db = await new Promise((resolve) => {
      const request = indexedDB.open("visage");
      request.onsuccess = () => resolve(request.result);
    });
    const tx = db.transaction("docs", "readwrite");
    lists.forEach((list) => tx.objectStore("docs").put(list));
    await new Promise((resolve) => (tx.oncomplete = resolve));
    db.close();
  }, lists);
}

/** What draws contacts one after the other, `{ id, body }` each, without who wrote them; it runs in a page, too. */
export function people({ random, pick, hex }, { FIRST, LAST, COMPANY, TYPE, TAG }) {
  return (index) => {
    const [first, last, company] = [pick(FIRST), pick(LAST), pick(COMPANY)];
    const created = Date.UTC(2024, 0, 1) + Math.floor(random() * 9e10);
    const at = (time) => new Date(time).toISOString();
    const tags = [...new Set([pick(TAG), pick(TAG)])].slice(0, Math.floor(random() * 3));
    const body = {
      company,
      contact_type: pick(TYPE),
      created_at: at(created),
      emails: [{ address: `${first}.${last}.${index}@${company}.example`.toLowerCase(), primary: true }],
      first_name: first,
      job_title: "",
      last_activity_at: at(created + Math.floor(random() * 1e9)),
      last_name: `${last} ${index}`,
      phones: [{ label: "mobile", number: `+49 30 ${1000 + Math.floor(random() * 9000)} ${1000 + Math.floor(random() * 9000)}`, primary: true }],
      tags,
      updated_at: at(created),
      v: { bench: 1 },
    };
    return { id: `contact:${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`, body };
  };
}

/** Writes `count` contacts into the database "visage" of an open page of the app, and waits for it. */
export async function seed(page, count) {
  await lend(page);
  await page.evaluate(`void (globalThis.people = ${people})`);
  await page.evaluate(write, { count, lists: LISTS });
}

// Runs in the page, to which `draws` and `people` were lent.
async function write({ count, lists }) {
  const draw = people(draws(20261120), lists);
  const person = (index) => {
    const { id, body } = draw(index);
    return { id, json: JSON.stringify(body), dirty: 1 };
  };
  const db = await new Promise((resolve, reject) => {
    const request = indexedDB.open("visage");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  for (let start = 0; start < count; start += 5000) {
    const tx = db.transaction("docs", "readwrite");
    for (let index = start; index < Math.min(count, start + 5000); index += 1) tx.objectStore("docs").put(person(index));
    await new Promise((resolve, reject) => {
      tx.oncomplete = resolve;
      tx.onabort = () => reject(tx.error);
    });
  }
  // What the app's own commits leave: without it the app would take what it kept of the list for up to date.
  const meta = db.transaction("meta", "readwrite");
  meta.objectStore("meta").put(`seed-${count}`, "stamp");
  await new Promise((resolve) => (meta.oncomplete = resolve));
  db.close();
}
