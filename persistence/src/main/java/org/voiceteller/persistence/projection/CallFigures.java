package org.voiceteller.persistence.projection;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.persistence.dynamodb.ToolTimes;

/**
 * What is counted of calls, tools, audit entries and consents. What a caller or a model names (a
 * channel, a tool) counts under its name only when the bank knows it.
 */
final class CallFigures {

  private static final Set<String> CHANNELS = Set.of("browser", "terminal", "sip");
  private static final String OTHER = "other";

  private static final Set<String> RAISES_THE_LEVEL =
      Set.of(
          AuditAction.AUTHENTICATE.name(),
          AuditAction.VERIFY_OTP.name(),
          AuditAction.STEP_UP_AUTHENTICATION.name());

  /** Codes of the bank's, as the contract lets them be searched for. */
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z_]{0,39}");

  private CallFigures() {}

  static Tally started(String channel, Instant at) {
    String known = CHANNELS.contains(channel) ? channel : OTHER;
    return Tally.ofBooks("calls", at, Map.of("started", 1L, "started." + known, 1L));
  }

  static Tally ended(EndReason reason, Instant at) {
    return Tally.ofBooks("calls", at, Map.of("ended", 1L, "ended." + reason.name(), 1L));
  }

  /**
   * A use of a tool.
   *
   * @param tookMs null when that is not known: it counts as a use then, and not among those whose
   *     time is
   */
  static Tally toolUsed(String tool, ToolOutcome.Result result, @Nullable Long tookMs, Instant at) {
    Map<String, Long> counters = new TreeMap<>();
    counters.put(result.name(), 1L);
    if (tookMs != null) {
      counters.put("timed", 1L);
      counters.put("sumMs", tookMs);
      counters.put(ToolTimes.bucket(tookMs), 1L);
    }
    return Tally.ofBooks(
        "tool/" + Tool.named(tool).map(Tool::toolName).orElse(OTHER), at, counters);
  }

  static Tally audited(AuditEntry entry) {
    Map<String, Long> counters = new TreeMap<>();
    counters.put(entry.result().name(), 1L);
    if (entry.personalDataSeen()) {
      counters.put("personalData", 1L);
    }
    entry.flags().stream()
        .filter(flag -> CODE.matcher(flag).matches())
        .forEach(flag -> counters.put("flag." + flag, 1L));
    if (entry.result() == AuditEntry.Result.SUCCESS && RAISES_THE_LEVEL.contains(entry.action())) {
      counters.put("level." + entry.level().number(), 1L);
    }
    return Tally.ofEvidence("audit/" + entry.action(), entry.at(), counters);
  }

  static Tally consented(String kind, String textVersion, Instant at) {
    return Tally.ofEvidence("consent/" + kind, at, Map.of("version." + textVersion, 1L));
  }
}
