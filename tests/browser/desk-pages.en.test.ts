import { describeDesk } from './desk-pages.ts';

describeDesk('en');
