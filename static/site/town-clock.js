// The shown clock in the browser: a line (simulated, rate, local time) that is never carried past what is committed
// and never goes back.

const DAY_S = 86_400;
const PERIODS = [
  [22, "night"], [18, "evening"], [13, "afternoon"], [11, "noon"], [8, "morning"], [5, "early_morning"], [0, "night"],
];

export class Clock {
  #line = { sim_ms: 0, rate: 0, committed_ms: 0 };
  #since = 0;
  #shown = 0;
  #cappedSince = null;

  // line: {sim_ms, rate, committed_ms}, true at this very moment.
  set(line) {
    this.#line = line;
    this.#since = performance.now();
    if (line.sim_ms > this.#shown || line.sim_ms < this.#shown - 60_000) this.#shown = line.sim_ms;
  }

  get rate() {
    return this.#line.rate;
  }

  // Simulated seconds now.
  now() {
    const { sim_ms, rate, committed_ms } = this.#line;
    const wanted = sim_ms + (performance.now() - this.#since) * rate;
    const allowed = Math.max(sim_ms, committed_ms);
    if (rate && wanted > allowed) this.#cappedSince ??= performance.now();
    else this.#cappedSince = null;
    this.#shown = Math.max(this.#shown, Math.min(wanted, allowed));
    return this.#shown / 1000;
  }

  // Real seconds for which the clock has been waiting for the engine.
  waited() {
    return this.#cappedSince === null ? 0 : (performance.now() - this.#cappedSince) / 1000;
  }
}

export const dayOf = (sim_s) => Math.floor(sim_s / DAY_S) + 1;
export const hourOf = (sim_s) => Math.floor((sim_s % DAY_S) / 3600);
export const periodOf = (sim_s) => PERIODS.find(([from]) => hourOf(sim_s) >= from)[1];

export function clockText(sim_s) {
  const minute = Math.floor((sim_s % DAY_S) / 60);
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
