// A page of the social network, alive: what others write, like and send appears, and the counts of the header with it.
// The stream says that something happened; the words come from the server's own page, fetched again in the background.
// Without this script the page is complete and stands still.

import { connectLive } from "./live.js";
import { mergeBox, mergeMail, mergeParts, renew, renewActs } from "./network-merge.js";
import { FeedNews, MessageNews } from "./network-news.js";
import { Turns, wishesOf } from "./network-wishes.js";
import { clockText, dayOf, periodOf } from "./town-time.js";

const FEED_EVERY_MS = 5000; // a busy town must not have every reader fetch all the time
const PAGE_EVERY_MS = 1500;
const OFFLINE_AFTER_MS = 1500; // a connection that is back sooner is not worth a word
const CLOCK_MS = 1000;
const RETRY_READ_MS = 5000;
const BY_SCRIPT = /^(un)?(like|repost)-\d+$/;

const one = (selector) => document.querySelector(selector);
const here = one("#live");
const words = here.dataset;
const posts = one("[data-posts]");
const messages = one("[data-messages]");
const page = {
  account: Number(words.account),
  conversation: messages && !("earlier" in messages.dataset) ? Number(messages.dataset.messages) : 0,
  isFeed: Boolean(posts && "newest" in posts.dataset),
  isFollowing: Boolean(posts && "newest" in posts.dataset && "byTime" in posts.dataset),
  isMailbox: Boolean(one('[data-renewed="conversations"]')) && !new URL(location.href).searchParams.has("before"),
  isNotices: Boolean(one("[data-notices]")) && !new URL(location.href).searchParams.has("before"),
  shows: (post) => document.getElementById(`post-${post}`) !== null,
};

let live = null;
let isGone = false;
let offlineTimer = null;

const say = (text) => { one("[data-said]").textContent = text; };
const trouble = (name, isOn) => { one(`[data-trouble="${name}"]`).hidden = !isOn; };
const parse = (html) => new DOMParser().parseFromString(html, "text/html");
const feedNews = posts ? new FeedNews(posts, words, say) : null;
const messageNews = messages ? new MessageNews(words, say) : null;

// ---- fetching

async function fetchPart(url) {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (answer.status === 404) {
    isGone = true;
    trouble("gone", true);
    return null;
  }
  // a redirect is the sign-in page: whoever signed out elsewhere is shown nothing more
  if (!answer.ok || answer.redirected) throw new Error(`${url}: ${answer.status}${answer.redirected ? ", redirected" : ""}`);
  return parse(await answer.text());
}

async function refreshPage() {
  const url = new URL(location.href);
  url.searchParams.set("part", "live");
  url.searchParams.delete("answer");
  url.hash = "";
  const fresh = await fetchPart(url);
  if (fresh) merge(fresh);
}

async function refreshMail() {
  const fresh = words.unreadUrl ? await fetchPart(words.unreadUrl) : null;
  if (fresh) mergeMail(fresh);
}

function merge(fresh) {
  mergeMail(fresh);
  if (feedNews) feedNews.take(fresh);
  else for (const post of document.querySelectorAll(".post")) renewFrom(fresh, post);
  if (mergeBox("data-comments", fresh).length) say(words.wordComment);
  if (page.conversation) {
    const wasAtEnd = isInSight(messages.querySelector("li:last-child"));
    messageNews.take(mergeBox("data-messages", fresh), wasAtEnd);
  }
  mergeBox("data-notices", fresh);
  mergeParts(fresh);
  watchRead();
}

function renewFrom(fresh, post) {
  const now = fresh.getElementById(post.id);
  if (now) renew(post, now);
}

const isSeen = () => document.visibilityState === "visible" && !isGone;
const failing = new Set();
const told = (name) => (failures) => {
  if (failures > 0) failing.add(name);
  else failing.delete(name);
  trouble("fetch", failing.size > 0);
};
const pageTurns = new Turns(refreshPage, told("page"), { everyMs: page.isFeed ? FEED_EVERY_MS : PAGE_EVERY_MS, canRun: isSeen });
const mailTurns = new Turns(refreshMail, told("mail"), { canRun: isSeen });

// ---- the stream

function open(since) {
  live = connectLive({
    run: Number(words.run),
    since,
    channels: ["posts", "personal"],
    onEvents(events) {
      const wishes = events.map((event) => wishesOf(event, page));
      if (wishes.some((wish) => wish.page)) pageTurns.wish();
      if (wishes.some((wish) => wish.mail)) mailTurns.wish();
    },
    onStatus: showStatus,
    async onResync() {
      // too much was missed to be told one by one
      pageTurns.wish();
      mailTurns.wish();
    },
  });
}

