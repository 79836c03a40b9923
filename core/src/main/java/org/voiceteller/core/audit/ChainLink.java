package org.voiceteller.core.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What ties an audit entry to the one before it in its call.
 *
 * <p>Format 1: the hash is SHA-256 over the canonical JSON ({@link CanonicalJson}) of {@code
 * auditId, auditNumber, timestamp, customerId, sessionId, action, resource, result, authLevel,
 * ipAddress, jurisdiction, pii_accessed, compliance_flags, previousHash, format}. Times have nine
 * digits of a second and end with {@code Z}; what is unknown is null.
 *
 * @param format of the hashed text
 * @param previous the hash of the call's entry before; {@link AuditHash#NONE} for the first
 * @param hash of this entry with all of that
 */
public record ChainLink(int format, String previous, String hash) {

  /** The one that is written today. */
  public static final int FORMAT = 1;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  static ChainLink after(String previous, AuditEntry entry) {
    return new ChainLink(
        FORMAT, previous, AuditHash.of(CanonicalJson.write(fields(entry, previous))));
  }

  /** Whether the entry is still the one that was linked. */
  public boolean holds(AuditEntry entry) {
    return format == FORMAT && equals(after(previous, entry));
  }

  /**
   * The fields that are hashed, under the names that auditors know.
   *
   * @param previous null for an entry from before entries were chained
   */
  public static Map<String, @Nullable Object> fields(AuditEntry entry, @Nullable String previous) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("auditId", entry.auditId());
    fields.put("auditNumber", entry.number());
    fields.put("timestamp", time(entry.at()));
    fields.put("customerId", entry.customerId());
    fields.put("sessionId", entry.callId());
    fields.put("action", entry.action());
    fields.put("resource", entry.resource());
    fields.put("result", entry.result().name());
    fields.put("authLevel", "Level" + entry.level().number());
    fields.put("ipAddress", entry.address());
    fields.put("jurisdiction", entry.jurisdiction());
    fields.put("pii_accessed", entry.personalDataSeen());
    fields.put("compliance_flags", entry.flags());
    fields.put("previousHash", previous);
    fields.put("format", FORMAT);
    return fields;
  }

  /** ISO 8601 in UTC with nine digits of a second. */
  static String time(Instant time) {
    return TIME.format(time);
  }
}
