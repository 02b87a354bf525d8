// Keeps in the phone what must outlive a page: records and their files, the book, who works here.
import { openDB } from "../vendor/idb/index.js";

const opened = openDB("txng-diary", 1, {
  upgrade(database) {
    const records = database.createObjectStore("records", { keyPath: "id" });
    records.createIndex("owner", "owner");
    const files = database.createObjectStore("files", { keyPath: "id" });
    files.createIndex("record", "record");
    database.createObjectStore("kept");
  },
});

// A record and its files are written together or not at all.
export async function addRecord(record, files = []) {
  const change = (await opened).transaction(["records", "files"], "readwrite");
  change.objectStore("records").put(record);
  for (const file of files) change.objectStore("files").put(file);
  await change.done;
}

// Changes a record as it stands now; `change` gets it and returns the new one, or nothing.
export async function changeRecord(id, change) {
  const work = (await opened).transaction("records", "readwrite");
  const record = await work.store.get(id);
  const changed = record && change(record);
  if (changed) await work.store.put(changed);
  await work.done;
  return changed;
}

export async function recordsOf(owner) {
  const found = await (await opened).getAllFromIndex("records", "owner", owner);
  return found.sort((one, other) => one.made_at.localeCompare(other.made_at));
}

export async function countOfOthers(owner) {
  const all = await (await opened).getAll("records");
  return all.filter((r) => r.owner !== owner && !["stored", "discarded"].includes(r.state)).length;
}

export async function record(id) {
  return (await opened).get("records", id);
}

export async function forgetRecord(id) {
  const work = (await opened).transaction(["records", "files"], "readwrite");
  work.objectStore("records").delete(id);
  for (const key of await work.objectStore("files").index("record").getAllKeys(id)) {
    work.objectStore("files").delete(key);
  }
  await work.done;
}

export async function filesOf(recordId) {
  return (await opened).getAllFromIndex("files", "record", recordId);
}

export async function putFile(file) {
  await (await opened).put("files", file);
}

export async function forgetFile(id) {
  await (await opened).delete("files", id);
}

export async function keep(name, value) {
  await (await opened).put("kept", value, name);
}

export async function kept(name) {
  return (await opened).get("kept", name);
}

// Whoever signs out, or turns to another organisation, takes the book along; records wait for them.
export async function leave() {
  const work = (await opened).transaction("kept", "readwrite");
  for (const key of await work.store.getAllKeys()) {
    if (key === "owner" || key.startsWith("book:")) work.store.delete(key);
  }
  await work.done;
}
