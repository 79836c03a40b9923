package org.voiceteller.localsonic.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Event-stream frames to and from the JSON of events.
 *
 * <p>A signed request wraps each event's frame in an outer frame with {@code :date} and {@code
 * :chunk-signature}; a request with a bearer token sends the frames bare. Both are read. Signatures
 * are not verified: there is no account to verify them with.
 *
 * <p>Source: "Event stream encoding" of the AWS general reference (vnd.amazon.eventstream).
 */
public final class EventFrames {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHUNK_SIGNATURE = ":chunk-signature";

  private EventFrames() {}

  /**
   * Checks and decodes one frame.
   *
   * @throws ServiceException when a checksum, a length or a header is wrong
   */
  public static Message decode(ByteBuffer frame) {
    try {
      return Message.decode(frame);
    } catch (BufferUnderflowException e) {
      throw ServiceException.validation("Malformed frame: a length points beyond the frame's end");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw ServiceException.validation("Malformed frame: " + e.getMessage());
    }
  }

  /**
   * The JSON inside a request's frame, or empty for the frame that ends the request.
   *
   * @throws ServiceException when the frame is malformed or is no event
   */
  public static Optional<byte[]> event(ByteBuffer frame) {
    var message = decode(frame);
    if (message.getHeaders().containsKey(CHUNK_SIGNATURE)) {
      if (message.getPayload().length == 0) {
        return Optional.empty();
      }
      message = decode(ByteBuffer.wrap(message.getPayload()));
    } else if (message.getPayload().length == 0) {
      return Optional.empty();
    }
    expectHeader(message.getHeaders(), ":message-type", "event");
    expectHeader(message.getHeaders(), ":event-type", "chunk");
    return Optional.of(bytesField(message.getPayload()));
  }

  private static void expectHeader(Map<String, HeaderValue> headers, String name, String value) {
    var header = headers.get(name);
    if (header == null) {
      throw ServiceException.validation(
          "Expected header %s: %s, but it is missing".formatted(name, value));
    }
    String found;
    try {
      found = header.getString();
    } catch (IllegalStateException e) {
      throw ServiceException.validation(
          "Expected header %s: %s, but it is a %s".formatted(name, value, header.getType()));
    }
    if (!value.equals(found)) {
      throw ServiceException.validation(
          "Expected header %s: %s, but it is %s".formatted(name, value, found));
    }
  }

  private static byte[] bytesField(byte[] payload) {
    JsonNode bytes;
    try {
      bytes = JSON.readTree(payload).path("bytes");
    } catch (IOException e) {
      throw ServiceException.validation("Expected a chunk {\"bytes\":…}, but it is not JSON");
    }
    if (!bytes.isTextual()) {
      throw ServiceException.validation(
          "Expected a chunk {\"bytes\":…} with a text, but it has none");
    }
    try {
      return Base64.getDecoder().decode(bytes.textValue());
    } catch (IllegalArgumentException e) {
      throw ServiceException.validation("Expected base64 in the chunk's bytes, but it is not");
    }
  }

  /** The frame of an output event. */
  public static ByteString chunk(byte[] eventJson) {
    var headers = new LinkedHashMap<String, HeaderValue>();
    headers.put(":event-type", HeaderValue.fromString("chunk"));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString("event"));
    var payload = "{\"bytes\":\"" + Base64.getEncoder().encodeToString(eventJson) + "\"}";
    return FrameEncoder.encode(headers, payload.getBytes(StandardCharsets.US_ASCII));
  }

  /** The frame of an error inside the stream: {@code {"message":"…"}}. */
  public static ByteString exception(ServiceException exception) {
    var headers = new LinkedHashMap<String, HeaderValue>();
    headers.put(":exception-type", HeaderValue.fromString(exception.error().streamName()));
    headers.put(":content-type", HeaderValue.fromString("application/json"));
    headers.put(":message-type", HeaderValue.fromString("exception"));
    return FrameEncoder.encode(headers, messageJson(exception.reason()));
  }

  /** The body of an error, before the stream and inside it. */
  public static byte[] messageJson(String message) {
    try {
      return JSON.writeValueAsBytes(Map.of("message", message));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a text can always be written as JSON", e);
    }
  }
}
