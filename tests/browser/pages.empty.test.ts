import { describePages } from './pages.ts';

describePages('en', 'empty');
describePages('ar', 'empty');
