package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.recording.RecordingMark.Kind;

/** What becomes of recorded sound when the journal or the store does not take it, and when. */
class RecordingOnItsWayTest extends RecordedCall {

  @Test
  void keepsNothingWhenTheJournalDoesNotTakeItsBeginning() {
    desk.mayRecord = false;
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(30));
    hangsUp();

    assertThat(store.parts).isEmpty();
    assertThat(seen("recording failed")).containsExactly("recording failed NOT_JOURNALLED");
  }

  @Test
  void handsSoundOnSecondBySecondWhenItWasHeldBackForLongEnough() {
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(25));

    assertThat(store.parts.getFirst().writes).hasSizeBetween(4, 5);
    assertThat(store.parts.getFirst().finished).isFalse();
  }

  @Test
  void aStoreThatIsTooSlowEndsTheRecordingAndNothingElse() {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    store.writing = disk;
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(40));
    nova.stream(1).caller("u1", "hello");

    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
    assertThat(desk.marks.getLast().reason()).isEqualTo("STORE_TOO_SLOW");
    assertThat(seen("recording failed")).containsExactly("recording failed STORE_TOO_SLOW");
    assertThat(transcripts(Speaker.CALLER)).containsExactly("hello");
    hangsUp();
    disk.complete(null);
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
    assertThat(store.parts.getFirst().attempts).as("what still waited").isOne();
  }

  @Test
  void aStoreThatFailsEndsTheRecordingAndNothingElse() {
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(22));
    store.writing = CompletableFuture.failedFuture(new IllegalStateException("disk full"));
    callerSounds(HELLO, SECOND.multipliedBy(3));
    hangsUp();

    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
    assertThat(desk.marks.getLast().reason()).isEqualTo("STORE_FAILED");
    assertThat(store.parts.getFirst().writes).isNotEmpty();
    assertThat(store.parts.getFirst().abandoned).isTrue();
    assertThat(seen("recording dropped")).isNotEmpty();
  }

  @Test
  void nothingThatWaitedGoesToAStoreThatFailed() {
    CompletableFuture<Void> disk = new CompletableFuture<>();
    store.writing = disk;
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(25));
    disk.completeExceptionally(new IllegalStateException("disk full"));
    store.writing = CompletableFuture.completedFuture(null);
    hangsUp();

    assertThat(store.parts.getFirst().attempts).isOne();
    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
  }

  @Test
  void aStoreThatTakesNoPartAtAllIsTold() {
    store.beginning = CompletableFuture.failedFuture(new IllegalStateException("no key"));
    consents();
    callerSounds(HELLO, SECOND.multipliedBy(30));
    hangsUp();

    assertThat(kinds()).containsExactly(Kind.STARTED, Kind.FAILED);
  }
}
