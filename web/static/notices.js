// Asks now and then whether a roster is ready, and says so once on whatever page is open.
const place = document.getElementById("notices");
const EVERY = 15000;

async function ask() {
  if (document.hidden || place.childElementCount) return;
  try {
    const answer = await fetch(place.dataset.address, { redirect: "error" });
    if (answer.status === 200) place.innerHTML = await answer.text();
  } catch {
    // No connection, or signed out meanwhile: the page itself will say so when it is used.
  }
}

async function seen(event) {
  event.preventDefault();
  const form = event.target;
  try {
    await fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" });
    place.replaceChildren();
    document.getElementById("main").focus();
  } catch {
    form.submit();
  }
}

if (place) {
  place.addEventListener("submit", seen);
  setInterval(ask, EVERY);
}
