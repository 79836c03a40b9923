package org.voiceteller.persistence.console;

import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.persistence.dynamodb.ItemFields;

/**
 * An audit entry as {@code Banking_AuditLogs} holds it.
 *
 * @param format of what was hashed
 * @param previousHash of the entry before it in its call; null when it was kept before entries were
 *     chained
 * @param hash its own, as it is written there
 */
public record StoredEntry(
    AuditEntry entry, long format, @Nullable String previousHash, String hash) {

  static StoredEntry of(ItemFields item) {
    return new StoredEntry(
        new AuditEntry(
            item.text("auditId"),
            item.number("auditNumber"),
            item.time("timestamp"),
            item.optionalText("customerId"),
            item.text("sessionId"),
            item.text("action"),
            item.optionalText("resource"),
            AuditEntry.Result.valueOf(item.text("result")),
            CallRow.level(item.text("authLevel")),
            item.optionalText("ipAddress"),
            item.text("jurisdiction"),
            item.flag("pii_accessed"),
            item.texts("compliance_flags")),
        item.number("format"),
        item.optionalText("previousHash"),
        item.text("entryHash"));
  }

  /** Whether the hash that is written beside the entry is the entry's. */
  boolean isUnchanged() {
    ChainLink link =
        previousHash == null ? null : new ChainLink(Math.toIntExact(format), previousHash, hash);
    return link == null
        ? LedgerLine.entryHash(new Chained(entry, null)).equals(hash)
        : link.holds(entry);
  }
}
