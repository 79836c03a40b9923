package org.voiceteller.core.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.Agenda.KeptWish;
import org.voiceteller.core.call.Agenda.Part;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.tool.ToolInputReader.Reading;

/**
 * What becomes of wishes above the caller's level. Each is kept, in order, until the level is
 * reached; then all that may be are carried out within the use of the tool that reached it, one
 * after the other, up to one whose answer asks the caller for something. The rest waits for that.
 */
final class WishRules {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ToolCatalogue catalogue;

  WishRules(ToolCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * Keeps a wish and begins whatever leads to its level. The same tool wished for anew, after the
   * caller has said more, replaces the wish; without that both stand, as two in one sentence.
   */
  Ruling<Next> keep(Recording recording, String toolUseId, Tool tool, String input, Level needed) {
    dropLapsed(recording);
    String kept = asKept(input);
    Agenda agenda = recording.call().agenda();
    boolean isAnother =
        agenda.challenge() != null || agenda.wish(wish -> !wish.spokenSince()).isPresent();
    boolean isNew = agenda.wish(wish -> isSame(wish, tool, kept)).isEmpty();
    if (isNew) {
      agenda
          .wish(wish -> wish.tool().equals(tool.toolName()) && wish.spokenSince())
          .ifPresent(corrected -> clear(recording, corrected));
      if (recording.call().agenda().wishes().size()
          >= recording.policy().stepUp().maximumWishes()) {
        return recording.refuse(
            toolUseId,
            tool.action(),
            ToolAnswer.refused(Sentences.CANNOT_TAKE_MORE).flagged(AuditFlag.TOO_MANY_WISHES));
      }
      recording.add(
          new CallEvent.WishKept(toolUseId, tool.toolName(), kept, needed, recording.now()));
    }
    recording.audit(tool.action(), AuditEntry.Result.REFUSED, AuditFlag.LEVEL_TOO_LOW);
    return isNew && isAnother
        ? recording.finish(toolUseId, StepUpRules.asWell(recording.call()))
        : StepUpRules.begin(recording, toolUseId, Challenge.Cause.WISH);
  }

  /** Keeps what turned out, while it was worked on, to need more than its tool says. */
  Ruling<Next> keep(Recording recording, String toolUseId, Next.Work work, Level needed) {
    recording
        .add(
            new CallEvent.WishKept(
                work.wishId() == null ? work.jobId() : work.wishId(),
                work.tool().toolName(),
                work.inputJson(),
                needed,
                recording.now()))
        .audit(work.tool().action(), AuditEntry.Result.REFUSED, AuditFlag.LEVEL_TOO_LOW);
    return StepUpRules.begin(recording, toolUseId, Challenge.Cause.WISH);
  }

  /**
   * Goes on with what waits, after the use's own work; or ends the use when nothing may be done.
   */
  Ruling<Next> onward(Recording recording, String toolUseId) {
    dropLapsed(recording);
    Live live = recording.call();
    List<Part> parts = live.tool(toolUseId).map(ToolRun::parts).orElse(List.of());
    boolean isAsking =
        !parts.isEmpty() && Parts.asks(parts.getLast())
            || live.agenda().challenge() != null
            || live.agenda().proposal() != null;
    if (!isAsking) {
      for (KeptWish wish : live.agenda().wishes()) {
        Next.Work work = work(live, wish).orElse(null);
        if (work != null) {
          return recording.answer(new Next.Run(work));
        }
        if (live.level().reaches(wish.needed())) {
          clear(recording, wish);
        }
      }
      if (!recording.call().agenda().wishes().isEmpty()) {
        return StepUpRules.begin(recording, toolUseId, Challenge.Cause.WISH);
      }
    }
    return recording.finish(toolUseId, told(recording.call(), toolUseId, parts));
  }

  private Optional<Next.Work> work(Live live, KeptWish wish) {
    Tool tool = Tool.named(wish.tool()).orElse(null);
    String customerId = live.identity().customerId();
    return tool != null
            && customerId != null
            && live.level().reaches(wish.needed())
            && catalogue.read(tool, wish.inputJson()) instanceof Reading.Read(var input)
        ? Optional.of(
            new Next.Work(
                wish.toolUseId(),
                wish.toolUseId(),
                tool,
                wish.inputJson(),
                customerId,
                input,
                live.level(),
                false))
        : Optional.empty();
  }

  private static ToolAnswer told(Live live, String toolUseId, List<Part> parts) {
    Tool used = live.tool(toolUseId).flatMap(run -> Tool.named(run.tool())).orElse(null);
    String lead = lead(used);
    if (parts.isEmpty()) {
      if (live.agenda().challenge() != null) {
        return StepUpRules.awaited(live.agenda().challenge());
      }
      return ToolAnswer.succeeded(
          lead == null ? Sentences.VERIFIED : lead + " " + StepUpSentences.VERIFIED_WITHOUT_WISH);
    }
    return Parts.told(lead, parts);
  }

  /** What a use that led to a level says before anything else. */
  static @Nullable String lead(@Nullable Tool used) {
    return used == Tool.VERIFY_OTP
        ? StepUpSentences.CODE_VERIFIED
        : used == Tool.STEP_UP_AUTHENTICATION ? StepUpSentences.THANKS : null;
  }

  /** A wish that is uttered again now that it may be done: what was begun for it counts. */
  static Optional<String> takeUp(Recording recording, Tool tool, String input) {
    Optional<KeptWish> kept = recording.call().agenda().wish(wish -> isSame(wish, tool, input));
    kept.ifPresent(wish -> clear(recording, wish));
    return kept.map(KeptWish::toolUseId);
  }

  private static boolean isSame(KeptWish wish, Tool tool, String input) {
    return wish.tool().equals(tool.toolName()) && wish.inputJson().equals(input);
  }

  private static void dropLapsed(Recording recording) {
    for (KeptWish wish : recording.call().agenda().wishes()) {
      if (!recording.now().isBefore(wish.at().plus(recording.policy().stepUp().wishLapse()))) {
        clear(recording, wish);
      }
    }
  }

  static void clear(Recording recording, KeptWish wish) {
    recording.add(new CallEvent.WishCleared(wish.toolUseId(), recording.now()));
  }

  /**
   * A wish as it is kept: it is read back anew when it is carried out, whatever the model held for
   * confirmed, and it never holds a card number.
   */
  static String asKept(String inputJson) {
    try {
      if (!(JSON.readTree(inputJson) instanceof ObjectNode fields)) {
        return inputJson;
      }
      fields.remove(ProposalRules.CONFIRMED);
      fields.properties().stream()
          .filter(field -> field.getValue().isTextual())
          .forEach(
              field ->
                  field.setValue(
                      TextNode.valueOf(TurnRedaction.ofField(field.getValue().textValue()))));
      return fields.toString();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected an input that was read before", e);
    }
  }
}