function showStatus(status) {
  const isOffline = status === "offline";
  if (status === "connecting") return;
  clearTimeout(offlineTimer);
  if (isOffline) offlineTimer = setTimeout(showOffline, OFFLINE_AFTER_MS);
  else {
    trouble("offline", false);
    const pill = one("[data-pill][data-was]");
    if (!pill) return;
    [pill.dataset.state, pill.textContent] = JSON.parse(pill.dataset.was);
    delete pill.dataset.was;
  }
}

function showOffline() {
  trouble("offline", true);
  const pill = one("[data-pill]:not([data-was])");
  if (!pill) return;
  pill.dataset.was = JSON.stringify([pill.dataset.state, pill.textContent]);
  pill.dataset.state = "offline";
  pill.textContent = words.wordOffline;
}

function showTime() {
  if (live?.status !== "live" && live?.status !== "behind") return;
  const sim_s = live.shownSimMs() / 1000;
  one("[data-clock]").textContent = clockText(sim_s);
  one("[data-clock-day]").textContent = words.wordDay.replace("{day}", String(dayOf(sim_s)));
  one("[data-clock-period]").textContent = JSON.parse(words.periods)[periodOf(sim_s)];
  const rate = one("[data-clock-rate]");
  if (rate && live.line.rate) rate.textContent = `×${live.line.rate}`;
}

// ---- reading: what is new counts as read when its end is really in sight of somebody

const isInSight = (line) => {
  if (!line) return true;
  const box = line.getBoundingClientRect();
  return box.bottom > 0 && box.top < innerHeight;
};
const sight = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && markRead());
let isMarking = false;

function watchRead() {
  sight.disconnect();
  const line = one("[data-messages] li:last-child") ?? one("[data-notices] li");
  if (line) sight.observe(line);
}

async function markRead() {
  messageNews?.seen();
  const form = one("form[data-mark]");
  if (!form || isMarking || !isSeen()) return;
  isMarking = true;
  const body = new FormData(form);
  body.set("part", "mail");
  try {
    const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(`${form.action}: ${answer.status}`);
    mergeMail(parse(await answer.text()));
    form.remove();
  } catch (error) {
    console.info(`not marked as read: ${error.message}`);
    setTimeout(watchRead, RETRY_READ_MS);
  }
  isMarking = false;
}

// ---- likes and passing on, without leaving what is half written

async function react(form, button) {
  const post = button.closest(".post");
  button.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form, button), credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${form.action}: ${answer.status}`);
    if (new URL(answer.url).pathname !== location.pathname) {
      location.assign(answer.url); // she is asked for a name first, or to sign in
      return;
    }
    const fresh = parse(await answer.text());
    const now = fresh.getElementById(post.id);
    if (now) renewActs(post, now);
    showAnswer(post, [...fresh.querySelectorAll('[data-part="notices"] > p')]);
  } catch (error) {
    console.info(`sent by the browser itself: ${error.message}`);
    const field = form.appendChild(document.createElement("input"));
    Object.assign(field, { type: "hidden", name: "do", value: button.value });
    form.submit();
  } finally {
    button.removeAttribute("aria-busy");
  }
}

// What became of it: said aloud, and where it failed also written, below the post.
function showAnswer(post, answers) {
  for (const old of post.querySelectorAll(":scope > .notice")) old.remove();
  say(answers.map((answer) => answer.textContent).join(" "));
  for (const answer of answers) {
    if (answer.dataset.level !== "success") post.append(document.adoptNode(answer));
  }
}

document.addEventListener("submit", (event) => {
  if (event.target.id !== "act" || !BY_SCRIPT.test(event.submitter?.value ?? "") || !event.submitter.closest(".post")) return;
  event.preventDefault();
  if (!event.submitter.hasAttribute("aria-busy")) react(event.target, event.submitter);
});
document.addEventListener("visibilitychange", () => {
  if (!isSeen()) return;
  mailTurns.wish(); // what was read elsewhere in the meantime is no event
  pageTurns.look();
  watchRead();
});
addEventListener("pagehide", () => live?.close());
addEventListener("pageshow", (event) => event.persisted && open(live.seq));

open(Number(words.seq));
watchRead();
setInterval(showTime, CLOCK_MS);
