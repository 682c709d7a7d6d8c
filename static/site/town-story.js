// What happens, in sentences: the catalogue's texts filled in, and a list that grows without moving under the reader.

import { clockText } from "./town-time.js";

const KEPT = 60;
const TOWN = { sunrise: "town.sunrise", sunset: "town.sunset", midnight: "town.settled", directed: "town.directed", run_ended: "run.ended", agent_removed: "town.removed", had_to_leave: "map.had_to_leave", rehoused: "map.rehoused" };
const BY_CHANCE = new Set(["bonus", "red_packet", "fell_ill", "recovered", "phone_broke", "free_coffee", "fair"]);

export const fill = (text, slots) => text.replace(/\{(\w+)\}/g, (_, name) => slots[name] ?? "");

// Which sentence an event is, and the numbers in it; null for what is not told.
export function told(event) {
  const { type, data, sim_s } = event;
  if (type === "action_started") {
    const form = data.arrive_s > sim_s ? "goes" : "does";
    return { key: `${form}.${data.action}`, who: data.agent_id, place: data.place };
  }
  if (type === "action_rejected") return { key: `refused.${data.reason}`, who: data.agent_id, place: data.place };
  if (type === "agent_created") return { key: "town.created", who: data.agent_id, place: data.place };
  if (type === "agent_changed") return { key: "town.changed", who: data.agent_id, place: 0 };
  if (type === "clock") return { key: `clock.${data.action}`, who: 0, place: 0, rate: data.rate };
  if (type === "world_event" && BY_CHANCE.has(data.event)) {
    const name = data.event === "red_packet" && !data.giver ? "red_packet_family" : data.event;
    return { key: `town.${name}`, who: data.agent_id ?? 0, place: data.place ?? 0, other: data.giver ?? 0 };
  }
  if (type === "place_changed") return { key: `map.place_${data.change}`, who: 0, place: data.place };
  if (type === "world_event" && data.event === "weather") return { key: `weather.${data.sky}`, who: 0, place: 0 };
  if (type === "world_event" && data.measure) {
    const form = data.event === "measure_began" ? "measure" : "ended";
    return { key: `${form}.${data.measure}`, who: 0, place: data.place, text: data.text };
  }
  if (type === "world_event" && data.event === "directed") return toldOfOrder(data);
  if (type === "world_event") return { key: TOWN[data.event] ?? "run.other", who: data.agent_id ?? 0, place: data.place ?? 0 };
  return null;
}

function toldOfOrder(data) {
  if (data.other) return { key: "town.directed_talk", who: data.agent_id, place: 0, other: data.other };
  if (!data.place) return { key: "town.directed_here", who: data.agent_id, place: 0 };
  return { key: data.by ? "town.directed_by" : "town.directed", who: data.agent_id, place: data.place, other: data.by ?? 0 };
}

export class Story {
  #words;
  #names;
  #waiting = [];
  #last = 0;
  #pill = null;

  // names: {being(number), place(number)}
  constructor(words, names) {
    this.#words = words;
    this.#names = names;
  }

  get #list() {
    return document.querySelector("[data-happenings]");
  }

  // The list was drawn anew by the server: go on after its newest line.
  adopt() {
    const shown = [...(this.#list?.querySelectorAll("[data-seq]") ?? [])].map((line) => Number(line.dataset.seq));
    this.#last = Math.max(0, ...shown);
    this.#waiting = this.#waiting.filter((line) => line.seq > this.#last);
    this.#pill = null;
    this.#list?.addEventListener("scroll", () => this.#list.scrollTop === 0 && this.#flush());
  }

  // sim_s: the simulated second that is written before the sentence
  tell(event, sim_s) {
    const said = told(event);
    if (!said || event.seq <= this.#last || !(said.key in this.#words.sentences)) return;
    const text = fill(this.#words.sentences[said.key], {
      who: this.#names.being(said.who),
      place: this.#names.place(said.place),
      other: said.other ? this.#names.being(said.other) : "",
      rate: said.rate,
      text: said.text,
    });
    this.#waiting.push({ seq: event.seq, time: clockText(sim_s), text, who: said.who, place: said.place });
    if (this.isRead) this.#offer();
    else this.#flush();
  }

  // Somebody is reading: scrolled down, pointing at a line, or in it with the keyboard.
  get isRead() {
    const list = this.#list;
    return list && (list.scrollTop > 0 || list.matches(":hover, :focus-within"));
  }

  #offer() {
    const list = this.#list;
    if (!this.#pill) {
      this.#pill = document.createElement("button");
      this.#pill.type = "button";
      this.#pill.className = "news";
      this.#pill.addEventListener("click", () => this.#flush(true));
      list.before(this.#pill);
    }
    this.#pill.textContent = fill(this.#words.states.new, { count: this.#waiting.length });
  }

  #flush(toTop = false) {
    const list = this.#list;
    if (!list) return;
    this.#pill?.remove();
    this.#pill = null;
    for (const line of this.#waiting.splice(0)) list.prepend(this.#line(line));
    while (list.children.length > KEPT) list.lastElementChild.remove();
    this.#last = Math.max(this.#last, Number(list.firstElementChild?.dataset.seq ?? 0));
    if (toTop) list.scrollTop = 0;
  }

  #line({ seq, time, text, who, place }) {
    const line = document.createElement("li");
    line.dataset.seq = String(seq);
    line.appendChild(document.createElement("time")).textContent = time;
    const said = line.appendChild(document.createElement("span"));
    const sel = who ? `resident-${who}` : place ? `place-${place}` : "";
    if (!sel) {
      said.textContent = text;
    } else {
      const link = said.appendChild(document.createElement("a"));
      link.href = `?sel=${sel}`;
      link.dataset.select = sel;
      link.textContent = text;
    }
    return line;
  }
}
