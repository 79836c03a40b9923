package org.voiceteller.persistence.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.recording.RecordingStore;
import org.voiceteller.core.recording.RecordingTimeline;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.Recorder;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.personal.CallKeys;
import org.voiceteller.persistence.personal.Erasure;
import org.voiceteller.persistence.personal.PersonalData;

/** Recordings in files, with keys of the real store. */
@ExtendWith(SharedStores.class)
class RecordingDirectoryTest {

  private static final Instant NOON = Samples.NOON;
  private static final String PART = "LEG-1-1";
  private static final int SECOND = 16_000;

  @TempDir
  @SuppressWarnings("NullAway.Init") // by JUnit
  private Path directory;

  @Test
  void givesBackWhatWasRecordedAtItsPlacesAndSilenceBetween(Running running) throws IOException {
    RecordingMark.Kept kept = record(running, "CALL-REC-1", PART, NOON);
    RecordingMark.Kept second = record(running, "CALL-REC-1", "LEG-2-1", NOON.plusSeconds(10));

    short[] samples =
        wav(
            running,
            "CALL-REC-1",
            List.of(
                RecordingMark.started(PART, NOON),
                RecordingMark.ended(PART, NOON.plusSeconds(4), "LOST", kept),
                RecordingMark.started("LEG-2-1", NOON.plusSeconds(10)),
                RecordingMark.ended("LEG-2-1", NOON.plusSeconds(14), "CALLER_HUNG_UP", second)));

    assertThat(kept.soundMs()).isEqualTo(4_000);
    assertThat(kept.where()).isEqualTo("CALL-REC-1/LEG-1-1.vtr");
    assertThat(samples).hasSize(2 * 14 * SECOND);
    for (int part : new int[] {0, 10}) {
      assertSecond(samples, part, 111, 211);
      assertSecond(samples, part + 1, 112, 212);
      assertSecond(samples, part + 2, 0, 0);
      assertSecond(samples, part + 3, 114, 214);
    }
    assertSecond(samples, 7, 0, 0);
  }

