declare const __DDOAUTH_VERSION__: string | undefined;

/** This program; the build puts the version of package.json in. */
export const TOOL = {
  name: 'ddoauth',
  version: typeof __DDOAUTH_VERSION__ === 'string' ? __DDOAUTH_VERSION__ : '0.0.0-source',
};
