// Has River UI show with each request that it comes from a page of ours.
const proof = document.querySelector("meta[name=csrf]").content, ask = window.fetch;
window.fetch = (to, how = {}) => {
  const headers = new Headers(how.headers);
  headers.set("X-CSRF-Token", proof);
  return ask(to, { ...how, headers });
};
