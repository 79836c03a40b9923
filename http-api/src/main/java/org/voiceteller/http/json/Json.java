package org.voiceteller.http.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.stream.Collectors;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.util.ByteString;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;

/**
 * Records as JSON and back. Read strictly: an unknown, doubled or missing field, a value of another
 * kind, and anything behind the object is refused. Written: times in ISO 8601 in UTC, and what is
 * null is left out.
 */
public final class Json {

  private static final int DEEPEST = 16;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .addModule(new JavaTimeModule())
          .enable(
              DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
              DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text -> {
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private Json() {}

  /**
   * Reads a body. A record's own {@link IllegalArgumentException} is told as it is, so its sentence
   * must not repeat what was sent.
   *
   * @throws ProblemException of a {@link Problem.BadRequest} when it is not what was expected
   */
  public static <T> T read(ByteString body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body.toArray(), type);
      if (value == null) {
        throw unfit("The body must be an object.");
      }
      return value;
    } catch (ValueInstantiationException refused) {
      throw unfit(
          refused.getCause() instanceof IllegalArgumentException sentence
                  && sentence.getMessage() != null
              ? sentence.getMessage()
              : "The body does not fit" + where(refused) + ".");
    } catch (UnrecognizedPropertyException unknown) {
      throw unfit("The body has a field that is not known here; expected are " + names(unknown));
    } catch (JsonMappingException unfitting) {
      throw unfit("The body does not fit" + where(unfitting) + ".");
    } catch (JsonProcessingException unreadable) {
      throw unfit("The body is not JSON, or has a field twice.");
    } catch (IOException impossible) {
      throw new IllegalStateException("Bytes in memory are always there", impossible);
    }
  }

  private static String names(UnrecognizedPropertyException unknown) {
    return unknown.getKnownPropertyIds() == null
        ? "others."
        : unknown.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .collect(Collectors.joining(", "))
            + ".";
  }

  /** Only names of fields that we know. */
  private static String where(JsonMappingException unfitting) {
    String path =
        unfitting.getPath().stream()
            .map(part -> part.getFieldName() == null ? "[]" : part.getFieldName())
            .filter(name -> name.matches("[A-Za-z\\[\\]]{1,40}"))
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "" : " at " + path;
  }

  private static ProblemException unfit(String detail) {
    return new ProblemException(new Problem.BadRequest(detail));
  }

  /** A value as JSON. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Expected a record of plain values", impossible);
    }
  }

  /** An answer with a value as its body. */
  public static HttpResponse answer(int status, Object value) {
    return answerWritten(status, write(value));
  }

  /** An answer whose body is JSON already; none where it is empty. */
  public static HttpResponse answerWritten(int status, String json) {
    HttpResponse answer = HttpResponse.create().withStatus(StatusCodes.get(status));
    return json.isEmpty()
        ? answer
        : answer.withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, json));
  }
}
