package org.voiceteller.core.audit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An audit entry at its place in the ledger. The line is canonical JSON with {@code type} ({@code
 * entry}), {@code format}, {@code sequence}, {@code previous} (the hash of the place before),
 * {@code appendedAt}, {@code entry} (the fields of {@link ChainLink}), {@code entryHash} (its hash
 * in the call's chain) and {@code hash}: SHA-256 of the line's canonical JSON without {@code hash}.
 *
 * @param sequence counts from 1 without a gap
 * @param json the whole line
 */
public record LedgerLine(long sequence, String hash, String json) {

  static final String TYPE = "entry";
  static final int FORMAT = 1;

  /** Where the ledger ends. */
  public record Head(long sequence, String hash) {

    /** Of a ledger that holds nothing. */
    public static Head ofNothing() {
      return new Head(0, AuditHash.NONE);
    }
  }

  /** The line that follows this head. */
  public static LedgerLine after(Head head, Chained chained, Instant appendedAt) {
    Map<String, @Nullable Object> entry =
        ChainLink.fields(
            chained.entry(), chained.link() == null ? null : chained.link().previous());
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("type", TYPE);
    line.put("format", FORMAT);
    line.put("sequence", head.sequence() + 1);
    line.put("previous", head.hash());
    line.put("appendedAt", ChainLink.time(appendedAt));
    line.put("entry", entry);
    line.put("entryHash", entryHash(chained));
    String hash = AuditHash.of(CanonicalJson.write(line));
    line.put("hash", hash);
    return new LedgerLine(head.sequence() + 1, hash, CanonicalJson.write(line));
  }

  /**
   * The hash that the entry has in its call's chain; of an unchained one the hash of its fields.
   */
  public static String entryHash(Chained chained) {
    return chained.link() == null
        ? AuditHash.of(CanonicalJson.write(ChainLink.fields(chained.entry(), null)))
        : chained.link().hash();
  }

  public Head head() {
    return new Head(sequence, hash);
  }
}
