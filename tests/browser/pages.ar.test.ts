import { describePages } from './pages.ts';

describePages('ar', 'full');
