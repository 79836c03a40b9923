package org.voiceteller.core.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.compliance.RequiredSpeech;

/**
 * What a tool has to say, before it is kept as an outcome.
 *
 * @param say sentences to be spoken word for word; null when the data may be told freely
 * @param note a sentence for the model only; null when there is none
 * @param data what the sentences are made of: texts, numbers, lists and maps of them
 * @param then the tool that must be used next; null when that is open
 * @param fill the fields of that tool that the question was about; empty when it was not about one
 * @param needs what the caller must reach first, when the rule found that more is needed than the
 *     tool says of itself; null otherwise
 * @param resource what it was about, for the audit
 * @param confirmation what the caller may write down
 */
public record ToolAnswer(
    ToolOutcome.Result result,
    @Nullable String say,
    @Nullable String note,
    Map<String, Object> data,
    @Nullable Tool then,
    List<String> fill,
    @Nullable Level needs,
    @Nullable String resource,
    @Nullable String confirmation,
    List<AuditFlag> flags) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public ToolAnswer {
    // Not Map.copyOf: the order of the fields is the order in which they are read out.
    data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
    fill = List.copyOf(fill);
    flags = List.copyOf(flags);
  }

  public static ToolAnswer succeeded(String say) {
    return answer(ToolOutcome.Result.SUCCEEDED, say, null);
  }

  public static ToolAnswer refused(String say) {
    return answer(ToolOutcome.Result.REFUSED, say, null);
  }

  /** Refused for a reason that is the model's business, not the caller's. */
  public static ToolAnswer refusedWithNote(String note) {
    return answer(ToolOutcome.Result.REFUSED, null, note);
  }

  /**
   * Read back, and done by the tool's next use if the caller says yes.
   *
   * @param say ends with the question
   */
  public static ToolAnswer proposed(Tool tool, String say) {
    return answer(ToolOutcome.Result.PROPOSED, say, null).then(tool, "confirmed");
  }

  /** Refused until the caller reaches this level; the wish is kept until then. */
  public static ToolAnswer needs(Level level) {
    return new ToolAnswer(
        ToolOutcome.Result.REFUSED,
        null,
        null,
        Map.of(),
        null,
        List.of(),
        level,
        null,
        null,
        List.of(AuditFlag.LEVEL_TOO_LOW));
  }

  /** Something of the bank's did not work. */
  public static ToolAnswer failed(String say) {
    return answer(ToolOutcome.Result.FAILED, say, null).flagged(AuditFlag.BANK_ERROR);
  }

  private static ToolAnswer answer(
      ToolOutcome.Result result, @Nullable String say, @Nullable String note) {
    return new ToolAnswer(
        result, say, note, Map.of(), null, List.of(), null, null, null, List.of());
  }

  /** With one more field of data, after those it has. */
  public ToolAnswer with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(data);
    more.put(name, value);
    return new ToolAnswer(
        result, say, note, more, then, fill, needs, resource, confirmation, flags);
  }

  /**
   * The law wants this part of what it says heard to its end.
   *
   * @param sentence empty when there is none
   */
  public ToolAnswer requiring(String sentence) {
    return sentence.isBlank() ? this : with(RequiredSpeech.MUST_BE_HEARD, sentence.strip());
  }

  /**
   * @param fields of that tool that the caller was just asked for
   */
  public ToolAnswer then(Tool next, String... fields) {
    return new ToolAnswer(
        result, say, note, data, next, List.of(fields), needs, resource, confirmation, flags);
  }

  /** The same words with another result. */
  public ToolAnswer as(ToolOutcome.Result other) {
    return new ToolAnswer(other, say, note, data, then, fill, needs, resource, confirmation, flags);
  }

  public ToolAnswer about(String what) {
    return new ToolAnswer(result, say, note, data, then, fill, needs, what, confirmation, flags);
  }

  public ToolAnswer confirmedBy(String number) {
    return new ToolAnswer(result, say, note, data, then, fill, needs, resource, number, flags);
  }

  public ToolAnswer flagged(AuditFlag flag) {
    List<AuditFlag> more = new ArrayList<>(flags);
    more.add(flag);
    return new ToolAnswer(result, say, note, data, then, fill, needs, resource, confirmation, more);
  }

  /** With a sentence before what it says. */
  public ToolAnswer prefaced(String sentence) {
    String words = say == null ? sentence : sentence + " " + say;
    return new ToolAnswer(
        result, words, note, data, then, fill, needs, resource, confirmation, flags);
  }

  /** As it is kept and as the model receives it. */
  public ToolOutcome outcome() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("outcome", result.name().toLowerCase(Locale.ROOT));
    if (say != null) {
      fields.put("say", say);
    }
    if (note != null) {
      fields.put("note", note);
    }
    fields.putAll(data);
    if (confirmation != null) {
      fields.put("confirmation", confirmation);
    }
    if (then != null) {
      Map<String, Object> next = new LinkedHashMap<>();
      next.put("tool", then.toolName());
      if (!fill.isEmpty()) {
        next.put("fill", fill);
      }
      fields.put("then", next);
    }
    try {
      return new ToolOutcome(result, JSON.writeValueAsString(fields), confirmation);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected an answer of texts, numbers, lists and maps", e);
    }
  }
}
