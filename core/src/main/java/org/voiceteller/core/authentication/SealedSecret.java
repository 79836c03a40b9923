package org.voiceteller.core.authentication;

/**
 * A secret that the bank must be able to read again, encrypted with AES-256-GCM; may stand in the
 * journal.
 *
 * @param keyId the bank's key that it was closed with
 * @param nonce 96 random bits, in base64
 * @param ciphertext with its 128-bit tag, in base64
 */
public record SealedSecret(String keyId, String nonce, String ciphertext) {}
