/** A session ends so many days after signing in, whatever happens. */
export const sessionDays = 14;
/** It ends earlier when nobody used it for so many days. */
export const idleDays = 3;
/** Factors and the password are changed in a session no older than this, in hours. */
export const freshHours = 12;
/** An invitation, and a link to come back, can be used for so many days. */
export const invitationDays = 7;
/** A link that makes a browser known, in hours. */
export const deviceLinkHours = 1;
/** Names of people and passkeys. */
export const longestName = 100;

/** Wrong passwords and codes that a session may send in an hour. */
export const passwordTriesPerHour = 20;
