package org.voiceteller.siptrunk.signal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.voiceteller.siptrunk.signal.Phone.Heard;

/**
 * The torture messages of RFC 4475: none hurts. They name no port to be answered at, so they are
 * sent from 5060 of an address that only this machine has.
 */
class TortureTest {

  private static final int PATIENCE_MS = 3_000;
  private static final int PATIENCE_SECONDS = 20;

  /** The first Via of the message names TCP. */
  private static final String TCP =
      "(?is)(?:(?!\\nv(?:ia)?\\s*:).)*\\nv(?:ia)?\\s*:\\s*SIP\\s*/\\s*[0-9.]+\\s*/\\s*(?:TCP|TLS).*";

  private static final String[] FILES = {
    "badaspec",
    "badbranch",
    "baddate",
    "baddn",
    "badinv01",
    "badvers",
    "bcast",
    "bext01",
    "bigcode",
    "clerr",
    "cparam01",
    "cparam02",
    "dblreq",
    "esc01",
    "esc02",
    "escnull",
    "escruri",
    "insuf",
    "intmeth",
    "inv2543",
    "invut",
    "longreq",
    "ltgtruri",
    "lwsdisp",
    "lwsruri",
    "lwsstart",
    "mcl01",
    "mismatch01",
    "mismatch02",
    "mpart01",
    "multi01",
    "ncl",
    "noreason",
    "novelsc",
    "quotbal",
    "regaut01",
    "regbadct",
    "regescrt",
    "scalar02",
    "scalarlg",
    "sdp01",
    "semiuri",
    "transports",
    "trws",
    "unkscm",
    "unksm2",
    "unreason",
    "wsinv",
    "zeromf"
  };

  /**
   * What each is to be answered by an agent that knows no REGISTER and whose bank does not answer:
   * a call that would be taken is told 503. Where RFC 4475 leaves the choice, what can be
   * understood is taken: badaspec, baddate, baddn, escruri, lwsstart and trws.
   */
  private static final Map<Integer, List<String>> EXPECTED =
      Map.of(
          200,
          List.of(
              "badaspec",
              "badbranch",
              "baddn",
              "lwsdisp",
              "semiuri",
              "transports",
              "trws",
              "zeromf"),
          400,
          List.of(
              "badinv01",
              "clerr",
              "insuf",
              "inv2543",
              "ltgtruri",
              "lwsruri",
              "mcl01",
              "mismatch01",
              "mismatch02",
              "multi01",
              "ncl",
              "quotbal",
              "scalar02"),
          405,
          List.of(
              "cparam01",
              "cparam02",
              "dblreq",
              "esc02",
              "escnull",
              "intmeth",
              "mpart01",
              "regaut01",
              "regbadct",
              "regescrt",
              "unksm2"),
          406,
          List.of("sdp01"),
          415,
          List.of("invut"),
          416,
          List.of("novelsc", "unkscm"),
          420,
          List.of("bext01"),
          481,
          List.of("wsinv"),
          503,
          List.of("baddate", "esc01", "escruri", "longreq", "lwsstart"),
          505,
          List.of("badvers"));

  /** Responses to nothing that was asked. */
  private static final List<String> NOT_ANSWERED =
      List.of("bcast", "bigcode", "noreason", "scalarlg", "unreason");

  @Test
  void eachIsAnsweredAndNoneHurts() throws Exception {
    try (SipTrunks trunks = TrialTrunks.start(URI.create("ws://127.0.0.1:9/v1/calls"));
        Phone phone = phone(trunks)) {
      Map<String, Set<Integer>> answers = new TreeMap<>();
      Map<String, String> fileOfCall = new HashMap<>();
      for (String file : FILES) {
        String message = alone(file, new String(message(file), ISO_8859_1));
        answers.put(file, new TreeSet<>());
        if (message.matches(TCP)) {
          answers.put(file, overTcp(trunks, message.getBytes(ISO_8859_1)));
        } else {
          fileOfCall.put(callId(message), file);
          phone.raw(message.getBytes(ISO_8859_1));
        }
      }
      Set<String> awaited = new TreeSet<>(fileOfCall.values());
      awaited.removeAll(NOT_ANSWERED);
      while (!awaited.isEmpty()) {
        Heard heard = phone.heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(heard).as("answers to " + awaited).isNotNull();
        note(heard, fileOfCall, answers).ifPresent(awaited::remove);
      }
      phone.request("OPTIONS", "");
      phone.next(
          heard -> {
            note(heard, fileOfCall, answers);
            return heard.header("Call-ID").equals(Optional.of(phone.callId));
          });
      EXPECTED.forEach(
          (status, files) ->
              files.forEach(
                  file -> assertThat(answers.get(file)).as(file).containsExactly(status)));
      assertThat(NOT_ANSWERED).allSatisfy(file -> assertThat(answers.get(file)).isEmpty());
    }
  }

  /** The file that this answers for good, if any. */
  private static Optional<String> note(
      Heard heard, Map<String, String> fileOfCall, Map<String, Set<Integer>> answers) {
    String callId = heard.header("Call-ID").orElse("");
    String file = fileOfCall.get(callId.equals("missing") ? "" : callId);
    if (file == null || heard.status() < 200) {
      return Optional.empty();
    }
    answers.computeIfAbsent(file, _ -> new TreeSet<>()).add(heard.status());
    return Optional.of(file);
  }

  /** Most of the messages share one branch, and would be one transaction. */
  private static String alone(String file, String message) {
    return message.replaceFirst("(z9hG4bK[^;\\s]+)", "$1" + file);
  }

  private static String callId(String message) {
    Matcher matcher = Pattern.compile("(?im)^(?:call-id|i)[ \\t]*:\\s*(\\S+)").matcher(message);
    return matcher.find() ? matcher.group(1) : "";
  }

  /** Over a connection of its own: what it does to that one hurts nobody else. */
  private static Set<Integer> overTcp(SipTrunks trunks, byte[] message) throws IOException {
    Set<Integer> statuses = new TreeSet<>();
    try (Socket socket = new Socket("127.0.0.1", trunks.port("tcp"))) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write(message);
      BufferedReader reader =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
      for (String line = reader.readLine(); line != null && statuses.isEmpty(); ) {
        if (line.matches("SIP/2.0 [2-6].*")) {
          statuses.add(Integer.parseInt(line.substring(8, 11)));
        }
        line = reader.readLine();
      }
    } catch (SocketTimeoutException | SocketException none) {
      // no answer, or the connection was closed
    }
    return statuses;
  }

  private static Phone phone(SipTrunks trunks) throws IOException {
    try {
      return new Phone(trunks.port("udp"), "127.0.0.75", 5060);
    } catch (BindException notThisMachine) {
      return abort("127.0.0.75:5060 cannot be had here");
    }
  }

  private static byte[] message(String file) throws IOException {
    try (InputStream in = TortureTest.class.getResourceAsStream("/sip_rfc4475/" + file + ".dat")) {
      assertThat(in).as(file).isNotNull();
      return in.readAllBytes();
    }
  }
}
