// The town's page, alive: walkers along their ways, the clock, day and night, counts, the story, the panel.
// Starts from the page as the server wrote it; without this script the page is complete and stands still.

import { connectLive } from "./live.js";
import { Arranging } from "./town-arrange.js";
import { Panel } from "./town-panel.js";
import { People } from "./town-people.js";
import { Story, fill } from "./town-story.js";
import { clockText, dayOf, hourOf, periodOf } from "./town-time.js";
import { View } from "./town-view.js";

const CALM_MS = 1000; // between two pictures where motion is not wanted
const OVERVIEW_MS = 10_000;
const COUNTS_MS = 5_000;
const STALLED_CHECK_MS = 8000;
const FOLLOW_ZOOM = 2.4;
const PAN_SHARE = 0.12;
const PHONE_PX = 768;
const STANDING = ["ground", "open-air", "streets", "buildings", "lights", "labels", "counts"];

const frame = document.querySelector("[data-town]");
const svg = frame.querySelector("svg");
const isPast = frame.hasAttribute("data-past");
const calm = matchMedia("(prefers-reduced-motion: reduce)");

const people = new People(svg);
const view = new View(svg, frame);
const panel = new Panel(adopted);
const arranging = new Arranging(frame, {
  at: (x, y) => view.at(x, y),
  boxOf: (number) => people.boxOf(number),
  send: (form) => panel.send(form),
});
let words = null;
let story = null;
let live = null;
let pastMs = 0;
let queue = [];
let selected = "";
let isFollowing = new URL(location.href).searchParams.has("follow");
let hasLabels = true;
let status = "connecting";
let isEnded = false;
let isCounted = false; // too many people to show each: counts on the places, asked for anew every few seconds

