package org.voiceteller.persistence.audit;

import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.audit.SignedStatement;
import org.voiceteller.persistence.audit.LedgerStore.StoredHead;

/**
 * The whole ledger as lines: first what the key signs now about how much there is, then the entries
 * in their order with the signed heads among them. Reads page by page; never holds more than that.
 */
public final class LedgerExport {

  private static final Comparator<Placed> ORDER =
      Comparator.comparingLong(Placed::sequence).thenComparing(Placed::isHead);

  private record Placed(long sequence, boolean isHead, String line) {}

  private final LedgerStore store;
  private final HeadSigner key;

  LedgerExport(LedgerStore store, HeadSigner key) {
    this.store = store;
    this.key = key;
  }

  /**
   * @return the lines, without their ends, of the ledger as it is now; fails when it cannot be read
   *     or the key cannot be reached
   */
  public CompletionStage<Source<String, NotUsed>> lines(Instant now) {
    // The end is asked for after the heads, so that no head is beyond it.
    return store
        .lastHead()
        .thenCompose(
            head ->
                store
                    .end()
                    .thenCompose(
                        end ->
                            lines(
                                head.map(StoredHead::all).orElseGet(SignedStatement.Heads::none),
                                end,
                                now)));
  }

  private CompletionStage<Source<String, NotUsed>> lines(
      SignedStatement.Heads heads, LedgerLine.Head end, Instant now) {
    SignedStatement first = SignedStatement.export(end, heads, now, key.publicKey());
    return key.sign(first.message())
        .thenApply(signature -> Source.single(first.signed(signature)).concat(body(end, heads)));
  }

  private Source<String, NotUsed> body(LedgerLine.Head end, SignedStatement.Heads heads) {
    Source<Placed, NotUsed> signed =
        store.heads(heads.count()).map(head -> new Placed(head.sequence(), true, head.line()));
    return store
        .entries(1, end.sequence())
        .map(stored -> new Placed(stored.line().sequence(), false, stored.line().json()))
        .mergeSorted(signed, ORDER)
        .map(Placed::line);
  }
}
