package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * {@code X-Twilio-Signature}: HMAC-SHA1 with the account's auth token, in base64, over the address
 * as Twilio knows it and, of a form, each parameter's name and value in the order of the names. A
 * WebSocket's address begins with {@code wss:}. SHA-1 is Twilio's choice; in an HMAC its known
 * weakness is none (RFC 6194, section 3.3).
 *
 * <p>Twilio signs with the address's port or without it, so both count, as in its own libraries.
 * Source: https://www.twilio.com/docs/usage/security#validating-requests. Thread-safe.
 */
final class TwilioSignature {

  private static final String ALGORITHM = "HmacSHA1";
  private static final Pattern ADDRESS =
      Pattern.compile("(?<scheme>[a-z]+)://(?<host>[^/?#:]+)(?<port>:[0-9]+)?(?<rest>.*)");

  private final SecretKeySpec key;

  TwilioSignature(String authToken) {
    key = new SecretKeySpec(authToken.getBytes(UTF_8), ALGORITHM);
  }

  /**
   * @param address public, with its query
   * @param form empty for a request without a body
   * @param signature as sent
   */
  boolean isRight(String address, SortedMap<String, SortedSet<String>> form, String signature) {
    byte[] sent = signature.getBytes(UTF_8);
    boolean isRight = false;
    for (String spelling : spellings(address)) {
      isRight |= MessageDigest.isEqual(signatureOf(spelling, form).getBytes(UTF_8), sent);
    }
    return isRight;
  }

  private String signatureOf(String address, SortedMap<String, SortedSet<String>> form) {
    StringBuilder text = new StringBuilder(address);
    form.forEach((name, values) -> values.forEach(value -> text.append(name).append(value)));
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA-1", impossible);
    }
  }

  private static SequencedSet<String> spellings(String address) {
    SequencedSet<String> spellings = new LinkedHashSet<>(List.of(address));
    Matcher parts = ADDRESS.matcher(address);
    if (parts.matches()) {
      boolean isSecure = parts.group("scheme").matches("https|wss");
      String port = parts.group("port") == null ? isSecure ? ":443" : ":80" : parts.group("port");
      String host = parts.group("scheme") + "://" + parts.group("host");
      spellings.add(host + port + parts.group("rest"));
      spellings.add(host + parts.group("rest"));
    }
    return spellings;
  }
}
