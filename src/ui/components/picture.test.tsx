import { expect, test } from 'vitest';
import { Picture } from './picture.tsx';

const picture = {
  src: '/files/a',
  width: 960,
  height: 480,
  sources: [{ type: 'image/avif', srcset: '/files/b 480w, /files/c 960w' }],
};

test('a picture names every form of it, keeps its room, and says what it shows', () => {
  const html = String(<Picture picture={picture} alt='A "street"' crop="wide" focal={{ x: 12, y: 88 }} />);
  expect(html).toContain('<source type="image/avif" srcset="/files/b 480w, /files/c 960w"');
  expect(html).toMatch(
    /<img src="\/files\/a" alt="A &quot;street&quot;" width="960" height="480" loading="lazy"/,
  );
  expect(html).toContain('data-x="10" data-y="90"');
  expect(String(<Picture picture={picture} alt="" first />)).not.toMatch(/lazy|data-x|class/);
});
