import { describeOddSites } from '../support/odd-site-cells.ts';
import { PROXY_ROWS } from './odd-sites-proxy.rows.ts';

describeOddSites(PROXY_ROWS);
