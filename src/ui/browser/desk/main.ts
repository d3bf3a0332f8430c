import { offerCopy } from '../copy.ts';
import { focusErrors, guardSubmits } from '../forms.ts';
import { comfortEditing } from './editing.ts';
import { offerPasskeys } from './passkeys.ts';

// Comfort for the staff: every page and every form of the desk works without any of it.
guardSubmits(document);
focusErrors(document);
offerPasskeys(document);
void comfortEditing(document);
offerCopy(document);
