import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createLog, newRequestId, scrub } from './log.ts';

/** Logs once and returns the one line, parsed. */
function logged(write: (log: ReturnType<typeof createLog>) => void): {
  text: string;
  entry: Record<string, unknown>;
} {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  write(createLog('info', 'web', destination));
  const text = lines.join('');
  return { text, entry: JSON.parse(text) };
}

describe('createLog', () => {
  test('writes one JSON object a line, with time, level and process', () => {
    const { text, entry } = logged((log) => log.info({ request: 'abc' }, 'answered'));
    expect(text.endsWith('\n')).toBe(true);
    expect(entry).toMatchObject({ level: 'info', process: 'web', request: 'abc', msg: 'answered' });
    expect(entry.time).toMatch(/^\d{4}-\d\d-\d\dT/);
  });

  test.each([
    'could not deliver to a.person+ngo@mail.example.org today',
    'GET /en/confirm?email=a.person%40example.org',
    '"A Person" <a.person@example.org>,b@example.org',
    'first line\na.person@example.org',
    'tab\ta.person@example.org\\',
    'شخص@example.org',
  ])('a mail address in a text is not written: %s', (message) => {
    const { text } = logged((log) => log.error({ err: new Error(message) }, message));
    expect(text).not.toMatch(/person|example\.org|شخص/);
    expect(text).toContain('[address]');
  });

  test('passwords in addresses of servers are not written', () => {
    const { text } = logged((log) => log.info('postgres://tadamun:hush@db.example.org:5432/tadamun?x=1'));
    expect(text).not.toContain('hush');
    expect(text).toContain('db.example.org');
  });

  test('a token in an address is not written, a slug and an id are', () => {
    const { text } = logged((log) =>
      log.info(
        { path: '/en/confirm/q3VtZm9v_kJhcg-ZkYmFyMTIz' },
        '/ar/campaigns/stop-private-military-companies',
      ),
    );
    expect(text).not.toContain('q3VtZm9v');
    expect(text).toContain('stop-private-military-companies');
    expect(scrub('/files/0192f0c1-2b3c-7d4e-8f50-617283940a1b')).toContain('0192f0c1');
  });

  test('of a database error the values are not written', () => {
    const error = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(Secret Body) exists',
      parameters: ['Secret Body'],
    });
    const { text, entry } = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).not.toContain('Secret Body');
    expect(entry.err).toMatchObject({ type: 'Error', code: '23505', message: 'duplicate key' });
  });

  test('secret fields are left out', () => {
    const { entry } = logged((log) =>
      log.info({ email: 'x', form: { token: 'y', country: 'IQ' } }, 'posted'),
    );
    expect(entry).not.toHaveProperty('email');
    expect(entry.form).toEqual({ country: 'IQ' });
  });

  test('whatever is written, the line stays JSON and an address in it is gone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        const { text } = logged((log) => log.info(`${before} hidden@example.org ${after}`));
        expect(text).not.toContain('hidden@');
      }),
    );
  });
});

test('request ids differ and are short', () => {
  expect(newRequestId()).toMatch(/^[\w-]{12}$/);
  expect(newRequestId()).not.toBe(newRequestId());
});
