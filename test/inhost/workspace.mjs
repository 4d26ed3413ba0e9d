/** The workspace that the tests inside the extension host open. */
export const files = {
  'reel.abc': 'X:1\nT:Morning on the Quay\nR:reel\nM:4/4\nL:1/8\nK:D\n|: A2FA DAFA | BGdB AFED |\n',
  'header.abh': 'C:Trad.\nZ:by hand\n',
  'upper.ABC': 'X:1\nK:C\nCDEF|\n',
};

export const settings = { 'tunewright.suggest.temperature': 0 };
