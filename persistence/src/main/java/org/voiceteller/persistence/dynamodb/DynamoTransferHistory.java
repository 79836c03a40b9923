package org.voiceteller.persistence.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.voiceteller.core.transfer.TransferHistory;
import org.voiceteller.core.transfer.TransferKind;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.core.transfer.TransferStatus;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * A customer's transfers from {@code Banking_Transfers}: a confirmation number by the index {@code
 * byConfirmation}, everything else by customer and time in {@code byCustomer}, never a scan.
 * Another customer's transfers are not under the key, so no wording finds them.
 */
public final class DynamoTransferHistory implements TransferHistory {

  private final NewestFirst lists;

  private DynamoTransferHistory(NewestFirst lists) {
    this.lists = lists;
  }

  /**
   * @param maxPages of 100 items each, most that one search reads
   */
  public static DynamoTransferHistory create(
      DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    return new DynamoTransferHistory(new NewestFirst(client, system, maxPages));
  }

  @Override
  public CompletionStage<List<TransferRecord>> search(Query query) {
    return lists.read(searchFor(query), DynamoTransferHistory::transfer);
  }

  private static NewestFirst.Search searchFor(Query query) {
    Items values = Items.item().text(":customer", query.customerId());
    String key = "customerId = :customer";
    String index = "byCustomer";
    if (query.confirmation() != null) {
      index = "byConfirmation";
      key += " AND confirmationSearch = :confirmation";
      values.text(":confirmation", query.confirmation().toLowerCase(Locale.ROOT));
    }
    List<String> filters = new ArrayList<>();
    if (query.kind() != null) {
      filters.add("kind = :kind");
      values.text(":kind", query.kind().name());
    }
    if (query.counterparty() != null) {
      filters.add("contains(counterpartySearch, :counterparty)");
      values.text(":counterparty", query.counterparty().toLowerCase(Locale.ROOT));
    }
    if (query.minorUnits() != null) {
      filters.add("minorUnits = :amount");
      values.number(":amount", query.minorUnits());
    }
    return new NewestFirst.Search(Table.TRANSFERS, index, key, filters, values, query.limit());
  }

  /** As the projection wrote it. */
  public static TransferRecord transfer(ItemFields item) {
    return new TransferRecord(
        item.text("transferId"),
        item.text("customerId"),
        TransferKind.valueOf(item.text("kind")),
        item.flag("outgoing"),
        item.text("accountLastFour"),
        item.text("counterparty"),
        item.money(),
        TransferStatus.valueOf(item.text("status")),
        item.optionalText("confirmation"),
        item.time("createdAt"),
        item.optionalTime("expectedAt"));
  }
}
