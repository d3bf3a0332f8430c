/** Under which licence the record is given: the statements and their arrangement, not the sources. */
export const licence = {
  name: 'CC BY 4.0',
  url: 'https://creativecommons.org/licenses/by/4.0/',
  covers: 'The statements and their arrangement. Sources and quotations keep their own rights.',
} as const;
