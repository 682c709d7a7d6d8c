// Simulated seconds as people read them: day, hour, period of the day, time of day.

const DAY_S = 86_400;
const HOUR_S = 3_600;
const PERIODS = [
  [22, "night"], [18, "evening"], [13, "afternoon"], [11, "noon"], [8, "morning"], [5, "early_morning"], [0, "night"],
];

export const dayOf = (sim_s) => Math.floor(sim_s / DAY_S) + 1;
export const hourOf = (sim_s) => Math.floor((sim_s % DAY_S) / HOUR_S);
export const periodOf = (sim_s) => PERIODS.find(([from]) => hourOf(sim_s) >= from)[1];

export function clockText(sim_s) {
  const minute = Math.floor((sim_s % DAY_S) / 60);
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}
