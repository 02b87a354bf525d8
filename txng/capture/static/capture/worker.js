// Keeps the page for quick entry within reach without a network; sends the outbox when it returns.
import { sendAll } from "./sending.js";
import { leave } from "./shelf.js";

const { version, shells, files, enterprise, leaving } = self.TXNG;
const CACHE = `txng-${version}`;
const PATIENCE = 4000; // a network that does not answer for so long counts as none

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([self.clients.claim(), forgetOld()]));
});

// The shells are fetched as nobody: what is kept for all who use the phone tells of none of them.
async function fill() {
  const cache = await caches.open(CACHE);
  const pages = shells.map((path) => new Request(path, { credentials: "omit", cache: "reload" }));
  const parts = files.map((path) => new Request(path, { cache: "reload" }));
  await cache.addAll([...pages, ...parts]);
}

async function forgetOld() {
  for (const name of await caches.keys()) {
    if (name.startsWith("txng-") && name !== CACHE) await caches.delete(name);
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === "POST") {
    if (leaving.some((path) => address.pathname.endsWith(path))) event.waitUntil(leave());
    return;
  }
  if (request.mode === "navigate") {
    const shell = shellFor(address.pathname);
    if (shell) event.respondWith(fresh(request, shell));
  } else if (files.includes(address.pathname)) {
    event.respondWith(fresh(request, address.pathname));
  }
});

// Every page of the workspace falls back on the one where work can go on.
function shellFor(path) {
  const language = path.startsWith("/en/") ? "/en" : "";
  return path.startsWith(language + enterprise) || path.endsWith("/khong-mang/")
    ? shells.find((shell) => shell.startsWith("/en/") === Boolean(language))
    : null;
}

async function fresh(request, kept) {
  const answer = await inTime(fetch(request), PATIENCE);
  return answer ?? (await caches.match(kept, { cacheName: CACHE })) ?? fetch(request);
}

function inTime(work, patience) {
  const late = new Promise((done) => setTimeout(done, patience, null));
  return Promise.race([work.catch(() => null), late]);
}

self.addEventListener("sync", (event) => {
  if (event.tag === "txng-outbox") event.waitUntil(sendAll().then(againIfNeeded));
});

function againIfNeeded({ state }) {
  if (state === "offline") throw new Error("the network did not hold");
}
