package org.voiceteller.siptrunk.signal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sip.header.Header;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * A REFER on its way (RFC 3515): the peer accepts it, tells how the new call goes, and in the end
 * whether somebody has answered. Until then the agent has the call. On its call's lane.
 */
final class Transfer {

  private static final Pattern STATUS = Pattern.compile("SIP/2\\.0 ([1-6][0-9]{2})\\b.*");

  private final Told outcome;
  private boolean over;
  private boolean done;

  /** Is told once what became of an attempt. */
  @FunctionalInterface
  interface Told {

    /**
     * @param succeeded whether somebody has answered
     * @param status of the answer that decided it; 408 when there was none in time
     */
    void ended(boolean succeeded, int status);
  }

  Transfer(Told outcome) {
    this.outcome = outcome;
  }

  /** The peer's answer to the REFER itself. */
  void answered(int status) {
    if (status >= Response.MULTIPLE_CHOICES) {
      end(false, status);
    }
  }

  /** A NOTIFY, with the new call's status as its body (RFC 3515 §2.4.5). */
  void notified(Request notify) {
    byte[] body = notify.getRawContent();
    String first = body == null ? "" : new String(body, UTF_8).lines().findFirst().orElse("");
    Matcher matcher = STATUS.matcher(first);
    int status = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (status >= Response.OK) {
      end(status < Response.MULTIPLE_CHOICES, status);
    } else if (isTerminated(notify)) {
      end(false, Response.REQUEST_TIMEOUT);
    }
  }

  private static boolean isTerminated(Request notify) {
    return notify.getHeader("Subscription-State") instanceof Header state
        && state.toString().toLowerCase(Locale.ROOT).contains("terminated");
  }

  /** It is tried in another way: nothing is told any more. */
  void abandon() {
    over = true;
  }

  /** Nobody has answered in time. */
  void expire() {
    end(false, Response.REQUEST_TIMEOUT);
  }

  /** Whether it has succeeded, or the peer may just be about to say so. */
  boolean isDone() {
    return done || !over;
  }

  private void end(boolean succeeded, int status) {
    if (!over) {
      over = true;
      done = succeeded;
      outcome.ended(succeeded, status);
    }
  }
}
