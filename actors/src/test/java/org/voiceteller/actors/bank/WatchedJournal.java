package org.voiceteller.actors.bank;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import org.apache.pekko.persistence.journal.Tagged;
import org.apache.pekko.persistence.testkit.JournalOperation;
import org.apache.pekko.persistence.testkit.ProcessingPolicy;
import org.apache.pekko.persistence.testkit.ProcessingResult;
import org.apache.pekko.persistence.testkit.ProcessingSuccess;
import org.apache.pekko.persistence.testkit.StorageFailure;
import org.apache.pekko.persistence.testkit.WriteEvents;

/** Sees everything that is written to a journal in memory, and loses a writing when it is told. */
public final class WatchedJournal implements ProcessingPolicy<JournalOperation> {

  /**
   * One event as it was written.
   *
   * @param persistenceId of the entity, as {@code account|ACC-1}
   */
  public record Written(String persistenceId, Object event) {}

  private final List<Written> written = new CopyOnWriteArrayList<>();
  private final AtomicReference<BiPredicate<String, Object>> losing = new AtomicReference<>();

  /** All that was written so far, in order. */
  public List<Written> written() {
    return List.copyOf(written);
  }

  /**
   * The next writing with such an event fails, whoever wrote it is restarted, and all is well
   * again.
   *
   * @param lost of an entity's persistence id and an event
   */
  public void loseNext(BiPredicate<String, Object> lost) {
    losing.set(lost);
  }

  /** Whether {@link #loseNext} has not happened yet. */
  public boolean isAboutToLose() {
    return losing.get() != null;
  }

  @Override
  public synchronized ProcessingResult tryProcess(
      String persistenceId, JournalOperation operation) {
    if (operation instanceof WriteEvents writing) {
      List<Object> events = writing.getBatch().stream().map(WatchedJournal::untagged).toList();
      BiPredicate<String, Object> lost = losing.get();
      if (lost != null && events.stream().anyMatch(event -> lost.test(persistenceId, event))) {
        losing.set(null);
        return StorageFailure.create();
      }
      events.forEach(event -> written.add(new Written(persistenceId, event)));
    }
    return ProcessingSuccess.getInstance();
  }

  private static Object untagged(Object event) {
    return event instanceof Tagged tagged ? tagged.payload() : event;
  }
}
