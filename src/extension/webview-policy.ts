/** SHA-256 of the one style element that abcjs puts into every score (it switches text selection off). */
export const ABCJS_STYLE_HASH = 'sha256-BCpnf71gZdCsSCHDzyB1RsBbZ0qQdqseK6v+yJsgg30=';

/** Addresses and permissions that a page is made with. */
export interface PageParts {
  /** What VS Code calls the origin of a webview's own resources. */
  readonly cspSource: string;
  /** New for every page: only a script that carries it runs. */
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
  /** Folder of the sounds, ending in "/". */
  readonly sounds: string;
}

/** The Content-Security-Policy of a page that draws and plays music: it may load its own parts and nothing else. */
export function contentSecurityPolicy({ cspSource, nonce }: Pick<PageParts, 'cspSource' | 'nonce'>): string {
  return [
    "default-src 'none'",
    `img-src ${cspSource} data:`,
    `script-src 'nonce-${nonce}'`,
    `connect-src ${cspSource}`,
    `media-src ${cspSource}`,
    `font-src ${cspSource}`,
    `style-src ${cspSource} '${ABCJS_STYLE_HASH}'`,
    "style-src-attr 'unsafe-inline'",
  ].join('; ');
}

/** Text made safe for an HTML attribute in double quotes. */
export function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
}
