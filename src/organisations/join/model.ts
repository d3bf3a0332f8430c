/** What binds the sealed contact of an application to its row. */
export const joinContactPlace = (applicationId: string) => `join:${applicationId}:contact`;
/** What binds the sealed address of a member to its row. */
export const memberContactPlace = (organisationId: string) => `member:${organisationId}:email`;
