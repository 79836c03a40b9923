package org.voiceteller.http.platform;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voiceteller.streams.platform.JambonzFormat;

/**
 * Answer documents for jambonz: an array of verbs, done in their order. Source:
 * https://docs.jambonz.org/verbs/overview.
 */
final class JambonzVerbs {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ArrayNode verbs = JSON.createArrayNode();

  private JambonzVerbs() {}

  static JambonzVerbs application() {
    return new JambonzVerbs();
  }

  /**
   * Streams the call both ways until the stream is closed.
   *
   * @param action is asked what comes next
   * @param password for {@link SocketPasswords#USERNAME} at the socket
   */
  JambonzVerbs listen(
      String action,
      String socket,
      String password,
      String ticket,
      PlatformSettings.Jambonz settings) {
    ObjectNode listen =
        verb("listen")
            .put("url", socket)
            .put("actionHook", action)
            .put("mixType", "mono")
            .put("sampleRate", settings.sampleRateHz())
            .put("passDtmf", settings.keys() == PlatformSettings.Keys.EVENTS);
    listen
        .putObject("bidirectionalAudio")
        .put("enabled", true)
        .put("streaming", true)
        .put("sampleRate", settings.playbackRateHz());
    listen.putObject("wsAuth").put("username", SocketPasswords.USERNAME).put("password", password);
    listen.putObject("metadata").put(JambonzFormat.TICKET, ticket);
    return this;
  }

  /** Refuses a call that was not answered yet. */
  JambonzVerbs declineAsBusy(long retryAfterSeconds) {
    verb("sip:decline")
        .put("status", 486)
        .put("reason", "Busy Here")
        .putObject("headers")
        .put("Retry-After", Long.toString(retryAfterSeconds));
    return this;
  }

  /**
   * @param line a number or a SIP address
   */
  JambonzVerbs dial(String line) {
    ObjectNode target = verb("dial").putArray("target").addObject();
    if (line.startsWith("sip")) {
      target.put("type", "sip").put("sipUri", line);
    } else {
      target.put("type", "phone").put("number", line);
    }
    return this;
  }

  JambonzVerbs say(String words) {
    verb("say").put("text", words);
    return this;
  }

  JambonzVerbs pause(int seconds) {
    verb("pause").put("length", seconds);
    return this;
  }

  JambonzVerbs hangUp() {
    verb("hangup");
    return this;
  }

  private ObjectNode verb(String name) {
    return verbs.addObject().put("verb", name);
  }

  String text() {
    return verbs.toString();
  }
}
