/** What binds each sealed text to its row and column: a ciphertext moved elsewhere does not open. */
export const emailPlace = (signatureId: string) => `signature:${signatureId}:email`;
/** Of an organisation whose name must not be known. */
export const namePlace = (signatureId: string) => `signature:${signatureId}:name`;
export const contactPlace = (signatureId: string) => `signature:${signatureId}:contact`;
