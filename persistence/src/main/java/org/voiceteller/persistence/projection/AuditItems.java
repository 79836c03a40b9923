package org.voiceteller.persistence.projection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.ChainLink;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.persistence.dynamodb.Items;

/**
 * Audit entries as items of {@code Banking_AuditLogs}: every field that is hashed under its own
 * name, and the hash, so that an item can be checked by itself. What is null is left out.
 */
final class AuditItems {

  private AuditItems() {}

  static Items item(Chained chained) {
    Items item = Items.item();
    Map<String, @Nullable Object> fields =
        ChainLink.fields(
            chained.entry(), chained.link() == null ? null : chained.link().previous());
    fields.forEach((name, value) -> put(item, name, value));
    return item.text("entryHash", LedgerLine.entryHash(chained));
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
