import type { SITE_FINDINGS } from '../../catalog/findings/site.ts';
import { arg, type Wording } from '../words.ts';

/** The sentences of `sites`. */
export const SITE_WORDS: Record<keyof typeof SITE_FINDINGS, Wording> = {
  'site.listed': (args) => ({
    message: `${arg(args, 'url')} · ${arg(args, 'status')} · ${arg(args, 'source')}`,
  }),
};
