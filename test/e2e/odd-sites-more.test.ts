import { describeOddSites } from '../support/odd-site-cells.ts';
import { MORE_ROWS } from './odd-sites-more.rows.ts';

describeOddSites(MORE_ROWS);
