// What an event means to the network's page that is open, and when to fetch. No document in here: tested by Node alone.

const OF_POSTS = new Set(["like_created", "like_removed", "repost_created", "repost_removed", "comment_created", "comment_removed"]);

// page: {account, conversation, isFeed, isFollowing, isMailbox, isNotices, shows(post)}; says what is to be fetched anew.
export function wishesOf({ type, data }, page) {
  const wishes = { page: false, mail: false };
  if (type === "message_created") {
    wishes.mail = data.sender.id !== page.account;
    wishes.page = page.isMailbox || data.conversation_id === page.conversation;
  } else if (type === "notice_created") {
    wishes.mail = true;
    wishes.page = page.isNotices;
  } else if (type === "post_created") {
    wishes.page = page.isFeed && data.text !== null;
  } else if (type === "post_removed") {
    wishes.page = page.shows(data.id);
  } else if (OF_POSTS.has(type)) {
    wishes.page = page.shows(data.post_id) || (type === "repost_created" && page.isFollowing);
  }
  return wishes;
}

// Does one thing soon after it is wished for, never twice at once, never more often than every so often, and again
// after a failure; waits while nobody looks.
export class Turns {
  #work;
  #told;
  #options;
  #timer = null;
  #isWished = false;
  #isRunning = false;
  #endedMs = -Infinity;
  #failures = 0;

  // work: async; told(failures): after each turn.   canRun(): whether anybody looks
  constructor(work, told, options = {}) {
    this.#work = work;
    this.#told = told;
    this.#options = { soonMs: 300, everyMs: 3000, longestMs: 30_000, now: () => performance.now(), canRun: () => true, ...options };
  }

  wish() {
    this.#isWished = true;
    this.#plan();
  }

  // What kept it from running may have gone.
  look() {
    if (this.#isWished) this.#plan();
  }

  #plan() {
    if (this.#timer !== null || this.#isRunning || !this.#options.canRun()) return;
    const { soonMs, everyMs, longestMs, now } = this.#options;
    const restMs = Math.min(everyMs * 2 ** this.#failures, longestMs) - (now() - this.#endedMs);
    this.#timer = setTimeout(() => this.#run(), Math.max(soonMs, restMs));
  }

  async #run() {
    this.#timer = null;
    if (!this.#options.canRun()) return;
    this.#isWished = false;
    this.#isRunning = true;
    try {
      await this.#work();
      this.#failures = 0;
    } catch (error) {
      console.info(`not fetched: ${error.message}`);
      this.#failures += 1;
      this.#isWished = true;
    }
    this.#isRunning = false;
    this.#endedMs = this.#options.now();
    this.#told(this.#failures);
    this.look();
  }
}
