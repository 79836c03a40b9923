package org.voiceteller.http.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A customer of the samples on the line, who types or speaks: has a phone number, and reads the
 * codes sent to it.
 */
final class Customer implements AutoCloseable {

  static final String PAT_EXAMPLE = "+1-555-234-5678";
  static final String ALEX_RIVERA = "+1-555-345-6789";
  static final String JORDAN_LEE = "+1-555-456-7890";
  static final String SAM_PATEL = "+1-555-567-8901";
  static final String CHRIS_MORGAN = "+1-555-678-9012";
  static final String TAYLOR_BROOKS = "+1-555-789-0123";
  static final String CASEY_NGUYEN = "+1-555-890-1234";
  static final String RILEY_JOHNSON = "+1-555-901-2345";
  static final String MORGAN_KIM = "+1-555-210-9876";
  static final String JAMIE_GARCIA = "+1-555-321-0987";

  private static final String STILL_THERE = "Are you still there";
  private static final String NOT_UNDERSTOOD = "I'm sorry, I didn't catch that\\.";
  private static final Pattern CASE = Pattern.compile("DISPUTE-\\d{8}-\\d{3,}");

  /** How the customer's words get into the line. */
  enum Manner {
    TYPES,
    SPEAKS
  }

  private final RunningTeller teller;
  private final String number;
  private final int codesBefore;
  private final Caller caller;
  private final Mouth mouth;
  private int codesRead;

  /** Where in the call the customer last spoke: what they listen for comes after. */
  private int spoke;

  /** The agent's turns that had begun by then. */
  private Set<String> turnsBefore = Set.of();

  /** Of the words that the customer heard last. */
  private String heardTurn = "";

  /** What the customer said last; empty when they typed or pressed keys. */
  private String said = "";

  /** Types. */
  Customer(RunningTeller teller) throws InterruptedException {
    this(teller, PAT_EXAMPLE);
  }

  /** Types. */
  Customer(RunningTeller teller, String number) throws InterruptedException {
    this(teller, number, Manner.TYPES);
  }

  Customer(RunningTeller teller, String number, Manner manner) throws InterruptedException {
    this(teller, number, manner, Caller.call(teller.calls()));
    var unused =
        awaitWords(
            Pattern.compile(
                "How may I help you")); // "today?", or less when the model's stream had to be
    // renewed
  }

  private Customer(RunningTeller teller, String number, Manner manner, Caller caller) {
    this.teller = teller;
    this.number = number;
    this.codesBefore = teller.codesFor(number).size();
    this.caller = caller;
    this.mouth =
        switch (manner) {
          case TYPES -> new Fingers(caller);
          case SPEAKS -> new Lips(caller, Microphone.openFor(caller));
        };
  }

  /** Comes back to the call, whose connection broke, and types. */
  Customer back(RunningTeller teller) throws InterruptedException {
    String token = caller.again().awaitType("call.started").path("resumeToken").asText();
    return new Customer(teller, number, Manner.TYPES, Caller.resume(teller.calls(), token));
  }

  private sealed interface Mouth extends AutoCloseable {

    /** Returns when it is out. */
    void say(String words) throws Exception;

    /** How a code is said so that one digit after the other is understood. */
    String code(String digits);

    /** How often words are said until they are understood. */
    int patience();

    @Override
    void close();
  }

  private record Fingers(Caller caller) implements Mouth {

    @Override
    public void say(String words) {
      caller.type(words);
    }

    @Override
    public String code(String digits) {
      return digits;
    }

    @Override
    public int patience() {
      return 1;
    }

    @Override
    public void close() {
      // nothing is held
    }
  }

  private record Lips(Caller caller, Microphone microphone) implements Mouth {

    private static final long LONGEST_SENTENCE_S = 30;

    @Override
    public void say(String words) throws Exception {
      microphone.play(CallersVoice.recording(words)).get(LONGEST_SENTENCE_S, TimeUnit.SECONDS);
    }

    @Override
    public String code(String digits) {
      return String.join(", ", digits.split(""));
    }

    @Override
    public int patience() {
      return 3;
    }

    @Override
    public void close() {
      microphone.close();
    }
  }

  /** Types or speaks, when the agent has finished. */
  void says(String words) throws Exception {
    switch (mouth) {
      case Fingers _ -> awaitLastWord();
      case Lips _ -> awaitSilence();
    }
    begins();
    said = words;
    mouth.say(words);
  }

  void presses(String keys) {
    begins();
    caller.press(keys);
  }

  /** Types, also in a call that is spoken otherwise. */
  void types(String words) {
    begins();
    caller.type(words);
  }

  private void begins() {
    said = "";
    spoke = caller.events().size();
    turnsBefore = new HashSet<>();
    caller.events().stream()
        .filter(Customer::isAgents)
        .forEach(event -> turnsBefore.add(event.path("turnId").asText()));
  }

  /** Until the turn in which the last words were heard has all come out of the loudspeaker. */
  private void awaitSilence() throws InterruptedException {
    caller
        .again()
        .await(
            "the agent to have finished",
            event ->
                Set.of("audio.end", "audio.clear").contains(event.path("type").asText())
                    && event.path("turnId").asText().equals(heardTurn));
  }

