// The live stream of a run, for pages: one socket, resumed without a gap or a double, and the shown clock.
//
//   import { connectLive } from "./live.js";
//
//   const live = connectLive({
//     run: 1,                          // number of the run; left out: the default run
//     since: 1234,                     // seq of the state that the page shows; left out: from now on
//     channels: ["agents", "world"],   // left out: all
//     onEvents(events) {},             // in order of seq, each exactly once; draw an event when the shown clock reaches
//                                      // event.sim_s, at once if event.now
//     onClock(line) {},                // the clock changed (pause, resume, rate): see ClockLine
//     onStatus(state) {},              // "connecting", "live", "behind" (the engine or this page) or "offline"
//     async onResync({ url, seq }) {}, // what was missed is not sent any more: fetch the state; may return its seq
//   });
//   live.shownSimMs();                 // simulated milliseconds to show now; ask on every animation frame
//   live.line.rate;                    // simulated per real second, 0 = paused
//   live.status; live.seq;             // as last told
//   live.close();
//
// An event is {type, seq, timestamp, sim_time, sim_s, now?, data}; types and data are listed in docs/stream.md.
// No dependencies; times named `...Ms` without "sim" are real milliseconds of performance.now().

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 20_000;
const PING_EVERY_MS = 10_000;
const SILENT_AFTER_MS = 25_000; // two pings without an answer: the connection is dead, whatever the system says
const STEADY_AFTER_MS = 5_000; // a connection that lived so long was a good one: the next retry is quick again
const ACK_EVENTS = 500; // a quarter of what may be on the way: an acknowledgement costs the server more than a batch does
const ACK_AFTER_MS = 5_000;
const BEHIND_MS = 1_500; // real time by which the engine's record may lag before the clock is called behind
const CLOCK_JUMP_MS = 2_000; // a server's clock that was set by more is followed at once
const CHECK_EVERY_MS = 500;
const FINAL_CODES = new Set([4400, 4401, 4403]); // trying again would not help

/** The shown clock: a line through (simulated, real) with a rate, never past what is committed, never back. */
export class ClockLine {
  simMs = 0;
  rate = 0;
  serverMs = 0;
  committedMs = 0;
  #offsetMs = null; // local minus server time, of the frame that travelled fastest
  #shownMs = 0;

  /** Take a clock as frames carry it: {sim_ms, rate, server, committed_ms}, received at local time nowMs. */
  hear({ sim_ms, rate, server, committed_ms }, nowMs) {
    const offsetMs = nowMs - server;
    const isNew = this.#offsetMs === null || Math.abs(offsetMs - this.#offsetMs) > CLOCK_JUMP_MS;
    this.#offsetMs = isNew ? offsetMs : Math.min(offsetMs, this.#offsetMs);
    const isChanged = rate !== this.rate || (rate === 0 && sim_ms !== this.simMs); // a step while paused
    this.simMs = sim_ms;
    this.rate = rate;
    this.serverMs = server;
    this.commit(committed_ms);
    return isChanged;
  }

  /** Note that the record reaches at least this far. */
  commit(simMs) {
    this.committedMs = Math.max(this.committedMs, simMs);
  }

  /** Simulated milliseconds to show at local time nowMs. */
  shownSimMs(nowMs) {
    this.#shownMs = Math.max(this.#shownMs, Math.min(this.#wantedMs(nowMs), this.committedMs));
    return this.#shownMs;
  }

  /** Whether the clock wants to be further than the record is. */
  isBehind(nowMs) {
    return this.rate > 0 && this.#wantedMs(nowMs) - this.committedMs > BEHIND_MS * this.rate;
  }

  #wantedMs(nowMs) {
    if (this.#offsetMs === null) return this.simMs;
    return this.simMs + Math.max(0, nowMs - this.#offsetMs - this.serverMs) * this.rate;
  }
}

/** How far the page is in the record: tells news from repetition and from a gap. */
export class Position {
  constructor(seq = null) {
    this.seq = seq;
  }