const fetchJson = async (url) => {
  const answer = await fetch(url, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
};
// The state of what the page shows; where people are counted, with whomever is selected.
function stateUrl() {
  const url = new URL(frame.dataset.stateUrl, location.href);
  const sel = selected || new URL(location.href).searchParams.get("sel");
  if (sel) url.searchParams.set("sel", sel);
  return url;
}
const simNow = () => (isPast || !live ? pastMs : live.shownSimMs()) / 1000;
const one = (name) => document.querySelector(`[${name}]`);

async function start() {
  const [map, texts, state] = await Promise.all(
    [frame.dataset.pathsUrl, frame.dataset.wordsUrl, stateUrl()].map(fetchJson),
  );
  words = texts;
  people.setMap(map);
  story = new Story(words, { being: (id) => people.nameOf(id), place: (id) => people.placeName(id) });
  story.adopt();
  adopt(state);
  frame.dataset.ready = "";
  one("data-tools").hidden = false;
  if (innerWidth < PHONE_PX) view.zoomBy(3);
  select(new URL(location.href).searchParams.get("sel") ?? "");
  if (!isPast) open(state);
  requestAnimationFrame(draw);
}

// Take a whole state: everybody's leg and, before the stream is open, the clock.
function adopt(state) {
  pastMs = state.clock.sim_ms;
  isEnded = state.status === "ended";
  status = state.status;
  isCounted = state.too_many;
  people.setResidents(state.residents);
  if (isCounted) people.showCounts(state.counts);
  queue = queue.filter((event) => event.seq > state.seq);
}

function open(state) {
  live = connectLive({
    run: Number(frame.dataset.run),
    since: state.seq,
    channels: isCounted ? ["world"] : ["agents", "world"],
    onEvents: (events) => queue.push(...events),
    onClock: () => { showStatus(); panel.refreshSoon("timebar", "state"); },
    onStatus: (name) => { showStatus(name); },
    async onResync() {
      const fresh = await fetchJson(stateUrl());
      adopt(fresh);
      return fresh.seq;
    },
  });
  live.line.hear(state.clock, performance.now());
  setInterval(checkStalled, STALLED_CHECK_MS);
  setInterval(() => !document.hidden && refreshOverview(), OVERVIEW_MS);
  if (isCounted) setInterval(() => !document.hidden && recount(), COUNTS_MS);
}

function recount() {
  fetchJson(stateUrl()).then(({ residents, counts }) => {
    people.setResidents(residents);
    people.showCounts(counts);
  }, () => {}); // the next one will do
}

async function checkStalled() {
  if (status !== "behind" && status !== "stalled") return;
  const state = await fetchJson(stateUrl()).catch(() => null);
  if (!state || (status !== "behind" && status !== "stalled")) return;
  showStatus(state.status === "stalled" ? "stalled" : "behind");
}

function showStatus(name = live?.status ?? "connecting") {
  const isHere = name === "live" || name === "behind";
  const shown = isEnded ? "ended" : isHere && live?.line.rate === 0 ? "paused" : name;
  const rate = one("data-clock-rate");
  if (rate && live?.line.rate) rate.textContent = `×${live.line.rate}`;
  if (shown === status && frame.dataset.status === shown) return;
  if (frame.dataset.status) panel.refreshSoon("state", "timebar"); // what the page says of the town's state is old now
  status = shown;
  frame.dataset.status = shown;
  const pill = one("data-pill");
  pill.dataset.state = shown;
  pill.textContent = words.states[shown] ?? shown;
  if (shown === "offline") tellOffline();
}

// The server cannot say it: written here, and replaced by the server's words once it answers again.
function tellOffline() {
  const note = document.createElement("p");
  note.className = "notice";
  note.dataset.level = "warning";
  note.textContent = words.states.offline_note;
  document.querySelector('[data-part="state"]')?.replaceChildren(note);
}

// Let come true whose time has come.
function apply(sim_s) {
  const later = [];
  for (const event of queue) {
    if (event.now || event.sim_s <= sim_s) happen(event);
    else later.push(event);
  }
  queue = later;
}

function happen(event) {
  const { type, data } = event;
  if (type === "agent_move") {
    for (const leg of data.legs) people.move(leg.agent_id, [leg.from, leg.to, leg.depart_s, leg.arrive_s]);
  }
  if (type === "agent_created") fetchJson(stateUrl()).then(adopt, () => {});
  if (type === "place_changed") redraw();
  if (type === "world_event" && (data.event === "weather" || data.measure)) panel.refreshSoon("sky");
  if (type === "world_event" && data.event === "run_ended") { isEnded = true; showStatus(); }
  const isOfHere = !data.agent_id || type === "agent_created" || people.has(data.agent_id);
  if (isOfHere) story.tell(event, event.now ? simNow() : event.sim_s);
  if (type === "action_started" && selected === `resident-${data.agent_id}`) panel.refreshSoon("inspector");
}

// A place was built, changed, moved or deleted: draw what stands still anew, under the same walkers and the same view.
let redrawing = Promise.resolve();
function redraw() {
  redrawing = redrawing.then(drawMap).catch((error) => console.info(`the map is old: ${error.message}`));
}

async function drawMap() {
  const url = new URL(location.href);
  url.searchParams.set("part", "map");
  const [answer, map] = await Promise.all([
    fetch(url, { credentials: "same-origin" }),
    fetch(frame.dataset.pathsUrl, { credentials: "same-origin", cache: "reload" }).then((paths) => paths.json()),
  ]);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("svg");
  for (const layer of STANDING) svg.querySelector(`#${layer}`)?.replaceChildren(...fresh.querySelector(`#${layer}`).childNodes);
  svg.querySelector("#shadows").setAttribute("d", fresh.querySelector("#shadows").getAttribute("d"));
  people.setMap(map);
  for (const place of svg.querySelectorAll(".place")) place.toggleAttribute("data-selected", place.id === selected);
  panel.refreshSoon(...(selected ? ["inspector"] : ["busiest", "sky"]));
}

let drawnMs = 0;
let shownMinute = -1;

function draw(nowMs) {
  requestAnimationFrame(draw);
  if (calm.matches && nowMs - drawnMs < CALM_MS) return;
  drawnMs = nowMs;
  const sim_s = simNow();
  if (queue.length) apply(sim_s);
  people.draw(sim_s, { pixel: view.pixel, withNames: hasLabels && view.isNear, withCounts: !isCounted });
  const spot = isFollowing && people.selected ? people.focus(people.selected, sim_s) : null;
  if (spot) view.centre(spot);
  const minute = Math.floor(sim_s / 60);
  if (minute !== shownMinute) showTime(sim_s, minute);
}

function showTime(sim_s, minute) {
  shownMinute = minute;
  frame.dataset.hour = String(hourOf(sim_s));
  one("data-clock").textContent = clockText(sim_s);
  one("data-clock-day").textContent = fill(words.states.day, { day: dayOf(sim_s) });
  one("data-clock-period").textContent = words.periods[periodOf(sim_s)];
}

// ---- selection

function select(sel, { push = false } = {}) {
  const url = new URL(location.href);
  const changed = (url.searchParams.get("sel") ?? "") !== sel;
  if (sel) url.searchParams.set("sel", sel);
  else for (const name of ["sel", "follow"]) url.searchParams.delete(name);
  if (!sel && frame.dataset.district) url.searchParams.set("district", frame.dataset.district); // it followed from the selection
  if (changed && push) history.pushState(null, "", url);
  const isOther = selected !== "" && sel !== selected;
  selected = sel;
  people.selected = sel.startsWith("resident-") ? Number(sel.slice("resident-".length)) : 0;
  if (isOther || !people.selected) isFollowing = isFollowing && !isOther && Boolean(people.selected);
  for (const place of svg.querySelectorAll(".place")) place.toggleAttribute("data-selected", place.id === sel);
  if (isFollowing && view.zoom < FOLLOW_ZOOM) view.zoomBy(FOLLOW_ZOOM);
  if (changed) panel.refresh("inspector", "timebar");
  if (changed && isCounted && people.selected) recount();
  showPressed();
}

function refreshOverview() {
  if (!selected && isCounted && !story.isRead) panel.refresh("happenings", "outdoors", "busiest");
  else if (!selected) panel.refresh("outdoors", "busiest");
  else if (selected.startsWith("place-")) panel.refresh("inspector");
}

// The server's parts were put in: what the script keeps in them is put back.
function adopted() {
  story?.adopt();
  document.title = `${one("data-title").dataset.title} · AI Society`;
  showPressed();
}

function showPressed() {
  for (const button of document.querySelectorAll("[data-do=follow]")) button.setAttribute("aria-pressed", String(isFollowing));
  for (const button of document.querySelectorAll("[data-do=arrange]")) button.setAttribute("aria-pressed", String(arranging.isOn));
  for (const button of document.querySelectorAll("[data-do=labels]")) button.setAttribute("aria-pressed", String(hasLabels));
}

// ---- commands: buttons, keys and clicks share them

const commands = {
  in: () => view.zoomBy(1.5),
  out: () => view.zoomBy(1 / 1.5),
  reset() { isFollowing = false; view.reset(); showPressed(); },
  follow() {
    isFollowing = !isFollowing && people.selected > 0;
    if (isFollowing && view.zoom < FOLLOW_ZOOM) view.zoomBy(FOLLOW_ZOOM);
    showPressed();
  },
  labels() { hasLabels = !hasLabels; frame.toggleAttribute("data-bare", !hasLabels); showPressed(); },
  arrange() { arranging.toggle(); showPressed(); },
  close() { arranging.cancel(); select("", { push: true }); },
  left: () => view.panBy(-PAN_SHARE, 0),
  right: () => view.panBy(PAN_SHARE, 0),
  up: () => view.panBy(0, -PAN_SHARE),
  down: () => view.panBy(0, PAN_SHARE),
};
const KEYS = {
  "+": "in", "=": "in", "-": "out", 0: "reset", r: "reset", f: "follow", l: "labels", m: "arrange", Escape: "close",
  ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
};

view.onPan = () => { isFollowing = false; showPressed(); };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !words) return;
  const isTyping = event.target.closest("input, select, textarea");
  const isScrolling = event.key.startsWith("Arrow") && event.target.closest(".inspector, .timebar, .views");
  if (isTyping || isScrolling || !(event.key in KEYS)) return;
  event.preventDefault();
  commands[KEYS[event.key]]();
});

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button || !words) return;
  const button = event.target.closest("[data-do]");
  if (button) { commands[button.dataset.do](); return; }
  const walker = event.target.closest(".walker");
  const house = event.target.closest(".place");
  const link = event.target.closest("[data-select]");
  const sel = walker ? `resident-${walker.dataset.resident}` : link ? link.dataset.select : house ? house.id : null;
  if (sel === null) return;
  event.preventDefault();
  select(sel, { push: true });
});

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-control]")) return;
  event.preventDefault();
  panel.send(event.target, event.submitter);
});

addEventListener("popstate", () => {
  selected = "";
  select(new URL(location.href).searchParams.get("sel") ?? "");
  panel.refresh("inspector", "timebar");
});
addEventListener("pagehide", () => live?.close());
addEventListener("pageshow", (event) => event.persisted && location.reload());

start().catch((error) => {
  console.info(`the town stands still: ${error.message}`);
  frame.dataset.status = "offline";
});