  /** Until the turn in which the last words were heard is written to its end. */
  private void awaitLastWord() throws InterruptedException {
    if (!heardTurn.isEmpty()) {
      caller
          .again()
          .await(
              "the agent to have finished",
              event ->
                  event.path("final").asBoolean()
                      && event.path("turnId").asText().equals(heardTurn));
    }
  }

  void givesTheNumber() throws Exception {
    hears("may I have your phone number");
    says(number);
  }

  /** Types or speaks the code that was sent last. Returns it. */
  String givesTheCode() throws Exception {
    String digits = nextCode();
    saysUntilTaken(mouth.code(digits));
    return digits;
  }

  /** Types or speaks the answer to the security question. */
  void givesTheAnswer(String answer) throws Exception {
    saysUntilTaken(answer);
  }

  /** What was misheard is said again. */
  private void saysUntilTaken(String proof) throws Exception {
    for (int attempt = 1; attempt <= mouth.patience(); attempt++) {
      says(proof);
      JsonNode answer =
          caller
              .from(spoke)
              .await(
                  "an answer to the proof",
                  event -> isOf("authentication.level", event) || isAnswer(event));
      if (isOf("authentication.level", answer)) {
        return;
      }
      hears("");
    }
    throw new AssertionError("Expected the proof to be understood");
  }

  /** Keys the code that was sent last. */
  void keysTheCode() throws Exception {
    presses(nextCode() + "#");
  }

  /** The next code that comes to the phone. */
  String nextCode() throws Exception {
    int wanted = codesBefore + ++codesRead;
    return Health.await(
            "code number " + wanted, () -> teller.codesFor(number), codes -> codes.size() >= wanted)
        .get(wanted - 1);
  }

  /** Says it, and again where it was not understood, until the agent answers with these words. */
  void saysUntilAnswered(String words, String answer) throws Exception {
    for (int attempt = 1; attempt < mouth.patience(); attempt++) {
      says(words);
      if (hearsMatching(Pattern.quote(answer) + "|" + NOT_UNDERSTOOD).contains(answer)) {
        return;
      }
    }
    says(words);
    hears(answer);
  }

  /** Waits for these words in what the agent answers. */
  void hears(String words) throws Exception {
    var unused = hearsMatching(Pattern.quote(words));
  }

  /**
   * Waits for such words in what the agent answers. Who has spoken and is asked whether they are
   * still there says it again. Returns all that the agent has said then.
   */
  String hearsMatching(String pattern) throws Exception {
    var wanted = Pattern.compile(pattern);
    var wantedOrAsked = Pattern.compile(pattern + "|" + STILL_THERE);
    for (int time = 1; time < mouth.patience() && !said.isEmpty(); time++) {
      String heard = awaitWords(wantedOrAsked);
      if (wanted.matcher(heard).find()) {
        return heard;
      }
      says(said);
    }
    return awaitWords(wanted);
  }

  private String awaitWords(Pattern wanted) throws InterruptedException {
    JsonNode heard =
        caller
            .from(spoke)
            .await(
                "the agent to say " + wanted,
                event -> isAnswer(event) && wanted.matcher(event.path("text").asText()).find());
    heardTurn = heard.path("turnId").asText();
    return heard.path("text").asText();
  }

  /**
   * Disputes a charge of their own, from the number to the case.
   *
   * @param charge as {@code $75 at XYZ Restaurant}
   * @return the case's number
   */
  String disputes(String charge) throws Exception {
    says("I want to dispute a charge for " + charge);
    givesTheNumber();
    hears("verification code");
    keysTheCode();
    String said = hearsMatching(CASE.pattern());
    Matcher number = CASE.matcher(said);
    if (!number.find()) {
      throw new AssertionError("Expected the number of a case in: " + said);
    }
    return number.group();
  }

  JsonNode awaitTool(String tool, String outcome) throws InterruptedException {
    return caller
        .from(spoke)
        .await(
            tool + " " + outcome,
            event -> isEndOf(tool, event) && event.path("outcome").asText().equals(outcome));
  }

  /** How the uses of a tool ended, in their order. */
  List<String> outcomesOf(String tool) {
    return caller.events().stream()
        .filter(event -> isEndOf(tool, event))
        .map(event -> event.path("outcome").asText())
        .toList();
  }

  /** Words of a turn that the agent began after the customer spoke. */
  private boolean isAnswer(JsonNode event) {
    return isAgents(event) && !turnsBefore.contains(event.path("turnId").asText());
  }

  private static boolean isEndOf(String tool, JsonNode event) {
    return isOf("tool.finished", event) && event.path("tool").asText().equals(tool);
  }

  /** The level reached so far. */
  int level() {
    return caller.events().stream()
        .filter(event -> isOf("authentication.level", event))
        .mapToInt(event -> event.path("level").asInt())
        .max()
        .orElse(0);
  }

  String callId() throws InterruptedException {
    return caller.again().awaitType("call.started").path("callId").asText();
  }

  Caller line() {
    return caller;
  }

  private static boolean isOf(String type, JsonNode event) {
    return event.path("type").asText().equals(type);
  }

  private static boolean isAgents(JsonNode event) {
    return isOf("transcript", event) && event.path("role").asText().equals("agent");
  }

  @Override
  public void close() {
    mouth.close();
    caller.close();
  }
}
