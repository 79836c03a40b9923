package org.voiceteller.core.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * A wish that the caller takes back while a tool is at work on it. The work goes on; what a lookup
 * found is then not told. Whatever changed something, asks for something or was carried out along
 * the way is told all the same: nobody shall be left not knowing that their money moved.
 */
public final class Withdrawal {

  private static final Pattern TAKEN_BACK =
      Pattern.compile(
          "\\b(never ?mind|forget (it|that|about it)|cancel (it|that)|leave it|skip it|skip that"
              + "|don'?t bother|i changed my mind|i don'?t (need|want) (it|that) any ?more)\\b");

  private Withdrawal() {}

  /** Whether these words of the caller's take back what is under way. */
  public static boolean isIn(String words) {
    return TAKEN_BACK.matcher(words.toLowerCase(Locale.ROOT).replace('\u2019', '\'')).find();
  }

  /** What is told instead of what was found. */
  static ToolOutcome dropped() {
    return ToolAnswer.refused("All right, I have left that.").outcome();
  }

  static boolean mayDrop(Live call, ToolRun run) {
    ToolOutcome outcome = run.outcome();
    return outcome != null
        && outcome.result() == ToolOutcome.Result.SUCCEEDED
        && outcome.confirmation() == null
        && isLookup(run.tool())
        && run.parts().stream().allMatch(part -> isLookup(part.tool()))
        && call.agenda().proposal() == null
        && call.agenda().challenge() == null;
  }

  private static boolean isLookup(String tool) {
    Optional<Tool> known = Tool.named(tool);
    return known.isPresent() && known.get().onlyLooks();
  }
}
