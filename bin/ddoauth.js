#!/usr/bin/env node
// The real host meets the program here; `npm run build` makes ../dist from src/. CommonJS, as dist/
// is: an ES module that writes one line takes a quarter longer than bare Node, and more is not to be.
'use strict';
const { enableCompileCache } = require('node:module');

enableCompileCache?.();
const { main } = require('../dist/main.js');
const { createNodeHost, endProcess } = require('../dist/host.js');

void main(process.argv.slice(2), createNodeHost()).then(endProcess);
