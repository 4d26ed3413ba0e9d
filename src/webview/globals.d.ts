declare module '*.css';

/** abcjs' own store of decoded notes: instrument → note name → sound. Filled here so that abcjs loads nothing. */
declare module 'abcjs/src/synth/sounds-cache' {
  interface CachedSound {
    instrument: string;
    name: string;
    status: 'loaded';
    audioBuffer: AudioBuffer;
  }
  const soundsCache: Record<string, Record<string, Promise<CachedSound>>>;
  export default soundsCache;
}

/** VS Code's handle for a webview page; may be called once. */
declare function acquireVsCodeApi(): {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
};
