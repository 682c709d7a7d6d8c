// The lines of a talk that goes on: fetched again every few seconds until it has ended. Without it the page has a link for that.

const AGAIN_MS = 3000;
const GIVE_UP_AFTER = 5;

const here = new URL(location.href);
here.searchParams.set("part", "lines");

async function look(failed) {
  const lines = document.querySelector("[data-lines][data-going-on]");
  if (!lines) {
    location.reload(); // it has ended: how it went is known now
    return;
  }
  let failures = 0;
  try {
    const answer = await fetch(here, { headers: { accept: "text/html" } });
    if (!answer.ok) throw new Error(`${answer.status} for the lines of a talk`);
    lines.outerHTML = await answer.text();
  } catch (error) {
    failures = failed + 1;
    console.warn(error);
    if (failures >= GIVE_UP_AFTER) {
      for (const link of document.querySelectorAll(".no-script")) link.classList.remove("no-script");
      return;
    }
  }
  setTimeout(look, AGAIN_MS, failures);
}

setTimeout(look, AGAIN_MS, 0);
