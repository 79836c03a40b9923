package org.voiceteller.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the bank's audit key signs: that its ledger held so many entries with that hash at that
 * time. In canonical JSON; the signature is Ed25519 (RFC 8032) over the canonical JSON of all other
 * fields, in Base64.
 */
public final class SignedStatement {

  static final String HEAD = "head";
  static final String EXPORT = "export";
  static final int FORMAT = 1;

  /**
   * How far the signed heads are, which are chained like the entries.
   *
   * @param count of all of them
   * @param hash of the last one's line; {@link AuditHash#NONE} when there is none
   */
  public record Heads(long count, String hash) {

    public static Heads none() {
      return new Heads(0, AuditHash.NONE);
    }

    /** After one more, which is this line. */
    public Heads after(String line) {
      return new Heads(count + 1, AuditHash.of(line));
    }
  }

  private final Map<String, @Nullable Object> fields;

  private SignedStatement(Map<String, @Nullable Object> fields) {
    this.fields = fields;
  }

  /**
   * A head that stands in the ledger itself.
   *
   * @param last how far the heads are before this one
   */
  public static SignedStatement head(
      Heads last, LedgerLine.Head head, Instant signedAt, String keyId) {
    SignedStatement statement = of(HEAD, signedAt, keyId);
    statement.fields.put("number", last.count() + 1);
    statement.fields.put("previousHead", last.hash());
    statement.fields.put("sequence", head.sequence());
    statement.fields.put("hash", head.hash());
    return statement;
  }

  /**
   * The first line of an export: how much follows.
   *
   * @param heads the signed heads that stand among the entries
   */
  public static SignedStatement export(
      LedgerLine.Head head, Heads heads, Instant signedAt, PublicKey key) {
    SignedStatement statement = of(EXPORT, signedAt, keyId(key));
    statement.fields.put("entries", head.sequence());
    statement.fields.put("heads", heads.count());
    statement.fields.put("lastHead", heads.hash());
    statement.fields.put("hash", head.hash());
    statement.fields.put("publicKey", Base64.getEncoder().encodeToString(key.getEncoded()));
    return statement;
  }

  private static SignedStatement of(String type, Instant signedAt, String keyId) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("format", FORMAT);
    fields.put("signedAt", ChainLink.time(signedAt));
    fields.put("keyId", keyId);
    return new SignedStatement(fields);
  }

  /** The bytes to sign. */
  public byte[] message() {
    return CanonicalJson.write(fields).getBytes(UTF_8);
  }

  /** The statement as a line, with its signature. */
  public String signed(byte[] signature) {
    Map<String, @Nullable Object> signed = new LinkedHashMap<>(fields);
    signed.put("signature", Base64.getEncoder().encodeToString(signature));
    return CanonicalJson.write(signed);
  }

  /** The first 16 hexadecimal digits of SHA-256 over the key as an X.509 SubjectPublicKeyInfo. */
  public static String keyId(PublicKey key) {
    return HexFormat.of().formatHex(AuditHash.sha256(key.getEncoded())).substring(0, 16);
  }

  /** Whether this key has signed these fields of a line. */
  static boolean isSignedBy(PublicKey key, Map<String, @Nullable Object> line) {
    Map<String, @Nullable Object> unsigned = new LinkedHashMap<>(line);
    if (!(unsigned.remove("signature") instanceof String signature)) {
      return false;
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(CanonicalJson.write(unsigned).getBytes(UTF_8));
      return ed25519.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
      return false;
    }
  }
}
