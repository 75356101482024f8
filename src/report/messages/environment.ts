import type { ENVIRONMENT_FINDINGS } from '../../catalog/findings/environment.ts';
import type { Finding } from '../../model/report.ts';
import { arg, type Wording } from '../words.ts';

type Args = Finding['args'];

/** How browser and callback behave where they are not on one machine. */
const SURROUNDINGS: Readonly<Record<string, { readonly name: string; readonly advice: string }>> = {
  wsl: {
    name: 'WSL',
    advice:
      'WSL: the browser is that of Windows. It reaches a callback on localhost; one on 127.0.0.1 only with mirrored networking.',
  },
  ssh: {
    name: 'an SSH session',
    advice:
      'SSH: the browser is on the other end. Forward the port of the redirect URI (ssh -L PORT:localhost:PORT), or paste the final URL.',
  },
  container: {
    name: 'a container',
    advice:
      'Container: publish the port of the redirect URI (docker run -p PORT:PORT) and listen on all addresses (authorize --listen 0.0.0.0:PORT), or paste the final URL.',
  },
  codespace: {
    name: 'a cloud workspace',
    advice:
      'Cloud workspace: its forwarded port has another host than the registered redirect URI; paste the final URL.',
  },
  ci: { name: 'CI', advice: 'CI: nothing is asked and no browser is opened.' },
};

function listOf(args: Args, name: string): readonly string[] {
  const value = args[name];
  return typeof value === 'object' ? value : [];
}

function surroundings(args: Args) {
  return listOf(args, 'where').flatMap((each) => SURROUNDINGS[each] ?? []);
}

const OS_NAMES: Readonly<Record<string, string>> = {
  linux: 'Linux',
  darwin: 'macOS',
  win32: 'Windows',
};

/** `1 s ahead`, `90 s behind`. */
function offBy(args: Args): string {
  const ms = Number(arg(args, 'offsetMs'));
  return `${String(Math.round(Math.abs(ms) / 1000))} s ${ms < 0 ? 'behind' : 'ahead'}`;
}

function counted(count: string, word: string): string {
  return `${count} ${word}${count === '1' ? '' : 's'}`;
}

