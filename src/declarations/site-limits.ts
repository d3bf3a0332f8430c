/** How many of the newest organisations the declaration shows. */
export const newestShown = 12;
