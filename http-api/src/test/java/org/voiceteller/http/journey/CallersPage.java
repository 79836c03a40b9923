package org.voiceteller.http.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.http.page.Chromium;

/** The caller's page in a real browser, with the hands, the ears and the voice of a caller. */
record CallersPage(Page page, AtomicReference<String> lastCall) {

  private static final Pattern STARTED =
      Pattern.compile("\"type\":\"call\\.started\".*?\"callId\":\"([^\"]+)\"");

  private static final double PATIENCE_MS = 90_000;

  /**
   * The page's microphone is a stream into which recordings are played when the caller speaks, and
   * which is silent otherwise: what is said waits for what was heard, not for a time. The silence
   * is sound too: with nothing that plays into it the stream stands still, and a line by WebRTC
   * sends nothing, not even keys.
   */
  private static final String MICROPHONE =
      """
      () => {
        const sound = new AudioContext();
        const microphone = sound.createMediaStreamDestination();
        const silence = new ConstantSourceNode(sound, { offset: 0 });
        silence.connect(microphone);
        silence.start();
        navigator.mediaDevices.getUserMedia = async () => microphone.stream;
        window.say = async (base64) => {
          const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
          const recording = sound.createBufferSource();
          recording.buffer = await sound.decodeAudioData(bytes.buffer);
          recording.connect(microphone);
          recording.start();
        };
      }
      """;

  /** Calls by the voice WebSocket. */
  static CallersPage open(Chromium chromium, RunningTeller teller) {
    return open(chromium, teller, "?via=websocket");
  }

  /**
   * @param query of the page's address, as {@code ?via=webrtc}
   */
  static CallersPage open(Chromium chromium, RunningTeller teller, String query) {
    return open(chromium, teller.home(), query);
  }

  /** The same behind a load balancer. */
  static CallersPage open(Chromium chromium, URI home, String query) {
    Page page = chromium.open(home + query);
    page.setDefaultTimeout(PATIENCE_MS);
    giveMicrophone(page);
    var lastCall = new AtomicReference<String>();
    page.onWebSocket(
        socket ->
            socket.onFrameReceived(
                frame ->
                    Optional.ofNullable(frame.text())
                        .map(STARTED::matcher)
                        .filter(Matcher::find)
                        .ifPresent(started -> lastCall.set(started.group(1)))));
    return new CallersPage(page, lastCall);
  }

  /** The call that began last, once it has begun. */
  String callId() {
    return Objects.requireNonNull(lastCall.get(), "No call has begun");
  }

  /** Keeps a connection by WebRTC that is made after this within reach, for {@link #keys}. */
  void keepConnection() {
    page.evaluate(
        """
        () => {
          const Own = window.RTCPeerConnection;
          window.RTCPeerConnection = function (...args) {
            return (window.peer = new Own(...args));
          };
        }
        """);
  }

  /** Presses keys on a line by WebRTC, as a telephone sends them: events of RFC 4733. */
  void keys(String keys) {
    page.evaluate("keys => window.peer.getSenders()[0].dtmf.insertDTMF(keys, 100, 70)", keys);
  }

  void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  void type(String words) {
    Locator field = page.getByLabel("Type instead of speaking");
    field.fill(words);
    field.press("Enter");
  }

  /** Speaks a recording into the microphone. */
  void say(String recording) throws IOException {
    say(page, recording);
  }

  /** Gives a page a microphone as a caller's has one. */
  static void giveMicrophone(Page page) {
    page.evaluate(MICROPHONE);
  }

  /** Speaks a recording into such a microphone. */
  static void say(Page page, String recording) throws IOException {
    try (var wav = Objects.requireNonNull(CallersPage.class.getResourceAsStream(recording))) {
      page.evaluate(
          "recording => window.say(recording)",
          Base64.getEncoder().encodeToString(wav.readAllBytes()));
    }
  }

  void awaitAgent(String words) {
    awaitWords(".turn.agent .words", words);
  }

  /** Types, and waits for these words in what the agent says after that. */
  void ask(String question, String answer) {
    int before = agentsTurns().size();
    type(question);
    page.waitForCondition(
        () -> agentsTurns().stream().skip(before).anyMatch(words -> words.contains(answer)));
  }

  /** All that the agent has said so far, turn by turn. */
  List<String> agentsTurns() {
    return page.locator(".turn.agent .words").allTextContents();
  }

  void awaitCaller(String words) {
    awaitWords(".turn.caller .words", words);
  }

  /** Waits until the loudspeaker sounds. */
  void awaitSound() {
    page.waitForFunction("() => window.voiceTeller.playbackLevel() > 0");
  }

  /** Waits until the loudspeaker is silent again. */
  void awaitSilence() {
    page.waitForFunction("() => window.voiceTeller.playbackLevel() === 0");
  }

  void awaitLevel(int level) {
    assertThat(page.locator(".status"))
        .hasAttribute(
            "data-level",
            Integer.toString(level),
            new HasAttributeOptions().setTimeout(PATIENCE_MS));
  }

  private void awaitWords(String turns, String words) {
    try {
      assertThat(page.locator(turns).filter(new Locator.FilterOptions().setHasText(words)).last())
          .isVisible(new IsVisibleOptions().setTimeout(PATIENCE_MS));
    } catch (AssertionError missed) {
      var shown = page.locator(".log > li, .notice, .status").allInnerTexts();
      throw new AssertionError(
          "Expected \"%s\", but there was:%n%s".formatted(words, String.join("\n", shown)), missed);
    }
  }
}
