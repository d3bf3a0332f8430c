import { offerCopy } from '../copy.ts';
import { focusErrors, guardSubmits } from '../forms.ts';
import { comfortEditing } from './editing.ts';
import { comfortFocal } from './focal.ts';
import { drawNameBands } from './name-bands.ts';
import { dragOrders } from './order.ts';
import { offerPasskeys } from './passkeys.ts';
import { comfortQueue } from './queue.ts';
import { comfortReason } from './reason.ts';
import { suggestThings } from './suggest.ts';
import { comfortUploads } from './upload.ts';

// Comfort for the staff: every page and every form of the desk works without any of it.
guardSubmits(document);
focusErrors(document);
offerPasskeys(document);
void comfortEditing(document);
offerCopy(document);
comfortFocal(document);
void comfortUploads(document);
comfortQueue(document);
comfortReason(document);
dragOrders(document);
suggestThings(document);
drawNameBands(document);
