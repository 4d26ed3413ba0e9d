/**
 * VS Code loads two native modules as it starts. Building them would take a compiler, so plain
 * JavaScript with the same interface takes their place: by path inside VS Code, the module's source.
 */

/** A logger to files. Exports one by one: that is how a module in ES form finds their names. */
const SPDLOG = `'use strict';
const fs = require('fs');
const path = require('path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
  constructor(file) {
    this.file = file;
    this.level = LEVELS.indexOf('info');
    this.bare = false;
  }
  write(level, message) {
    if (level < this.level) return;
    const line = this.bare ? message : new Date().toISOString() + ' [' + LEVELS[level] + '] ' + message + '\\n';
    try {
      fs.appendFileSync(this.file, line);
    } catch {
      // A log that cannot be written must not stop the editor.
    }
  }
  trace(message) { this.write(0, message); }
  debug(message) { this.write(1, message); }
  info(message) { this.write(2, message); }
  warn(message) { this.write(3, message); }
  error(message) { this.write(4, message); }
  critical(message) { this.write(5, message); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  clearFormatters() { this.bare = true; }
  setPattern() {}
  flush() {}
  drop() {}
}

async function createLogger(name, file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new Logger(file);
}

exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
`;

/** Ends a process whose parent is gone. */
const NATIVE_WATCHDOG = `'use strict';
const PARENT_GONE = 87;

exports.start = (parent) => {
  const check = () => {
    try {
      process.kill(parent, 0);
    } catch (error) {
      if (error.code === 'ESRCH') process.exit(PARENT_GONE);
    }
  };
  setInterval(check, 1000).unref();
};
exports.exit = (code) => process.exit(code || 0);
`;

export const STAND_INS = {
  'node_modules/@vscode/spdlog/index.js': SPDLOG,
  'node_modules/@vscode/native-watchdog/index.js': NATIVE_WATCHDOG,
};
