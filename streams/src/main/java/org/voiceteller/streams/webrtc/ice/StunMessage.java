package org.voiceteller.streams.webrtc.ice;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A STUN message that was read (RFC 8489 §5, §14). The bytes are kept for what is reckoned over
 * them.
 *
 * @param bytes the whole message; not copied
 * @param type of 14 bits
 * @param transaction 12 bytes
 */
record StunMessage(byte[] bytes, int type, byte[] transaction, List<Attribute> attributes) {

  static final int BINDING_REQUEST = 0x0001;
  static final int BINDING_SUCCESS = 0x0101;
  static final int BINDING_ERROR = 0x0111;

  static final int USERNAME = 0x0006;
  static final int MESSAGE_INTEGRITY = 0x0008;
  static final int ERROR_CODE = 0x0009;
  static final int UNKNOWN_ATTRIBUTES = 0x000a;
  static final int XOR_MAPPED_ADDRESS = 0x0020;
  static final int PRIORITY = 0x0024;
  static final int USE_CANDIDATE = 0x0025;
  static final int FINGERPRINT = 0x8028;
  static final int ICE_CONTROLLED = 0x8029;

  static final int MAGIC_COOKIE = 0x2112_a442;
  static final int HEADER_BYTES = 20;

  /** Attributes that are understood or may be skipped though they are below 0x8000. */
  private static final List<Integer> UNDERSTOOD =
      List.of(USERNAME, MESSAGE_INTEGRITY, PRIORITY, USE_CANDIDATE);

  /**
   * @param at where its value begins
   */
  record Attribute(int type, int at, int length) {}

  /** Never throws; empty when this is no whole STUN message. */
  static Optional<StunMessage> parse(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || bytes.length % 4 != 0) {
      return Optional.empty();
    }
    ByteBuffer message = ByteBuffer.wrap(bytes);
    int type = message.getShort(0) & 0xffff;
    int length = message.getShort(2) & 0xffff;
    if ((type & 0xc000) != 0
        || message.getInt(4) != MAGIC_COOKIE
        || length != bytes.length - HEADER_BYTES) {
      return Optional.empty();
    }
    List<Attribute> attributes = new ArrayList<>();
    int at = HEADER_BYTES;
    while (at < bytes.length) {
      int attribute = message.getShort(at) & 0xffff;
      int size = message.getShort(at + 2) & 0xffff;
      if (at + 4 + size > bytes.length) {
        return Optional.empty();
      }
      attributes.add(new Attribute(attribute, at + 4, size));
      at += 4 + (size + 3) / 4 * 4;
    }
    return Optional.of(
        new StunMessage(bytes, type, Arrays.copyOfRange(bytes, 8, HEADER_BYTES), attributes));
  }

  private Optional<Attribute> find(int attribute) {
    return attributes.stream().filter(each -> each.type() == attribute).findFirst();
  }

  boolean has(int attribute) {
    return find(attribute).isPresent();
  }

  /** {@code USERNAME}; empty when there is none. */
  Optional<String> username() {
    return find(USERNAME)
        .map(it -> new String(bytes, it.at(), it.length(), StandardCharsets.UTF_8));
  }

  /** Whether it carries the integrity that this password gives (RFC 8489 §14.5). */
  boolean isSealedWith(String password) {
    return find(MESSAGE_INTEGRITY)
        .filter(it -> it.length() == StunWriter.INTEGRITY_BYTES)
        .filter(
            it ->
                MessageDigest.isEqual(
                    Arrays.copyOfRange(bytes, it.at(), it.at() + it.length()),
                    StunWriter.integrity(Arrays.copyOf(bytes, it.at() - 4), password)))
        .isPresent();
  }

  /** Whether the last attribute is the right fingerprint (RFC 8489 §14.7). */
  boolean hasRightFingerprint() {
    if (attributes.isEmpty()) {
      return false;
    }
    Attribute last = attributes.getLast();
    return last.type() == FINGERPRINT
        && last.length() == 4
        && ByteBuffer.wrap(bytes).getInt(last.at())
            == StunWriter.fingerprint(Arrays.copyOf(bytes, last.at() - 4));
  }

  /** Attributes that must be understood and are not (RFC 8489 §6.3.1). */
  List<Integer> notUnderstood() {
    return attributes.stream()
        .map(Attribute::type)
        .filter(each -> each < 0x8000 && !UNDERSTOOD.contains(each))
        .toList();
  }
}