  /** Take an `events` frame; give the events that are new, or null if some between were missed. */
  take({ from, to, events }) {
    if (this.seq !== null && from > this.seq + 1) return null;
    const fresh = this.seq === null ? events : events.filter((event) => event.seq > this.seq);
    this.seq = Math.max(to, this.seq ?? 0);
    return fresh;
  }
}

/** Real milliseconds before the n-th try (from 0): doubling, with jitter so that viewers do not all come at once. */
export function retryMs(attempt, random = Math.random) {
  const longest = Math.min(FIRST_RETRY_MS * 2 ** attempt, LONGEST_RETRY_MS);
  return longest / 2 + (longest / 2) * random();
}

/** The address of the stream on the page's own server. */
export function streamAddress(location, run) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${location.host}/api/stream${run === undefined ? "" : `?run=${run}`}`;
}

/** Open the stream and keep it open; see the head of this file. Socket, location and now are replaced by tests. */
export function connectLive(options) {
  const stream = new LiveStream(options);
  stream.open();
  return stream;
}

class LiveStream {
  line = new ClockLine();
  status = "";
  #options;
  #position;
  #socket = null;
  #attempt = 0;
  #headSeq = null;
  #heardMs = 0;
  #openedMs = 0;
  #pingedMs = 0;
  #unacknowledged = 0;
  #unacknowledgedMs = 0; // since when
  #receivedSeq = 0;
  #retry = null;
  #watch = null;
  #isFetching = false;
  #isClosed = false;

  constructor(options) {
    this.#options = {
      channels: ["all"],
      Socket: globalThis.WebSocket,
      location: globalThis.location,
      now: () => performance.now(),
      onEvents() {},
      onClock() {},
      onStatus() {},
      onResync() {},
      ...options,
    };
    this.#position = new Position(options.since ?? null);
    globalThis.addEventListener?.("online", this.#wakeUp);
    this.#watch = setInterval(() => this.#check(), CHECK_EVERY_MS);
  }

  get seq() {
    return this.#position.seq;
  }

  shownSimMs() {
    return this.line.shownSimMs(this.#options.now());
  }

  open() {
    const { Socket, location, run, now } = this.#options;
    this.#tell("connecting");
    const socket = new Socket(streamAddress(location, run));
    this.#socket = socket;
    this.#openedMs = this.#heardMs = this.#pingedMs = now();
    this.#unacknowledged = 0;
    socket.onmessage = ({ data }) => {
      if (socket === this.#socket) this.#hear(JSON.parse(data));
    };
    socket.onclose = ({ code }) => {
      if (socket === this.#socket) this.#lost(code);
    };
  }

  close() {
    this.#isClosed = true;
    clearInterval(this.#watch);
    clearTimeout(this.#retry);
    globalThis.removeEventListener?.("online", this.#wakeUp);
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #wakeUp = () => {
    if (this.#socket !== null || this.#isClosed) return;
    clearTimeout(this.#retry);
    this.open();
  };

  #say(frame) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  #hear(frame) {
    this.#heardMs = this.#options.now();
    if (frame.type === "events") this.#takeEvents(frame);
    else if (frame.type === "hello") this.#enter(frame);
    else if (frame.type === "clock") this.#takeClock(frame.data);
    else if (frame.type === "resync") this.#startOver(frame);
    else if (frame.type === "error") console.warn(`live stream: ${frame.code}: ${frame.message}`);
  }

  #enter({ seq, clock }) {
    this.#headSeq = seq;
    this.#takeClock(clock);
    // a state that is being fetched says where to go on, and subscribes
    if (!this.#isFetching) this.#subscribe();
  }

  #subscribe() {
    this.#position.seq ??= this.#headSeq;
    this.#say({ type: "subscribe", channels: this.#options.channels, since: this.#position.seq, batch: true });
    if (this.#position.seq >= this.#headSeq) this.#check(); // a short resume is not worth a "behind"
  }

  #takeEvents(frame) {
    const fresh = this.#position.take(frame);
    if (fresh === null) {
      this.#drop();
      return;
    }
    if (fresh.length > 0) {
      this.line.commit(fresh[fresh.length - 1].sim_s * 1000);
      this.#options.onEvents(fresh);
    }
    if (this.#unacknowledged === 0) this.#unacknowledgedMs = this.#options.now();
    this.#unacknowledged += Math.max(frame.events.length, 1);
    this.#receivedSeq = frame.to;
    this.#acknowledge();
    this.#check();
  }

  /** Say how far the page is, once there is enough to say. */
  #acknowledge() {
    const isDue = this.#options.now() - this.#unacknowledgedMs >= ACK_AFTER_MS;
    if (this.#unacknowledged < ACK_EVENTS && !(isDue && this.#unacknowledged > 0)) return;
    this.#unacknowledged = 0;
    this.#say({ type: "ack", seq: this.#receivedSeq });
  }

  #takeClock(clock) {
    if (this.line.hear(clock, this.#options.now())) this.#options.onClock(this.line);
  }

  async #startOver({ snapshot_url, seq }) {
    this.#isFetching = true;
    this.#unacknowledged = 0; // what comes after the state is acknowledged for all before it
    try {
      this.#position = new Position((await this.#options.onResync({ url: snapshot_url, seq })) ?? seq);
    } catch (error) {
      // come back later from where we were, and be told again
      console.warn("live stream: the state could not be fetched", error);
      this.#isFetching = false;
      if (this.#socket !== null) this.#drop();
      return;
    }
    this.#isFetching = false;
    if (this.#socket?.readyState === 1) this.#subscribe();
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#lost(1006);
  }

  #lost(code) {
    this.#socket = null;
    this.#tell("offline");
    if (this.#isClosed || FINAL_CODES.has(code)) return;
    const wasSteady = this.#options.now() - this.#openedMs > STEADY_AFTER_MS;
    this.#attempt = wasSteady ? 0 : this.#attempt + 1;
    this.#retry = setTimeout(() => this.open(), retryMs(this.#attempt));
  }

  #check() {
    const nowMs = this.#options.now();
    if (this.#socket?.readyState !== 1) return;
    if (nowMs - this.#heardMs > SILENT_AFTER_MS) {
      this.#drop();
      return;
    }
    this.#acknowledge();
    if (nowMs - this.#pingedMs > PING_EVERY_MS) {
      this.#pingedMs = nowMs;
      this.#say({ type: "ping" });
    }
    if (this.#position.seq === null || this.#headSeq === null) return; // not subscribed yet
    const isCatchingUp = this.#position.seq < this.#headSeq;
    this.#tell(isCatchingUp || this.line.isBehind(nowMs) ? "behind" : "live");
  }

  #tell(state) {
    if (state === this.status) return;
    this.status = state;
    this.#options.onStatus(state);
  }
}
