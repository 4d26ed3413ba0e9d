/** Tunes in canonical form, from the tradition, for tests. */
export const JIG = 'R:jig\nM:6/8\nK:G\nGAB cBA|BGD D2B|cBc AdB|AFD D2e|\nGAB cBA|BGB d2e|fed cAF|AGG G3:|\n';
export const REEL =
  'R:reel\nM:4/4\nK:D\nA2FA DAFA|A2FA (3Bcd ef|gfed cdec|d2fd edcB|\nA2FA DAFA|G2BG DGBG|ABcd egfe|d2dc d4:|\n';
export const AIR = 'M:3/4\nK:Ador\n(e>d)|"Am"c2A2B2|"G"^G3A Bc|"Em/B"d2 =c2 {cd}B2|"Am"A4:|\n';
export const POLKA = 'R:polka\nM:2/4\nK:Em\nE2 EF|GF E2|[K:D]A2 AB|d4|[K:Em]e2 ed|_B=B ^d2|E4|]\n';
export const TUNES = [JIG, REEL, AIR, POLKA];
