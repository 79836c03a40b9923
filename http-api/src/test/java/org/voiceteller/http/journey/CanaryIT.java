package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.voiceteller.http.page.Chromium;
import org.voiceteller.http.signin.Role;

/**
 * Canary secrets go in through every door, and nothing that is kept holds one afterwards: no
 * journal, table, log, metric, recording or export of the audit log. The journal is kept unsealed
 * for this, so that its bytes tell.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class CanaryIT {

  private static final List<String> CARDS =
      List.of(
          "My card number is 4 5 3 9, 5 7 8 7, 6 3 6 2, 1 4 8 6",
          "My card number is 4 5 3 9, 5 7 8 7, 6 3 6 2, 1 4 8 7");

  private static final String PIN = "My pin is 7, 3, 9, 5";
  private static final String BEFORE_CONSENT = "I need to stop payment on check number 4711";
  private static final String AFTER_CONSENT = "What is my savings account balance?";

  /** What callers let slip, as it might be kept: by its name. */
  private final Map<String, List<String>> canaries = new ConcurrentSkipListMap<>();

  /** Codes and answers that the bank had asked for. */
  private final Set<String> askedFor = ConcurrentHashMap.newKeySet();

  private volatile String spokenCall = "";
  private volatile String spokenCode = "";

  @Test
  void keepsNoSecretThatACallerTypesKeysSpeaksOrLetsSlip(@TempDir Path data) throws Exception {
    int port = RunningTeller.freePort();
    try (var accounts = StaffAccounts.open();
        var teller =
            RunningTeller.startAt(port, settings(accounts, port), data, "--record").awaitReady()) {
      SideBySide.talk(
          () -> spokenSecrets(teller),
          () -> typedSecrets(teller),
          () -> keyedSecrets(teller),
          () -> slippedSecrets(teller));
      assertThatNoSecretIsInTheRecording(data);
      assertThatTheRecordingIsForWhoMayHearIt(teller, accounts);
      String exported = exported(data);
      String metrics = Health.metrics(teller).body();
      List<String> output =
          teller.output().stream().filter(line -> !line.startsWith("[SECURITY]")).toList();
      teller.kill();

      for (var canary : canaries.entrySet()) {
        for (String spelling : canary.getValue()) {
          assertThat(KeptFiles.holds(metrics, spelling))
              .as(canary.getKey() + " in a metric")
              .isFalse();
          assertThat(KeptFiles.holds(exported, spelling))
              .as(canary.getKey() + " in an export")
              .isFalse();
          assertThat(output).as(canary.getKey()).noneMatch(line -> KeptFiles.holds(line, spelling));
        }
      }
      var kept = new KeptFiles(data, file -> !ModelInput.isOne(file));
      assertThat(kept.thatHold("What's my checking balance, please?"))
          .as("the search finds what was kept")
          .isNotEmpty();
      for (var canary : canaries.entrySet()) {
        for (String spelling : canary.getValue()) {
          assertThat(kept.thatHold(spelling)).as(canary.getKey()).isEmpty();
        }
      }
      String read = String.join("\n", ModelInput.of(data).texts());
      for (String secret : askedFor) {
        assertThat(KeptFiles.holds(read, secret)).as(secret + " in what the model reads").isFalse();
      }
    }
  }

  private static List<String> settings(StaffAccounts accounts, int port) {
    return Stream.concat(Stream.of(KeptFiles.UNSEALED), accounts.settings(port).stream()).toList();
  }

  /** In a browser, from the call's page; who has heard it stands in the audit log. */
  private void assertThatTheRecordingIsForWhoMayHearIt(RunningTeller teller, StaffAccounts accounts)
      throws Exception {
    try (var chromium = new Chromium()) {
      String path = "/console/calls/" + spokenCall;
      var agent = StaffsPage.open(chromium, teller, accounts, "Ash", Role.AGENT).visit(path);
      PlaywrightAssertions.assertThat(agent.shown("Timeline")).isVisible();
      PlaywrightAssertions.assertThat(agent.page().locator("vt-call-recording")).hasCount(0);
      assertThat(agent.member().status("get", "/v1/admin/calls/" + spokenCall + "/recording"))
          .isEqualTo(403);

      var auditor = StaffsPage.open(chromium, teller, accounts, "Lee", Role.COMPLIANCE).visit(path);
      auditor.button("Take it out").click();
      Page page = auditor.page();
      Locator recording = page.locator("vt-call-recording audio");
      recording.evaluate(PLAY);
      page.waitForCondition(
          () -> (boolean) recording.evaluate("it => it.currentTime > 0.5 && it.loudness() > 0.01"));
      assertThat(((Number) recording.evaluate("it => it.duration")).doubleValue())
          .as("seconds")
          .isGreaterThan(20);
      PlaywrightAssertions.assertThat(page.locator("vt-call-recording .gaps"))
          .containsText("left out: one time code");
      Chromium.shoot(page, "console-recording");
      assertThat(chromium.complaints).isEmpty();
      Health.await(
          "who heard it in the audit log",
          () -> auditor.member().get("/v1/admin/audit?action=RECORDING_EXPORTED").text(),
          entries -> entries.contains(spokenCall) && entries.contains("BY Lee ("));
    }
  }

  /** Plays a recording, and tells from then on how loud it is. */
  private static final String PLAY =
      """
      async (it) => {
        const sound = new AudioContext();
        const ear = new AnalyserNode(sound, { fftSize: 2048 });
        sound.createMediaElementSource(it).connect(ear).connect(sound.destination);
        it.loudness = () => {
          const samples = new Float32Array(ear.fftSize);
          ear.getFloatTimeDomainData(samples);
          return Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / samples.length);
        };
        await it.play();
      }
      """;

  /** In the caller's own sound, frame by frame. */
  private void assertThatNoSecretIsInTheRecording(Path data) throws Exception {
    var recording = RecordedCall.of(spokenCall, data, List.of(KeptFiles.UNSEALED));
    for (String absent :
        List.of(
            CARDS.getFirst(),
            CARDS.getLast(),
            BEFORE_CONSENT,
            "7, 3, 6, 4, 5, 1",
            spokenCode,
            "Schneider",
            "Biscuit",
            PIN)) {
      assertThat(recording.holds(absent)).as(absent).isZero();
    }
    assertThat(recording.holds(AFTER_CONSENT)).as("what is no secret").isGreaterThan(0.9);
    assertThat(recording.agentSeconds()).isGreaterThan(10);
    assertThat(recording.printed()).contains("paused ONE_TIME_CODE", "withheld CALLER");
  }

  /** The code and the answer to the security question, typed, right and wrong. */
  private void typedSecrets(RunningTeller teller) throws Exception {
    try (var caller = new Customer(teller, Customer.CHRIS_MORGAN)) {
      caller.says("What's my checking balance, please?");
      caller.givesTheNumber();
      caller.hears("checking account ending in 4430");
      caller.says("I need to stop payment on check number 1234");
      caller.hears("verification code");
      caller.says(canary("a wrong code, typed", "918273"));
      caller.awaitTool("verifyOtpTool", "refused");
      caller.says(canary("the right code, typed", caller.nextCode()));
      caller.hears("maiden name");
      caller.says(canary("a wrong answer, typed", "Zyxwvutsky"));
      caller.awaitTool("stepUpAuthenticationTool", "refused");
      caller.says(canary("the right answer, typed", "O'Neill"));
      caller.hears("Shall I go ahead?");
      caller.says("no");
      caller.hears("I won't");
    }
  }

  /** What the model's ear hears, and nobody else: asked for, and let slip. */
  private void spokenSecrets(RunningTeller teller) throws Exception {
    try (var caller = new Customer(teller, Customer.ALEX_RIVERA, Customer.Manner.SPEAKS)) {
      canaries.put("a card number, spoken", List.of("4539578763621486"));
      canaries.put("a card number, misspoken", List.of("4539578763621487"));
      canaries.put("a PIN, spoken", List.of("pin is 7395"));
      spokenCall = caller.callId();
      for (String card : CARDS) {
        caller.saysUntilAnswered(card, "Please don't tell me that.");
      }
      caller.says(BEFORE_CONSENT);
      caller.givesTheNumber();
      caller.hears("verification code");
      canary("a wrong code, spoken", "736451");
      caller.says("7, 3, 6, 4, 5, 1");
      caller.awaitTool("verifyOtpTool", "refused");
      caller.hears("");
      String code = canary("the right code, spoken", caller.givesTheCode());
      spokenCode = String.join(", ", code.split(""));
      caller.hears("?");
      canaries.put("a wrong answer, spoken", List.of("Schneider", "schneider"));
      caller.says("Schneider");
      caller.awaitTool("stepUpAuthenticationTool", "refused");
      caller.hears("");
      canaries.put("the right answer, spoken", List.of("Biscuit", "biscuit"));
      caller.givesTheAnswer("Biscuit");
      caller.hears("Shall I go ahead?");
      caller.says("No");
      caller.hears("I won't");
      caller.says(AFTER_CONSENT);
      caller.hears("savings account ending in");
      // a microphone that is faster than real time leaves no pause before a secret: some of the 3 s
      // before it go with it, and what must be kept lies before those
      for (int time = 1; time <= 2; time++) {
        caller.says("What is my checking account balance?");
        caller.hears("checking account ending in");
      }
      caller.says(PIN);
      caller.hears("Please don't tell me that.");
      assertThat(caller.line().finalWords("caller"))
          .as("what was heard, without the secrets")
          .filteredOn(words -> words.startsWith("my card number is ["))
          .hasSize(2);
    }
  }

  /** As {@code ./teller audit export} writes it, while the bank runs. */
  private static String exported(Path data) throws Exception {
    var file = data.resolve("export.jsonl");
    var log = data.resolve("export.log");
    try (var export =
        Child.start(
            log,
            "org.voiceteller.http.laptop.Teller",
            List.of(KeptFiles.UNSEALED),
            "audit",
            "export",
            "--data",
            data.toString(),
            "--out",
            file.toString())) {
      assertThat(export.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(export.process().exitValue()).as(Files.readString(log)).isZero();
    }
    String exported = Files.readString(file);
    assertThat(exported)
        .contains("VERIFY_OTP", "RECORDING_STARTED", "RECORDING_PAUSED", "RECORDING_EXPORTED");
    return exported;
  }

  private void keyedSecrets(RunningTeller teller) throws Exception {
    try (var caller = new Customer(teller, Customer.CASEY_NGUYEN)) {
      caller.says("Transfer $5 from checking to savings");
      caller.givesTheNumber();
      caller.hears("verification code");
      caller.presses(canary("a wrong code, keyed", "564738") + "#");
      caller.awaitTool("verifyOtpTool", "refused");
      caller.presses(canary("the right code, keyed", caller.nextCode()) + "#");
      caller.hears("Shall I go ahead?");
    }
  }

  /** What nobody asked for. */
  private void slippedSecrets(RunningTeller teller) throws Exception {
    try (var caller = new Customer(teller, Customer.JORDAN_LEE)) {
      canaries.put(
          "a card number", List.of("5105105105105100", "5105 1051 0510 5100", "1051 0510"));
      canaries.put("a mistyped card number", List.of("5105105105105101", "5105-1051-0510-5101"));
      canaries.put("a PIN", List.of("pin is 8642", "PIN is 8642"));
      canaries.put("a social security number", List.of("078-05-1120", "078051120"));
      caller.says("My card is 5105 1051 0510 5100, what is my balance?");
      caller.hears("Please don't tell me that.");
      caller.says("It was 5105-1051-0510-5101, sorry, or 5105105105105101");
      caller.hears("Please don't tell me that.");
      caller.says("My PIN is 8642 and my social security number is 078-05-1120");
      caller.hears("Please don't tell me that.");
      caller.says("What is the balance of my savings account?");
      caller.givesTheNumber();
      caller.hears("$750");
    }
  }

  private String canary(String name, String secret) {
    canaries.put(name, List.of(secret));
    askedFor.add(secret);
    return secret;
  }
}
