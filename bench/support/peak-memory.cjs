// Loaded into a measured process by --require: writes its peak resident memory, in KiB, to file
// descriptor 3 at its end. Linux counts the pages of the program that started a process into
// `maxRSS`, so there the kernel's own mark of this process alone is read.
'use strict';
const { readFileSync, writeSync } = require('node:fs');

process.on('exit', () => {
  writeSync(3, String(markOfKernel() ?? process.resourceUsage().maxRSS));
});

function markOfKernel() {
  if (process.platform !== 'linux') return undefined;
  return /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
}
