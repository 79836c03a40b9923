package org.voiceteller.persistence.audit;

import java.security.PublicKey;
import java.util.concurrent.CompletionStage;

/**
 * Signs statements about the ledger with the bank's audit key. The key may be elsewhere, in a key
 * service or a hardware module: nothing here wants to see it.
 */
public interface HeadSigner {

  PublicKey publicKey();

  /**
   * @return an Ed25519 signature (RFC 8032) of 64 bytes; fails when the key cannot be reached, and
   *     is asked again later
   */
  CompletionStage<byte[]> sign(byte[] message);
}
