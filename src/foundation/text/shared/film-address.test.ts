import { expect, test } from 'vitest';
import { isFilm } from './film-address.ts';

const sha = 'c0'.repeat(32);

test.each([
  'https://www.youtube.com/watch?v=abc',
  'https://m.youtube.com/shorts/abc',
  'https://youtu.be/abc',
  'https://vimeo.com/76979871',
  'https://archive.org/details/hearing-2008',
  'https://tube.example.org/w/kkGMgK9ZtnKfYAgnEtQxbv',
  'https://tube.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d',
  `/files/${sha}/speech.mp4`,
  `/files/${sha}/خطاب.webm`,
])('%s is a film', (address) => expect(isFilm(address)).toBe(true));

test.each([
  'https://youtube.com/',
  'https://youtube.com.example.org/watch?v=abc',
  'https://example.org/youtube.com/watch',
  'https://archive.org/',
  'https://tube.example.org/w/short',
  `/files/${sha}/speech.pdf`,
  `/files/${sha}/a.pdf?x=.mp4`,
  `//files/${sha}/speech.mp4`,
  'javascript:youtube.com',
  'mailto:a@vimeo.com',
  '',
])('%s is none', (address) => expect(isFilm(address)).toBe(false));
