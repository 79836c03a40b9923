package org.voiceteller.persistence.projection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * Audit entries as items of {@code Banking_AuditLogs}: every field that is hashed under its own
 * name, and the hash, so that an item can be checked by itself. What is null is left out. Beside
 * them stand the day and the action's day, and the day once more of what went wrong or is flagged:
 * they follow from the entry, and it is found by them.
 */
final class AuditItems {

  /** What an item is only found by. */
  static final List<String> FOUND_BY = List.of("day", "actionDay", "markedDay");

  private AuditItems() {}

  /** Adds the entry, and counts it once. */
  static CompletionStage<Done> append(TableWriter writer, Chained chained) {
    return writer.append(
        Table.AUDIT_LOGS, item(chained), FOUND_BY, CallFigures.audited(chained.entry()));
  }

  static Items item(Chained chained) {
    Items item = Items.item();
    Map<String, @Nullable Object> fields =
        ChainLink.fields(
            chained.entry(), chained.link() == null ? null : chained.link().previous());
    fields.forEach((name, value) -> put(item, name, value));
    String day = Items.dayText(chained.entry().at());
    return item.text("entryHash", LedgerLine.entryHash(chained))
        .text("day", day)
        .text("actionDay", chained.entry().action() + "#" + day)
        .text("markedDay", isMarked(chained.entry()) ? day : null);
  }

  /** What is searched for by its flags or by how it ended: few, among many that went well. */
  private static boolean isMarked(AuditEntry entry) {
    return !entry.flags().isEmpty()
        || switch (entry.result()) {
          case SUCCESS, PROPOSED -> false;
          case REFUSED, FAILED, CANCELLED -> true;
        };
  }

  private static void put(Items item, String name, @Nullable Object value) {
    switch (value) {
      case null -> item.text(name, null);
      case String text -> item.text(name, text);
      case Long number -> item.number(name, number);
      case Integer number -> item.number(name, number);
      case Boolean flag -> item.flag(name, flag);
      case List<?> texts -> item.texts(name, texts.stream().map(String::valueOf).toList());
      default ->
          throw new IllegalStateException(
              "Expected a text, number, flag or texts in " + name + ", but got another thing");
    }
  }
}
