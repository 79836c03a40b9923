package org.voiceteller.localsonic.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class EventFramesTest {

  private static final int LIMIT = 64 * 1024;
  private static final String EVENT = "{\"event\":{\"sessionEnd\":{}}}";

  @ParameterizedTest
  @ValueSource(
      strings = {"valid_empty_payload", "valid_no_headers", "valid_with_all_headers_and_payload"})
  void decodesAndEncodesEachValidFrameToTheSameBytes(String file) throws IOException {
    var bytes = conformance(file);

    var frames = new ArrayList<ByteBuffer>();
    new FrameSplitter(LIMIT).add(ByteString.fromArray(bytes), frames::add);

    assertThat(frames).hasSize(1);
    var message = EventFrames.decode(frames.getFirst());
    assertThat(FrameEncoder.encode(message.getHeaders(), message.getPayload()).toArray())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          invalid_header_name_length,            checksum
          invalid_header_string_value_length,    checksum
          invalid_header_value_type,             checksum
          invalid_headers_length,                Illegal payload size
          invalid_message_checksum,              checksum
          invalid_prelude_checksum,              checksum
          invalid_header_name_length_too_long,   checksum
          invalid_header_string_length_cut_off,  checksum
          """)
  void refusesEachInvalidFrameAndSaysWhy(String file, String reason) throws IOException {
    var bytes = conformance(file);

    assertThatThrownBy(
            () -> new FrameSplitter(LIMIT).add(ByteString.fromArray(bytes), EventFrames::decode))
        .isInstanceOf(ServiceException.class)
        .hasMessageStartingWith("Malformed frame: ")
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 16, 1000})
  void findsFramesHoweverTheBytesAreCut(int pieceBytes) throws IOException {
    var one = conformance("valid_with_all_headers_and_payload");
    var all = ByteString.fromArray(one).concat(ByteString.fromArray(one));
    var splitter = new FrameSplitter(LIMIT);

    var found = new ArrayList<ByteBuffer>();
    for (int at = 0; at < all.size(); at += pieceBytes) {
      splitter.add(all.drop(at).take(pieceBytes), found::add);
    }

    assertThat(found).hasSize(2).allSatisfy(frame -> assertThat(frame.array()).isEqualTo(one));
    assertThat(splitter.holdsPart()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 15, LIMIT + 1, -1})
  void refusesAFrameOfAnImpossibleLength(int length) {
    var bytes = ByteString.fromByteBuffer(ByteBuffer.allocate(4).putInt(length).flip());

    assertThatThrownBy(() -> new FrameSplitter(LIMIT).add(bytes, _ -> {}))
        .isInstanceOf(ServiceException.class)
        .hasMessage(
            "Expected a frame of 16 to %d bytes, but its length field says %d",
            LIMIT, Integer.toUnsignedLong(length));
  }

  @Test
  void readsAnEventInASignedChunkAndBare() {
    var bare = chunk(EVENT);

    assertThat(EventFrames.event(bare.toByteBuffer())).hasValueSatisfying(json -> isEvent(json));
    assertThat(EventFrames.event(signed(bytes(bare)).toByteBuffer()))
        .hasValueSatisfying(json -> isEvent(json));
  }

  @Test
  void readsAnEmptyChunkAsTheEnd() {
    assertThat(EventFrames.event(signed(new byte[0]).toByteBuffer())).isEmpty();
    assertThat(EventFrames.event(new Message(Map.of(), new byte[0]).toByteBuffer())).isEmpty();
  }

  @Test
  void refusesWhatIsNoChunkOfAnEvent() {
    assertRefused(new Message(Map.of(), "{}".getBytes(StandardCharsets.UTF_8)), ":message-type");
    assertRefused(message("initial-request", "{\"bytes\":\"\"}"), "but it is initial-request");
    assertRefused(message("chunk", "no json"), "not JSON");
    assertRefused(message("chunk", "{\"bytes\":7}"), "with a text");
    assertRefused(message("chunk", "{\"bytes\":\"%%\"}"), "base64");
    assertRefused(
        signed("rubbish of some length".getBytes(StandardCharsets.UTF_8)), "Malformed frame");
  }

  private static void assertRefused(Message message, String reason) {
    assertThatThrownBy(() -> EventFrames.event(message.toByteBuffer()))
        .isInstanceOf(ServiceException.class)
        .hasMessageContaining(reason);
  }

  private static void isEvent(byte[] json) {
    assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(EVENT);
  }

  private static Message chunk(String json) {
    var base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    return message("chunk", "{\"bytes\":\"" + base64 + "\"}");
  }

  private static Message message(String eventType, String payload) {
    var headers = new LinkedHashMap<String, HeaderValue>();
    headers.put(":event-type", HeaderValue.fromString(eventType));
    headers.put(":message-type", HeaderValue.fromString("event"));
    return new Message(headers, payload.getBytes(StandardCharsets.UTF_8));
  }

  private static Message signed(byte[] payload) {
    return new Message(
        Map.of(":chunk-signature", HeaderValue.fromByteArray(new byte[32])), payload);
  }

  private static byte[] bytes(Message message) {
    return ByteString.fromByteBuffer(message.toByteBuffer()).toArray();
  }

  private static byte[] conformance(String file) throws IOException {
    try (var resource = EventFramesTest.class.getResourceAsStream("/aws_event_stream/" + file)) {
      if (resource == null) {
        throw new AssertionError("missing " + file);
      }
      return resource.readAllBytes();
    }
  }
}
