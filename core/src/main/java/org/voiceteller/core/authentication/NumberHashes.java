package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.voiceteller.core.authentication.BankKeys.Use;
import org.voiceteller.core.customer.PhoneNumber;

/**
 * What stands for a telephone number wherever it is a key. Keyed: there are so few numbers that a
 * plain hash of one is found by trying all of them.
 */
public record NumberHashes(BankKeys keys) {

  /** HMAC-SHA-256 in base64 with the alphabet for names (RFC 4648, section 5), 43 characters. */
  public String of(PhoneNumber number) {
    return KeyedHash.of(keys.key(keys.numbersId(), Use.PHONE_NUMBER), number.e164().getBytes(UTF_8))
        .replace('+', '-')
        .replace('/', '_')
        .replace("=", "");
  }
}
