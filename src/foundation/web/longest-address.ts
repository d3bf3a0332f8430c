/** Characters of an address, its origin among them, beyond which nobody is answered: 414. */
export const longestAddress = 2_000;
