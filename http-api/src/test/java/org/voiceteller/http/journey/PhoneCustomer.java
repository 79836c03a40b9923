package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;

/**
 * A customer on a telephone: speaks and keys. What the agent has said they know from the call's
 * timeline, where it stands as soon as it was heard. The line is open all the time.
 */
final class PhoneCustomer<T extends Telephone> implements AutoCloseable {

  /** Of {@link Customer#TAYLOR_BROOKS}, whose money nobody moves on the bank that all share. */
  static final String UNMOVED_BALANCE =
      "Your checking account ending in 5541 has an available balance of $7,208.92";

  private static final Set<String> CALLS = ConcurrentHashMap.newKeySet();
  private static final int FRAME = 160;
  private static final int PATIENCE = 3;
  private static final String NOT_UNDERSTOOD = "didn't catch that";
  private static final String UNHEARD = "Are you still there?";

  private final RunningTeller teller;
  private final T telephone;
  private final String number;
  private final int codesBefore;
  private final String callId;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Semaphore spoken = new Semaphore(0);
  private short[] speech = {};
  private int place;
  private int stepsBefore;

  PhoneCustomer(RunningTeller teller, T telephone, String number) throws Exception {
    this.teller = teller;
    this.telephone = telephone;
    this.number = number;
    this.codesBefore = teller.codesFor(number).size();
    var unused =
        clock.scheduleAtFixedRate(this::tick, 0, telephone.frameEveryMs(), TimeUnit.MILLISECONDS);
    this.callId = Health.await("the call on the board", this::newCall, found -> !found.isEmpty());
    hears("How may I help you");
  }

  private String newCall() throws Exception {
    JsonNode board = StaffMember.of(teller).get("/v1/admin/live").json().path("calls");
    return StreamSupport.stream(board.spliterator(), false)
        .filter(call -> call.path("channel").asText().equals(telephone.channel()))
        .map(call -> call.path("callId").asText())
        .filter(CALLS::add)
        .findFirst()
        .orElse("");
  }

  String number() {
    return number;
  }

  String callId() {
    return callId;
  }

  private synchronized short[] nextFrame() {
    short[] frame = new short[FRAME];
    if (place < speech.length) {
      int end = Math.min(speech.length, place + FRAME);
      System.arraycopy(speech, place, frame, 0, end - place);
      place = end;
      if (place == speech.length) {
        spoken.release();
      }
    }
    return frame;
  }

  private void tick() {
    try {
      telephone.hears(nextFrame());
    } catch (CompletionException betweenTwoConnections) {
      // the platform has nobody to give this frame to
    }
  }

  /** Says it, and again where it was not heard or understood, until the agent answers with this. */
  void saysUntilAnswered(String words, String answer) throws Exception {
    short[] recording = Resampler.whole(Pcm.samples(CallersVoice.recording(words)), 16_000, 8_000);
    for (int attempt = 1; ; attempt++) {
      begins();
      synchronized (this) {
        speech = Arrays.copyOf(recording, recording.length);
        place = 0;
      }
      assertThat(spoken.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
      String heard =
          attempt < PATIENCE ? hearsOneOf(answer, NOT_UNDERSTOOD, UNHEARD) : hearsOneOf(answer);
      if (heard.contains(answer)) {
        return;
      }
    }
  }

  void keys(String keys) throws Exception {
    begins();
    for (String key : keys.split("")) {
      telephone.press(key);
    }
  }

  /** Keys the code that is sent next. */
  String keysTheCode() throws Exception {
    String code =
        Health.await("a code", () -> teller.codesFor(number), codes -> codes.size() > codesBefore)
            .get(codesBefore);
    keys(code + "#");
    return code;
  }

  private void begins() throws Exception {
    stepsBefore = steps().size();
  }

  void hears(String words) throws Exception {
    var unused = hearsOneOf(words);
  }

  /** Waits for the first of these in what the agent has said since; the whole sentence. */
  private String hearsOneOf(String... words) throws Exception {
    List<String> since =
        Health.await(
            "the agent to say one of " + List.of(words),
            () -> steps().stream().skip(stepsBefore).toList(),
            steps -> steps.stream().anyMatch(step -> holdsOneOf(step, words)));
    return since.stream().filter(step -> holdsOneOf(step, words)).findFirst().orElseThrow();
  }

  private static boolean holdsOneOf(String step, String... words) {
    return Arrays.stream(words).anyMatch(step::contains);
  }

  /** The texts of the call's timeline. */
  List<String> steps() throws Exception {
    JsonNode call = StaffMember.of(teller).get("/v1/admin/calls/" + callId).json();
    return StreamSupport.stream(call.path("steps").spliterator(), false)
        .map(step -> step.path("text").asText())
        .toList();
  }

  /** As the bank's people see it. */
  int level() throws Exception {
    return StaffMember.of(teller)
        .get("/v1/admin/calls/" + callId)
        .json()
        .path("call")
        .path("level")
        .asInt();
  }

  T telephone() {
    return telephone;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    telephone.close();
  }
}