/** The sentences of `diagnose` about this machine. */
export const ENVIRONMENT_WORDS: Record<keyof typeof ENVIRONMENT_FINDINGS, Wording> = {
  'environment.node-supported': (args) => ({ message: `Node ${arg(args, 'version')}.` }),
  'environment.node-unsupported': (args) => ({
    message: `Node ${arg(args, 'version')} is not supported; supported are ${arg(args, 'supported')}.`,
    remedy: 'Install a Node that is.',
    nextCommand: 'node --version',
  }),
  'environment.system': (args) => {
    const found = surroundings(args);
    const os = OS_NAMES[arg(args, 'os')] ?? arg(args, 'os');
    const names = found.map(({ name }) => name);
    const advice = found.map((each) => each.advice);
    return {
      message: `${os}${names.length === 0 ? '' : `, in ${names.join(' and ')}`}.`,
      ...(advice.length === 0 ? {} : { remedy: advice.join('\n') }),
    };
  },
  'environment.client': (args) => {
    const uris = counted(arg(args, 'redirectUris'), 'redirect URI');
    const profile = arg(args, 'profile');
    const config = arg(args, 'path');
    return {
      message: `Client ${arg(args, 'clientId')} (${arg(args, 'kind')}), ${uris}${profile === '' ? '' : `, of profile ${profile}`}${config === '' ? '; no config' : `; config ${config} (${arg(args, 'where')})`}.`,
    };
  },
  'environment.no-client': (args) => ({
    message: `No client: ${arg(args, 'path') === '' ? 'no ddoauth.config.json from here upwards' : `${arg(args, 'path')} has no default profile`}.`,
    remedy: 'Give --profile, --from-manifest or --client-id, or write ddoauth.config.json.',
    nextCommand: 'ddoauth diagnose --environment --from-manifest assets/oauth_clients.json',
  }),
  'environment.proxy-none': () => ({
    message: 'No proxy variable is set: hosts are gone to directly.',
  }),
  'environment.proxy': (args) => ({
    message: `Set: ${arg(args, 'names')}${arg(args, 'shown') === '' ? '' : ` (${arg(args, 'shown')})`}.${arg(args, 'exempt') === '' ? '' : ` NO_PROXY keeps ${arg(args, 'exempt')} from the proxy.`}${arg(args, 'ignored') === '' ? '' : ` ${arg(args, 'ignored')} is not read by ddoauth.`}`,
  }),
  'environment.proxy-ignored': (args) => ({
    message: `${arg(args, 'ignored')} is set, and ddoauth does not read it: hosts are gone to directly.`,
    remedy: 'Set HTTPS_PROXY too, if there is no other way out.',
  }),
  'environment.proxy-unusable': (args) => ({
    message: `${arg(args, 'unusable')} names no proxy that can be used.`,
    remedy: 'Write it as HTTPS_PROXY=http://HOST:PORT, or unset it.',
  }),
  'environment.certificates': (args) => ({
    message:
      arg(args, 'names') === ''
        ? 'No variable changes which certificates are trusted.'
        : `Set: ${arg(args, 'names')}; every file of them can be read.`,
  }),
  'environment.certificates-unchecked': () => ({
    message:
      'NODE_TLS_REJECT_UNAUTHORIZED=0 is set: other Node programs here trust every certificate. ddoauth does not.',
    remedy: 'Unset it, and give the CA of your proxy with NODE_EXTRA_CA_CERTS.',
  }),
  'environment.ca-unreadable': (args) => ({
    message: `${arg(args, 'unreadable')} names no file with certificates in PEM.`,
    remedy: 'Node passes over such a file without a word, and then trusts no proxy of yours.',
  }),
  'environment.keychain-works': () => ({
    message: 'Works: an item was written, read and deleted.',
  }),
  'environment.keychain-unused': (args) => ({
    message: `Not looked at: ${arg(args, 'mode') === '--simulate' ? '--simulate keeps everything in memory' : `DDOAUTH_STORE is ${arg(args, 'mode')}`}.`,
  }),
  'environment.keychain-unusable': (args) => ({
    message: `${arg(args, 'state') === 'locked' ? 'Locked' : 'Absent'}: ${arg(args, 'reason')}.`,
    remedy:
      arg(args, 'state') === 'locked'
        ? 'Unlock it; until then secrets go to a file that only you can read.'
        : 'Secrets go to a file that only you can read, which is all right; DDOAUTH_STORE=file says so without asking.',
  }),
  'environment.store': (args) => ({
    message: `${arg(args, 'kind') === 'memory' ? 'Memory only: nothing outlives a run' : arg(args, 'where')}. Grants: ${arg(args, 'grants') || 'none'}; API keys: ${arg(args, 'keys') || 'none'}.`,
  }),
  'environment.store-unusable': (args) => ({
    message: `The store cannot be used: ${arg(args, 'reason')}.`,
    ...(arg(args, 'hint') === '' ? {} : { remedy: `${arg(args, 'hint')}.` }),
    nextCommand: 'ddoauth grants list',
  }),
  'environment.data-folder-writable': (args) => ({
    message: `${arg(args, 'folder')} takes files.`,
  }),
  'environment.data-folder-unused': () => ({ message: 'Not used: nothing is kept on disk.' }),
  'environment.data-folder-unusable': (args) => ({
    message: `${arg(args, 'folder') || 'The data folder'} cannot be used: ${arg(args, 'reason')}.`,
    remedy: 'Set DDOAUTH_HOME to a folder of yours.',
  }),
  'environment.browser-found': (args) => ({ message: `${arg(args, 'program')} can open one.` }),
  'environment.browser-none': (args) => ({
    message:
      arg(args, 'why') === 'switched-off'
        ? 'BROWSER is "none": none is opened.'
        : arg(args, 'why') === 'no-display'
          ? 'There is no display: no browser can be opened from here.'
          : `${arg(args, 'program') === '' ? 'No browser was found' : `BROWSER names ${arg(args, 'program')}, which is not found`}.`,
    remedy:
      'authorize prints the URL: open it in any browser, and paste the final URL if that cannot reach the callback.',
    nextCommand: 'ddoauth authorize --no-browser',
  }),
  'environment.offline': () => ({ message: 'Not looked at: --offline sends nothing.' }),
  'environment.network-unopened': (args) => ({
    message: `Nothing could be sent: ${arg(args, 'reason')}`,
  }),
  'environment.host-answers': (args) => ({
    message: `${arg(args, 'host')} answers (${arg(args, 'status')})${arg(args, 'proxy') === '' ? '' : ` through the proxy ${arg(args, 'proxy')}`}.`,
  }),
  'environment.clock-right': (args) => ({
    message: `Right, by the Date of ${counted(arg(args, 'samples'), 'answer')}.`,
  }),
  'environment.clock-off': (args) => ({
    message: `${offBy(args)} of Datadog, by the Date of ${counted(arg(args, 'samples'), 'answer')}.`,
    remedy:
      'Set the clock: with it wrong certificates seem to be out of their time, codes too old, and data is dropped.',
  }),
  'environment.clock-unknown': () => ({
    message: 'Not known: no answer of Datadog names the time.',
  }),
  'environment.last-report': (args) => {
    const inconclusive = arg(args, 'inconclusive');
    const others = arg(args, 'others');
    return {
      message: `${arg(args, 'command')} of ${arg(args, 'startedAt')} had ${arg(args, 'failed')} failed${inconclusive === '0' ? '' : ` and ${inconclusive} inconclusive`}; its failures follow.${others === '' ? '' : ` Also kept: ${others}.`}`,
      remedy: 'Run it again once the cause is fixed: what passes then is forgotten here.',
      nextCommand: `ddoauth ${arg(args, 'command')}`,
    };
  },
  'environment.no-failed-report': () => ({
    message: 'No report with failures of this client is kept.',
  }),
};
