package org.voiceteller.actors.call;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolUse;

/**
 * What the caller keyed or typed while the bank waits for a secret: held for a moment, in memory
 * only, for the tool that asks for it. The newest counts, once. Not thread-safe.
 */
final class GivenSecret {

  /** As long as a code is valid at most. */
  private static final Duration HELD = Duration.ofMinutes(10);

  private @Nullable Secret secret;
  private Instant until = Instant.MIN;

  void give(Secret given, Instant now) {
    secret = given;
    until = now.plus(HELD);
  }

  /** For the tools that ask for a secret, and for one use of them; null for any other. */
  @Nullable Secret takeFor(ToolUse use, Instant now) {
    boolean asks =
        use.tool().equals(Tool.VERIFY_OTP.toolName())
            || use.tool().equals(Tool.STEP_UP_AUTHENTICATION.toolName());
    if (!asks) {
      return null;
    }
    Secret taken = now.isBefore(until) ? secret : null;
    secret = null;
    until = Instant.MIN;
    return taken;
  }
}
