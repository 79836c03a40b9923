package org.voiceteller.siptrunk.signal;

import java.util.Optional;
import javax.sip.message.Response;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is not taken, as SIP says it.
 *
 * @param retryAfterSeconds 0 for none
 * @param warning one sentence, for 488
 */
record Refusal(int status, int retryAfterSeconds, @Nullable String warning, Counts.End end) {

  static Refusal busy(CallSettings settings, int bankSaysSeconds) {
    int seconds = bankSaysSeconds > 0 ? bankSaysSeconds : (int) settings.retryAfter().toSeconds();
    return new Refusal(settings.whenFull(), seconds, null, Counts.End.REFUSED_BUSY);
  }

  static Refusal noAgent(CallSettings settings) {
    return new Refusal(
        Response.SERVICE_UNAVAILABLE,
        (int) settings.retryAfter().toSeconds(),
        null,
        Counts.End.REFUSED_NO_AGENT);
  }

  static Refusal draining(CallSettings settings) {
    return new Refusal(
        Response.SERVICE_UNAVAILABLE,
        (int) settings.retryAfter().toSeconds(),
        null,
        Counts.End.REFUSED_DRAINING);
  }

  static Refusal offer(String sentence) {
    return new Refusal(Response.NOT_ACCEPTABLE_HERE, 0, sentence, Counts.End.REFUSED_OFFER);
  }

  static Refusal of(int status) {
    return new Refusal(status, 0, null, Counts.End.REFUSED_OFFER);
  }

  Optional<String> warningText() {
    return Optional.ofNullable(warning).map(text -> text.replaceAll("[\"\\\\\r\n]", " "));
  }
}
