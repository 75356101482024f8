import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { finding } from '../../../catalog/findings.ts';
import type { Host } from '../../../host/host.ts';
import type { Verdict } from '../../../model/report.ts';
import { startEnvironmentCheck } from './environment-check.ts';

/** Variables with which programs are given other CAs, files first. */
const FILES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];
const OTHERS = ['SSL_CERT_DIR', 'NODE_OPTIONS', 'NODE_USE_SYSTEM_CA'];

/**
 * Which variables change whom programs trust. Node passes over a file it cannot read, so that an app
 * then fails with an unknown issuer.
 */
export async function judgeCertificateVariables(host: Host): Promise<Verdict> {
  const { env, clock, cwd } = host;
  const check = startEnvironmentCheck(clock, 'certificates', 'Certificate variables');
  const isSet = (name: string): boolean => (env[name]?.trim() ?? '') !== '';
  const names = [...FILES, ...OTHERS].filter(isSet);
  const unreadable: string[] = [];
  for (const name of FILES.filter(isSet)) {
    if (!(await holdsPem(resolve(cwd, env[name] ?? '')))) unreadable.push(name);
  }
  if (env['NODE_TLS_REJECT_UNAUTHORIZED']?.trim() === '0') {
    return check({
      grade: 'warning',
      finding: finding('environment.certificates-unchecked', { names }),
    });
  }
  if (unreadable.length > 0) {
    return check({
      grade: 'warning',
      finding: finding('environment.ca-unreadable', { names, unreadable }),
    });
  }
  return check({ grade: 'passed', finding: finding('environment.certificates', { names }) });
}

async function holdsPem(path: string): Promise<boolean> {
  return readFile(path, 'utf8').then(
    (text) => text.includes('-----BEGIN'),
    () => false,
  );
}
