const addresses = '/desk/auth/passkey';

/**
 * Passkeys on the pages that have a place for them: `data-passkey` (signing in; its value is where that leads) and
 * `data-passkey-add`. Their buttons are hidden until this script has seen that the browser can do it.
 */
export function offerPasskeys(root: Document): void {
  if (!('PublicKeyCredential' in globalThis)) return;
  const signIn = root.querySelector<HTMLElement>('[data-passkey]');
  if (signIn) offerSignIn(signIn, signIn.dataset.passkey || '/desk');
  for (const place of root.querySelectorAll<HTMLElement>('[data-passkey-add]'))
    onButton(place, () => addPasskey(place.dataset.passkeyAdd || '/desk/account'));
}

function offerSignIn(place: HTMLElement, to: string): void {
  onButton(place, () => signInWithPasskey(to, false));
  // Where the browser has a passkey for us, it offers it in the address field, before anything is typed.
  if (place.querySelector('[autocomplete~=webauthn]'))
    void library()
      .then((webauthn) => webauthn.browserSupportsWebAuthnAutofill())
      .then((can) => (can ? signInWithPasskey(to, true) : undefined))
      // Nobody asked for it, so nobody is told: the button and the password are still there.
      .catch(() => undefined);
}

function onButton(place: HTMLElement, act: () => Promise<void>): void {
  const button = place.querySelector<HTMLButtonElement>('[data-passkey-button]');
  const failed = place.querySelector<HTMLElement>('[data-passkey-failed]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => {
    button.disabled = true;
    if (failed) failed.textContent = '';
    act()
      .catch(() => {
        if (failed) failed.textContent = failed.dataset.passkeyFailed ?? '';
      })
      .finally(() => {
        button.disabled = false;
      });
  });
}

async function signInWithPasskey(to: string, autofill: boolean): Promise<void> {
  const { startAuthentication } = await library();
  const optionsJSON = await ask('/generate-authenticate-options');
  const response = await startAuthentication({ optionsJSON, useBrowserAutofill: autofill });
  await ask('/verify-authentication', { response });
  location.assign(to);
}

async function addPasskey(to: string): Promise<void> {
  const { startRegistration } = await library();
  const optionsJSON = await ask('/generate-register-options');
  const response = await startRegistration({ optionsJSON });
  await ask('/verify-registration', { response });
  location.assign(to);
}

/** Only pages with a passkey on them need it. */
const library = () => import('@simplewebauthn/browser');

async function ask(path: string, body?: object) {
  const answer = await fetch(addresses + path, {
    ...(body && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}
