package org.voiceteller.http.admin;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.staff.AnswerStore;

/** Answers in memory, which can be away. */
public final class MemoryAnswers implements AnswerStore {

  private record Kept(String hash, Instant lapsesAt, Instant keptUntil, @Nullable Answer answer) {}

  private final Map<String, Kept> all = new HashMap<>();
  private boolean away;

  @Override
  public synchronized CompletionStage<Claim> claim(
      String requestKey, String requestHash, Instant now, Instant lapsesAt, Instant keptUntil) {
    if (away) {
      return CompletableFuture.failedFuture(new IllegalStateException("The table is away"));
    }
    Kept kept = all.get(requestKey);
    boolean isFree =
        kept == null
            || !now.isBefore(kept.keptUntil())
            || (kept.answer() == null
                && !now.isBefore(kept.lapsesAt())
                && kept.hash().equals(requestHash));
    if (isFree || kept == null) {
      all.put(requestKey, new Kept(requestHash, lapsesAt, keptUntil, null));
      return CompletableFuture.completedFuture(new Claim.Won());
    }
    if (!kept.hash().equals(requestHash)) {
      return CompletableFuture.completedFuture(new Claim.OtherRequest());
    }
    Answer answer = kept.answer();
    return CompletableFuture.completedFuture(
        answer == null ? new Claim.UnderWay() : new Claim.Answered(answer));
  }

  @Override
  public synchronized CompletionStage<Void> keep(String requestKey, Answer answer) {
    all.computeIfPresent(
        requestKey, (_, kept) -> new Kept(kept.hash(), kept.lapsesAt(), kept.keptUntil(), answer));
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletionStage<Void> release(String requestKey) {
    all.remove(requestKey);
    return CompletableFuture.completedFuture(null);
  }

  /** Whether a secret of this beginning stands in what is kept. */
  synchronized boolean holds(String text) {
    return all.toString().contains(text);
  }

  synchronized void goAway(boolean gone) {
    away = gone;
  }
}
