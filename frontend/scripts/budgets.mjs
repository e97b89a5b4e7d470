/** What must hold: kB are gzipped, times milliseconds. */
export const BUDGETS = {
  /** JavaScript at first load above that of an empty page, and in all. */
  js: { public: 60, account: 95, creator: 120 },
  jsInAll: 230,
  css: 25,
  fonts: { files: 2, size: 80 },
  scores: { performance: { mobile: 90, desktop: 95 }, others: 100 },
  lcp: { mobile: 2500, desktop: 1200 },
  tbt: { mobile: 200, desktop: 200 },
  interaction: { p75: 200, most: 400 },
  shift: 0.02,
};
