// Keeps all pages of this version, so that they open without a network after the first visit.
const VERSION = "$version";
const FILES = $files;
// One host may have several sites, and they share its caches.
const OURS = `acu-$${registration.scope}-`;
const NAME = OURS + VERSION;

self.addEventListener("install", (event) => event.waitUntil(keep()));

/** Fetch what is not kept yet. Files in assets/ are named after what is in them: those are reused. */
async function keep() {
  const kept = await caches.open(NAME);
  await Promise.all(FILES.map(async (file) => {
    const before = file.startsWith("assets/") && (await caches.match(file));
    await (before ? kept.put(file, before) : kept.add(new Request(file, { cache: "no-cache" })));
  }));
}

self.addEventListener("activate", (event) => event.waitUntil(tidy()));

async function tidy() {
  const old = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== NAME);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  if (event.request.method === "GET") event.respondWith(answer(event.request));
});

async function answer(request) {
  const page = new URL(request.url);
  if (page.pathname.endsWith("/")) page.pathname += "index.html";
  const kept = await caches.open(NAME);
  return (await kept.match(page.href, { ignoreSearch: true })) ?? fetch(request);
}
