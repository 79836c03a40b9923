package org.voiceteller.http.signin;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Sessions of one node that has no others. */
final class MemorySessions implements SessionStore {

  private SessionTable table = SessionTable.empty();

  @Override
  public synchronized CompletionStage<Optional<SessionRecord>> find(String hash) {
    return CompletableFuture.completedFuture(table.find(hash));
  }

  @Override
  public synchronized CompletionStage<Done> note(
      String hash, SessionRecord session, long oldestMs, Reach reach) {
    table = table.since(oldestMs).with(hash, session);
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  @Override
  public synchronized CompletionStage<Integer> count(long sinceMs) {
    return CompletableFuture.completedFuture(
        (int)
            table.sessions().values().stream()
                .filter(session -> !session.over() && session.startedAtMs() >= sinceMs)
                .count());
  }
}
