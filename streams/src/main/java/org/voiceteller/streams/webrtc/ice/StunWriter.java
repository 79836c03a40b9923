package org.voiceteller.streams.webrtc.ice;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Writes one STUN message, attribute by attribute (RFC 8489 §5, §14). */
final class StunWriter {

  static final int INTEGRITY_BYTES = 20;
  private static final int FINGERPRINT_XOR = 0x5354_554e;

  private final ByteArrayOutputStream attributes = new ByteArrayOutputStream();
  private final int type;
  private final byte[] transaction;

  StunWriter(int type, byte[] transaction) {
    this.type = type;
    this.transaction = transaction;
  }

  StunWriter attribute(int attribute, byte[] value) {
    attributes.writeBytes(
        ByteBuffer.allocate(4).putShort((short) attribute).putShort((short) value.length).array());
    attributes.writeBytes(value);
    attributes.writeBytes(new byte[(4 - value.length % 4) % 4]);
    return this;
  }

  StunWriter text(int attribute, String value) {
    return attribute(attribute, value.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code XOR-MAPPED-ADDRESS} (RFC 8489 §14.2). */
  StunWriter mappedAddress(InetSocketAddress address) {
    byte[] ip = address.getAddress().getAddress();
    ByteBuffer key = ByteBuffer.allocate(16).putInt(StunMessage.MAGIC_COOKIE).put(transaction);
    for (int i = 0; i < ip.length; i++) {
      ip[i] ^= key.get(i);
    }
    int family = ip.length == 4 ? 1 : 2;
    return attribute(
        StunMessage.XOR_MAPPED_ADDRESS,
        ByteBuffer.allocate(4 + ip.length)
            .putShort((short) family)
            .putShort((short) (address.getPort() ^ StunMessage.MAGIC_COOKIE >>> 16))
            .put(ip)
            .array());
  }

  /** {@code ERROR-CODE} (RFC 8489 §14.8). */
  StunWriter error(int code, String reason) {
    byte[] words = reason.getBytes(StandardCharsets.UTF_8);
    return attribute(
        StunMessage.ERROR_CODE,
        ByteBuffer.allocate(4 + words.length)
            .putInt(code / 100 << 8 | code % 100)
            .put(words)
            .array());
  }

  StunWriter unknown(List<Integer> unknown) {
    ByteBuffer value = ByteBuffer.allocate(2 * unknown.size());
    unknown.forEach(each -> value.putShort(each.shortValue()));
    return attribute(StunMessage.UNKNOWN_ATTRIBUTES, value.array());
  }

  StunWriter sealedWith(String password) {
    return attribute(StunMessage.MESSAGE_INTEGRITY, integrity(soFar(), password));
  }

  /** The whole message, with its fingerprint. */
  byte[] bytes() {
    int fingerprint = fingerprint(soFar());
    attribute(StunMessage.FINGERPRINT, ByteBuffer.allocate(4).putInt(fingerprint).array());
    return soFar();
  }

  private byte[] soFar() {
    return ByteBuffer.allocate(StunMessage.HEADER_BYTES + attributes.size())
        .putShort((short) type)
        .putShort((short) attributes.size())
        .putInt(StunMessage.MAGIC_COOKIE)
        .put(transaction)
        .put(attributes.toByteArray())
        .array();
  }

  /**
   * @param before all that stands before the attribute; its length field is set as if the attribute
   *     were the last
   */
  static byte[] integrity(byte[] before, String password) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
      return mac.doFinal(withRoomFor(before, INTEGRITY_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected the JDK to have HMAC-SHA1", e);
    }
  }

  static int fingerprint(byte[] before) {
    CRC32 crc = new CRC32();
    crc.update(withRoomFor(before, 4));
    return (int) crc.getValue() ^ FINGERPRINT_XOR;
  }

  private static byte[] withRoomFor(byte[] before, int value) {
    byte[] message = before.clone();
    ByteBuffer.wrap(message)
        .putShort(2, (short) (before.length - StunMessage.HEADER_BYTES + 4 + value));
    return message;
  }
}
