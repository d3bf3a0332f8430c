/** What binds each sealed text to its row and column: a ciphertext moved elsewhere does not open. */
export const emailPlace = (signatureId: string) => `signature:${signatureId}:email`;
export const contactPlace = (signatureId: string) => `signature:${signatureId}:contact`;
