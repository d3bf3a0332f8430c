import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import { APIError, createAuthEndpoint } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { twoFactor } from 'better-auth/plugins';
import { z } from 'zod';
import { deriveKey, hashKeyId, type KeyRing } from '../../foundation/crypto/keys.ts';
import { newId } from '../../foundation/database/id.ts';
import type { Site } from '../../foundation/web/site.ts';
import { deviceName } from './device-name.ts';
import { hashPassword, longestPassword, shortestPassword, verifyPassword } from './password.ts';
import { hasLeft } from './person-store.ts';
import { sessionDays } from './terms.ts';

/** Ways of signing in after which a session has two factors: a verified passkey, a code on top of the password. */
const withTwoFactors = new Set([
  '/passkey/verify-authentication',
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
]);

/**
 * Credentials and sessions, by better-auth over our tables. Which of its endpoints the web reaches is decided by the
 * routes of the desk, one by one; all else is called from here. It knows nothing of networks: what slows a guesser down
 * is ours (throttle.ts), and so are invitations, roles and the audit log.
 */
export function createAuth({ db, settings, keys, log }: Site) {
  const { origin, hostname, protocol } = settings.publicUrl;
  return betterAuth({
    appName: hostname,
    baseURL: origin,
    basePath: '/desk/auth',
    trustedOrigins: [origin],
    secret: secretOf(keys),
    database: { db, type: 'postgres', transaction: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    logger: {
      level: 'error',
      // Its details may hold what was typed.
      log: (_level, message) => log.error({ auth: message.slice(0, 200) }, 'signing in'),
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      autoSignIn: false,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    user: {
      modelName: 'staff',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'staff_session',
      fields: {
        userId: 'staff_id',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'device',
      },
      additionalFields: {
        twoFactors: { type: 'boolean', fieldName: 'two_factors', input: false, defaultValue: false },
      },
      expiresIn: sessionDays * 86_400,
      disableSessionRefresh: true,
      // How recent a session must be to change factors is asked by the routes themselves.
      freshAge: 0,
    },
    account: {
      modelName: 'staff_credential',
      fields: {
        userId: 'staff_id',
        providerId: 'provider_id',
        accountId: 'account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'staff_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            if (await hasLeft(db, session.userId)) return false;
            return {
              data: {
                ...session,
                userAgent: deviceName(session.userAgent),
                twoFactors: withTwoFactors.has(context?.path ?? ''),
              },
            };
          },
        },
      },
    },
    advanced: {
      database: { generateId: () => newId() },
      ipAddress: { disableIpTracking: true },
      cookiePrefix: 'tadamun',
      useSecureCookies: protocol === 'https:',
      defaultCookieAttributes: { path: '/desk', httpOnly: true, sameSite: 'lax' },
    },
    plugins: [
      ours,
      twoFactor({
        issuer: hostname,
        allowPasswordless: false,
        // Whoever has the password could lock its owner out: throttle.ts counts instead.
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'staff_totp',
            fields: {
              userId: 'staff_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      passkey({
        rpID: hostname,
        rpName: hostname,
        origin,
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        registration: {
          afterVerification: ({ verification }) =>
            demandVerified(verification.registrationInfo?.userVerified),
        },
        authentication: {
          afterVerification: ({ verification }) =>
            demandVerified(verification.authenticationInfo.userVerified),
        },
        schema: {
          passkey: {
            modelName: 'staff_passkey',
            fields: {
              userId: 'staff_id',
              publicKey: 'public_key',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
    ],
  });
}

/**
 * Opens a session for a person whom a mailed link has let in. It has no address: only the server calls it. Such a session
 * has one factor.
 */
const ours = {
  id: 'tadamun',
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: 'POST', body: z.object({ staffId: z.uuid() }) },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.staffId);
        const session = user && (await internalAdapter.createSession(user.id));
        if (!session) throw new APIError('UNAUTHORIZED');
        await setSessionCookie(ctx, { session, user });
        return ctx.json({ opened: true });
      },
    ),
  },
};

export type Auth = ReturnType<typeof createAuth>;

/** A passkey counts as two factors only where the device has asked for a finger, a face or a PIN. */
async function demandVerified(userVerified: boolean | undefined): Promise<void> {
  if (userVerified !== true)
    throw new APIError('UNAUTHORIZED', { code: 'NOT_VERIFIED', message: 'user verification is required' });
}

/** From the secret that is never rotated: the secrets of authenticator apps are encrypted with it. */
function secretOf(keys: KeyRing): string {
  const key = deriveKey(keys, hashKeyId, 'staff');
  if (key === null) throw new RangeError('the key ring lacks its hash secret');
  return key.export().toString('base64url');
}
