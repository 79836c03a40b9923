package org.voiceteller.streams.nova;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;

/**
 * The events' JSON, each inside <code>{"event":{…}}</code>. Sound is read from and written to
 * base64 without a tree in between. Thread-safe.
 */
public final class NovaCodec {

  private final ObjectMapper json = new ObjectMapper();
  private final JsonFactory factory = json.getFactory();
  private final NovaWriter writer = new NovaWriter(factory);

  public static NovaCodec create() {
    return new NovaCodec();
  }

  private NovaCodec() {}

  /** The event as UTF-8. */
  public byte[] encode(NovaInput input) {
    return writer.write(input);
  }

  /**
   * @param bytes one event as UTF-8
   * @return empty for an event that is not known here
   * @throws MalformedNovaEventException when it is no event at all, or lacks what we need of it
   */
  public Optional<NovaOutput> decode(InputStream bytes) {
    try (JsonParser parser = factory.createParser(bytes)) {
      expect(parser.nextToken() == JsonToken.START_OBJECT, "an object");
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isEvent = "event".equals(parser.currentName());
        parser.nextToken();
        if (isEvent) {
          return event(parser);
        }
        parser.skipChildren();
      }
      throw new MalformedNovaEventException("an \"event\"", null);
    } catch (JsonProcessingException unreadable) {
      // the original message may quote what was said
      throw new MalformedNovaEventException("JSON", null);
    } catch (IOException impossible) {
      throw new MalformedNovaEventException("readable bytes", impossible);
    }
  }

  private Optional<NovaOutput> event(JsonParser parser) throws IOException {
    expect(parser.currentToken() == JsonToken.START_OBJECT, "an object as \"event\"");
    expect(parser.nextToken() == JsonToken.FIELD_NAME, "a name of the event");
    String name = parser.currentName();
    parser.nextToken();
    if ("audioOutput".equals(name)) {
      return Optional.of(audio(parser));
    }
    JsonNode fields = json.readTree(parser);
    return switch (name) {
      case "completionStart" ->
          Optional.of(new NovaOutput.CompletionStarted(fields.path("completionId").asText()));
      case "contentStart" -> contentStarted(fields);
      case "textOutput" -> Optional.of(text(fields));
      case "toolUse" ->
          Optional.of(
              new NovaOutput.ToolRequested(
                  need(fields, "contentId"),
                  need(fields, "toolUseId"),
                  need(fields, "toolName"),
                  fields.path("content").isTextual()
                      ? fields.path("content").textValue()
                      : fields.path("content").toString()));
      case "contentEnd" ->
          type(fields)
              .map(
                  type ->
                      new NovaOutput.ContentEnded(
                          need(fields, "contentId"), type, stopReason(fields)));
      case "usageEvent" ->
          Optional.of(
              new NovaOutput.Usage(
                  fields.path("totalInputTokens").asLong(),
                  fields.path("totalOutputTokens").asLong(),
                  fields.path("totalTokens").asLong()));
      case "completionEnd" -> Optional.of(new NovaOutput.CompletionEnded(stopReason(fields)));
      default -> Optional.empty();
    };
  }

  private static NovaOutput audio(JsonParser parser) throws IOException {
    String contentId = null;
    ByteString pcm = null;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      parser.nextToken();
      switch (field) {
        case "contentId" -> contentId = parser.getText();
        case "content" -> pcm = ByteString.fromArrayUnsafe(parser.getBinaryValue());
        default -> parser.skipChildren();
      }
    }
    if (contentId == null || pcm == null || pcm.size() % 2 != 0) {
      throw new MalformedNovaEventException("sound with a \"contentId\" in whole samples", null);
    }
    return new NovaOutput.AudioSaid(contentId, pcm);
  }

  private Optional<NovaOutput> contentStarted(JsonNode fields) {
    Optional<NovaRole> role = named(NovaRole.values(), fields.path("role"));
    return type(fields)
        .flatMap(
            type ->
                role.map(
                    from ->
                        new NovaOutput.ContentStarted(
                            need(fields, "contentId"), type, from, stage(fields))));
  }

  private @Nullable Stage stage(JsonNode contentStart) {
    JsonNode more = contentStart.path("additionalModelFields");
    if (more.isTextual()) {
      try {
        more = json.readTree(more.textValue());
      } catch (JsonProcessingException notJson) {
        return null;
      }
    }
    return named(Stage.values(), more.path("generationStage")).orElse(null);
  }

  private NovaOutput text(JsonNode fields) {
    String contentId = need(fields, "contentId");
    String content = need(fields, "content");
    if (isInterruption(content)) {
      return new NovaOutput.Interrupted(contentId);
    }
    NovaRole role = named(NovaRole.values(), fields.path("role")).orElse(NovaRole.ASSISTANT);
    return new NovaOutput.TextSaid(contentId, role, content);
  }

  /** The marker <code>{ "interrupted" : true }</code>, however it is spaced. */
  private boolean isInterruption(String content) {
    if (!content.contains("\"interrupted\"") || !content.strip().startsWith("{")) {
      return false;
    }
    try {
      return json.readTree(content).path("interrupted").asBoolean();
    } catch (JsonProcessingException somebodySaidIt) {
      return false;
    }
  }

  private static Optional<ContentType> type(JsonNode fields) {
    return named(ContentType.values(), fields.path("type"));
  }

  private static StopReason stopReason(JsonNode fields) {
    return named(StopReason.values(), fields.path("stopReason")).orElse(StopReason.OTHER);
  }

  private static <E extends Enum<E>> Optional<E> named(E[] constants, JsonNode name) {
    for (E constant : constants) {
      if (constant.name().equals(name.textValue())) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private static String need(JsonNode fields, String field) {
    JsonNode value = fields.path(field);
    expect(value.isTextual(), "a text \"" + field + "\"");
    return value.textValue();
  }

  private static void expect(boolean holds, String what) {
    if (!holds) {
      throw new MalformedNovaEventException(what, null);
    }
  }
}
