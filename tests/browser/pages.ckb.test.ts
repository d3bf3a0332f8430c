import { describePages } from './pages.ts';

describePages('ckb', 'full');
