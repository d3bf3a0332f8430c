import { offerCopy } from './copy.ts';
import { focusErrors, guardSubmits } from './forms.ts';
import { offerPrint } from './print.ts';
import { offerShare } from './share.ts';
import { comfortSigning } from './sign-form.ts';

// Comfort only: every page and every form works without any of it.
offerCopy(document);
offerShare(document);
offerPrint(document);
comfortSigning(document);
guardSubmits(document);
focusErrors(document);
