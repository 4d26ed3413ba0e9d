import { attribute, contentSecurityPolicy, type PageParts } from './webview-policy.ts';

/** What one page has that the others have not: markup written in this extension, never anything of a document. */
interface PageContent {
  readonly title: string;
  /** Attributes of the body: its state until the first message has come. */
  readonly state: string;
  readonly body: string;
}

/**
 * A page's markup. Tunes come to the page as messages, and what the page may load is its own script, style sheet
 * and sounds.
 */
export function htmlPage(parts: PageParts, { title, state, body }: PageContent): string {
  const { nonce, script, style, sounds } = parts;
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta http-equiv="Content-Security-Policy" content="${attribute(contentSecurityPolicy(parts))}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="${attribute(style)}">
</head>
<body data-state="loading" data-violations="0" ${state}data-sounds="${attribute(sounds)}">
  ${body}
  <script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>`;
}
