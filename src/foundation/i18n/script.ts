/** The language tag that makes a name of unknown language read and break as its script wants. */
export function scriptOf(name: string): 'ar' | 'en' {
  return /\p{Script=Arabic}/u.test(name) ? 'ar' : 'en';
}
