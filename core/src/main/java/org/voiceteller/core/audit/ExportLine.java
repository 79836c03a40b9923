package org.voiceteller.core.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One line of an export, as far as it can be understood. */
sealed interface ExportLine {

  /** The first line: how much the bank's key says there is. */
  record Header(
      long entries,
      long heads,
      String lastHead,
      String hash,
      String keyId,
      String publicKey,
      String signedAt,
      Map<String, @Nullable Object> fields)
      implements ExportLine {}

  record Head(
      long number,
      String previousHead,
      long sequence,
      String hash,
      String keyId,
      String line,
      Map<String, @Nullable Object> fields)
      implements ExportLine {}

  /**
   * @param previousInCall null when it is from before entries were chained
   * @param holds whether both of its hashes are those of its content
   */
  record Entry(
      long sequence,
      String previous,
      String hash,
      String auditId,
      String sessionId,
      long auditNumber,
      String action,
      @Nullable String previousInCall,
      String entryHash,
      boolean holds)
      implements ExportLine {

    /** What stands before the first entry. */
    static Entry none() {
      return new Entry(0, "", AuditHash.NONE, "", "", 0, "", null, "", true);
    }
  }

  record Unreadable() implements ExportLine {}

  static ExportLine read(String line) {
    Optional<Map<String, @Nullable Object>> fields = CanonicalJson.read(line);
    try {
      return fields.isPresent() ? of(fields.get(), line) : new Unreadable();
    } catch (IllegalArgumentException incomplete) {
      return new Unreadable();
    }
  }

  private static ExportLine of(Map<String, @Nullable Object> line, String text) {
    return switch (text(line, "type")) {
      case LedgerLine.TYPE -> entry(line);
      case SignedStatement.HEAD ->
          new Head(
              number(line, "number"),
              text(line, "previousHead"),
              number(line, "sequence"),
              text(line, "hash"),
              text(line, "keyId"),
              text,
              line);
      case SignedStatement.EXPORT ->
          new Header(
              number(line, "entries"),
              number(line, "heads"),
              text(line, "lastHead"),
              text(line, "hash"),
              text(line, "keyId"),
              text(line, "publicKey"),
              text(line, "signedAt"),
              line);
      default -> new Unreadable();
    };
  }

  private static Entry entry(Map<String, @Nullable Object> line) {
    if (!(line.get("entry") instanceof Map<?, ?> object)) {
      throw new IllegalArgumentException("Expected an entry");
    }
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    object.forEach((name, value) -> entry.put(String.valueOf(name), value));
    String entryHash = text(line, "entryHash");
    String hash = text(line, "hash");
    Map<String, @Nullable Object> hashed = new LinkedHashMap<>(line);
    hashed.remove("hash");
    return new Entry(
        number(line, "sequence"),
        text(line, "previous"),
        hash,
        text(entry, "auditId"),
        text(entry, "sessionId"),
        number(entry, "auditNumber"),
        text(entry, "action"),
        entry.get("previousHash") == null ? null : text(entry, "previousHash"),
        entryHash,
        AuditHash.of(CanonicalJson.write(hashed)).equals(hash)
            && AuditHash.of(CanonicalJson.write(entry)).equals(entryHash));
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("Expected a text in " + name);
  }

  private static long number(Map<String, @Nullable Object> fields, String name) {
    if (fields.get(name) instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("Expected a number in " + name);
  }
}
