/* global self, caches, __FILES__, __BUILD__ */
// Opens the app without a network: the files of this build are kept, what the API says never is. The build writes their
// names in; so each release is another worker, which takes over when no page of the one before is open.
const FILES = __FILES__;
const CACHE = `shell/${__BUILD__}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener('activate', (event) => {
  const drop = (names) =>
    Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
  event.waitUntil(caches.keys().then(drop));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  // A page comes from the network where there is one: that is how a new release is seen.
  if (request.mode === 'navigate') event.respondWith(fetch(request).catch(() => caches.match('/')));
  else if (FILES.includes(pathname))
    event.respondWith(caches.match(request).then((found) => found ?? fetch(request)));
});