  @Test
  void nothingOfTheSoundLiesOpenAndTheFileIsItsOwnersOnly(Running running) throws IOException {
    record(running, "CALL-REC-2", PART, NOON);
    Path file = directory.resolve("CALL-REC-2").resolve("LEG-1-1.vtr");

    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    byte[] open = Arrays.copyOf(second(111, 211), 64);
    assertThat(indexOf(bytes.array(), open)).isNegative();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("CALL-REC-2"))))
        .isEqualTo("rwx------");
  }

  @Test
  void seesEachByteThatWasChanged(Running running) throws IOException {
    record(running, "CALL-REC-3", PART, NOON);
    Path file = directory.resolve("CALL-REC-3").resolve("LEG-1-1.vtr");
    byte[] whole = Files.readAllBytes(file);

    // with the file alone: who changed it may have changed what the journal tells, too
    for (int at = 0; at < whole.length; at += at < 400 ? 1 : 4_999) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      Files.write(file, changed);
      assertThatThrownBy(() -> read(running, "CALL-REC-3"))
          .as("byte %d", at)
          .isInstanceOf(UnreadableRecordingException.class);
    }
    Files.write(file, whole);
    assertThat(read(running, "CALL-REC-3").whole()).isTrue();
  }

  @Test
  void seesChunksThatWereMovedTakenOutOrTakenFromAnotherRecording(Running running)
      throws IOException {
    record(running, "CALL-REC-4", PART, NOON);
    record(running, "CALL-REC-5", PART, NOON);
    Path file = directory.resolve("CALL-REC-4").resolve("LEG-1-1.vtr");
    List<byte[]> chunks = chunks(file);
    List<byte[]> others = chunks(directory.resolve("CALL-REC-5").resolve("LEG-1-1.vtr"));
    assertThat(chunks).as("header, three sounds, end").hasSize(5);

    for (List<byte[]> order :
        List.of(
            List.of(chunks.get(0), chunks.get(2), chunks.get(1), chunks.get(3), chunks.get(4)),
            List.of(chunks.get(0), chunks.get(1), chunks.get(3), chunks.get(4)),
            List.of(chunks.get(0), chunks.get(1), chunks.get(2), chunks.get(4)),
            List.of(chunks.get(0), others.get(1), chunks.get(2), chunks.get(3), chunks.get(4)),
            List.of(chunks.get(0), chunks.get(4)),
            List.of(
                chunks.get(0),
                chunks.get(1),
                chunks.get(2),
                chunks.get(3),
                chunks.get(4),
                chunks.get(3)),
            others)) {
      Files.write(file, joined(order));
      assertThatThrownBy(() -> read(running, "CALL-REC-4"))
          .isInstanceOf(UnreadableRecordingException.class);
    }
  }

  @Test
  void readsWhatWasWrittenBeforeTheServerDied(Running running) throws IOException {
    record(running, "CALL-REC-6", PART, NOON);
    Path file = directory.resolve("CALL-REC-6").resolve("LEG-1-1.vtr");
    List<byte[]> chunks = chunks(file);

    byte[] torn = Arrays.copyOf(chunks.get(3), chunks.get(3).length / 2);
    Files.write(file, joined(List.of(chunks.get(0), chunks.get(1), chunks.get(2), torn)));

    assertThat(read(running, "CALL-REC-6")).isEqualTo(new PartReader.Found(2 * SECOND, false));
    short[] samples = wav(running, "CALL-REC-6", List.of(RecordingMark.started(PART, NOON)));
    assertThat(samples).hasSize(2 * 2 * SECOND);
    assertSecond(samples, 1, 112, 212);
  }

  @Test
  void seesThatAPartWhoseEndTheJournalKnowsWasCutOrReplaced(Running running) throws IOException {
    RecordingMark.Kept kept = record(running, "CALL-REC-7", PART, NOON);
    Path file = directory.resolve("CALL-REC-7").resolve("LEG-1-1.vtr");
    List<byte[]> chunks = chunks(file);
    Files.write(file, joined(chunks.subList(0, 3)));

    assertThatThrownBy(
            () ->
                wav(
                    running,
                    "CALL-REC-7",
                    List.of(
                        RecordingMark.started(PART, NOON),
                        RecordingMark.ended(PART, NOON.plusSeconds(4), "LOST", kept))))
        .isInstanceOf(UnreadableRecordingException.class)
        .hasMessageContaining("SHA-256");
  }

  @Test
  void nobodyReadsTheCallsOfACustomerWhoWasErased(Running running) throws IOException {
    TestProbe<List<Object>> done = running.kit().createTestProbe();
    var events = running.kit().spawn(Recorder.create(EventFamily.CALL, "CALL-REC-8"));
    events.tell(
        new Recorder.Command.Keep(
            List.of(
                new CallEvent.Started(
                    "CALL-REC-8",
                    new CallOrigin("browser", null, "US-CO", "en-US", null),
                    "00",
                    NOON)),
            done.getRef()));
    done.receiveMessage(Duration.ofSeconds(30));
    record(running, "CALL-REC-8", PART, NOON);
    assertThat(read(running, "CALL-REC-8").whole()).isTrue();
    // only then is it known whose call it is
    events.tell(
        new Recorder.Command.Keep(
            List.of(new CallEvent.CustomerIdentified("CUST-REC", NOON)), done.getRef()));
    done.receiveMessage(Duration.ofSeconds(30));

    Await.get(
        new Erasure(
                PersonalData.of(running.kit().system()),
                running.client(),
                _ -> CompletableFuture.completedFuture(1L))
            .erase("CUST-REC", "REQUEST-18", "US-CO", NOON));

    assertThatThrownBy(() -> read(running, "CALL-REC-8"))
        .isInstanceOf(UnreadableRecordingException.class)
        .hasMessageContaining("erased");
    assertThatThrownBy(() -> record(running, "CALL-REC-8", "LEG-2-1", NOON))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("erased");
  }

  @Test
  void failsWhereNothingCanBeWrittenAndWritesNoPartTwice(Running running) throws IOException {
    Files.writeString(directory.resolve("CALL-REC-9"), "in the way");
    ThrowingCallable inTheWay = () -> record(running, "CALL-REC-9", PART, NOON);
    assertThatThrownBy(inTheWay).hasMessageContaining("cannot be begun");

    record(running, "CALL-REC-10", PART, NOON);
    assertThatThrownBy(() -> record(running, "CALL-REC-10", PART, NOON))
        .hasMessageContaining("cannot be begun");
    assertThatThrownBy(() -> record(running, "../CALL-REC-11", PART, NOON))
        .hasMessageContaining("name a file");
  }

  @Test
  void saysSoWhenThereIsNoSuchCallOrNoRecordingOfIt() {
    assertThatThrownBy(() -> RecordingExports.timeline("CALL-1", List.of()))
        .hasMessage("There is no call CALL-1.");
    assertThatThrownBy(
            () ->
                RecordingExports.timeline(
                    "CALL-1", List.of(new CallEvent.LegAttached("LEG-1", null, NOON))))
        .hasMessageContaining("was not recorded");
  }

  /** Two seconds of sound, one of silence, and another one of sound. */
  private RecordingMark.Kept record(Running running, String callId, String part, Instant since) {
    try (RecordingDirectory store = RecordingDirectory.create(directory, keys(running))) {
      RecordingStore.Part open = Await.get(store.begin(callId, part, since));
      Await.get(open.write(0, second(111, 211)));
      Await.get(open.write(SECOND, second(112, 212)));
      Await.get(open.write(3 * SECOND, second(114, 214)));
      return Await.get(open.finish());
    }
  }

  private static CallKeys keys(Running running) {
    return CallKeys.of(running.kit().system());
  }

  private PartReader.Found read(Running running, String callId) throws IOException {
    return PartReader.read(
        directory.resolve(callId).resolve(PART + ".vtr"), callId, PART, keys(running), _ -> {});
  }

  private short[] wav(Running running, String callId, List<RecordingMark> marks)
      throws IOException {
    Path file = directory.resolve(callId + ".wav");
    try (StereoWav wav = StereoWav.create(file)) {
      new CallRecording(callId, RecordingTimeline.of(NOON, marks), directory, keys(running))
          .writeTo(wav);
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(bytes.getInt(4)).isEqualTo(bytes.capacity() - 8);
    assertThat(bytes.getShort(22)).as("channels").isEqualTo((short) 2);
    assertThat(bytes.getInt(24)).as("rate").isEqualTo(SECOND);
    short[] samples = new short[(bytes.capacity() - 44) / 2];
    bytes.position(44).asShortBuffer();
    bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private static void assertSecond(short[] samples, int second, int caller, int agent) {
    for (int i = second * SECOND; i < (second + 1) * SECOND; i += 997) {
      assertThat(samples[2 * i]).as("caller at %d", i).isEqualTo((short) caller);
      assertThat(samples[2 * i + 1]).as("agent at %d", i).isEqualTo((short) agent);
    }
  }

  private static byte[] second(int caller, int agent) {
    ByteBuffer pcm = ByteBuffer.allocate(SECOND * 4).order(ByteOrder.LITTLE_ENDIAN);
    while (pcm.hasRemaining()) {
      pcm.putShort((short) caller).putShort((short) agent);
    }
    return pcm.array();
  }

  /** The header, and each chunk. */
  private static List<byte[]> chunks(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(all);
    int at = 8;
    at += 2 + bytes.getShort(at);
    at += 2 + bytes.getShort(at);
    at += 12;
    at += 2 + bytes.getShort(at);
    List<byte[]> chunks = new ArrayList<>();
    chunks.add(Arrays.copyOf(all, at));
    while (at < all.length) {
      int end = at + 5 + bytes.getInt(at + 1);
      chunks.add(Arrays.copyOfRange(all, at, end));
      at = end;
    }
    return chunks;
  }

  private static byte[] joined(List<byte[]> chunks) {
    ByteBuffer all = ByteBuffer.allocate(chunks.stream().mapToInt(chunk -> chunk.length).sum());
    chunks.forEach(all::put);
    return all.array();
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }
}
