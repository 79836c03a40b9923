package org.voiceteller.streams.webrtc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.media.FromCaller;
import org.voiceteller.streams.media.VoiceTellerV1;
import org.voiceteller.streams.media.WireMessage;

/**
 * What one call tells and takes beside its sound: the events of {@code voice-teller.v1} on a
 * WebSocket of their own. It may come late, break and come again; what is told meanwhile waits, and
 * when 256 events wait the oldest go. The newest connection is the one that counts. Thread-safe.
 */
final class EventLink {

  private static final int MOST_WAITING = 256;
  private static final long JOIN_WITHIN_S = 15;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes what the caller types and keys, and their hanging up. */
  interface Call {

    /** False when the call has not begun, or takes nothing now. */
    boolean take(CallerFrame frame);
  }

  private final ActorSystem<?> system;
  private final VoiceTellerV1 wire;
  private final byte[] token;
  private final Call call;
  private final Deque<WireMessage> waiting = new ArrayDeque<>();
  private final LongAdder dropped = new LongAdder();
  private @Nullable WireMessage started;
  private @Nullable Connection joined;
  private boolean over;

  EventLink(ActorSystem<?> system, VoiceTellerV1 wire, String token, Call call) {
    this.system = system;
    this.wire = wire;
    this.token = token.getBytes(StandardCharsets.UTF_8);
    this.call = call;
  }

  /** One connection; it must say {@code call.join} with the call's token first. */
  Flow<WireMessage, WireMessage, NotUsed> flow() {
    var out = Source.<WireMessage>queue(MOST_WAITING).preMaterialize(system);
    Connection connection = new Connection(out.first());
    system
        .scheduler()
        .scheduleOnce(
            Duration.ofSeconds(JOIN_WITHIN_S),
            () -> tooLate(connection),
            system.executionContext());
    return Flow.fromSinkAndSourceCoupled(
        Sink.foreach((WireMessage message) -> received(connection, message)), out.second());
  }

  private static final class Connection {

    private final BoundedSourceQueue<WireMessage> out;

    private Connection(BoundedSourceQueue<WireMessage> out) {
      this.out = out;
    }
  }

  /** {@code call.started}: told to each connection that joins. */
  synchronized void started(WireMessage message) {
    started = message;
    if (joined != null) {
      send(joined, message);
    }
  }

  synchronized void tell(WireMessage message) {
    if (joined != null && send(joined, message)) {
      return;
    }
    if (waiting.size() == MOST_WAITING) {
      waiting.removeFirst();
      dropped.increment();
    }
    waiting.addLast(message);
  }

  /** The call is over: what was told still goes out, then the connection ends. */
  synchronized void complete() {
    over = true;
    if (joined != null) {
      joined.out.complete();
    }
  }

  /** Events that nobody fetched in time. */
  long dropped() {
    return dropped.sum();
  }

  private synchronized void tooLate(Connection connection) {
    if (joined != connection) {
      connection.out.complete();
    }
  }

  private synchronized void received(Connection connection, WireMessage message) {
    if (joined != connection) {
      join(connection, message);
      return;
    }
    switch (wire.decode(message)) {
      case FromCaller.Rejected(var problem) -> answer(connection, problem);
      case FromCaller.Check _ -> send(connection, wire.checked());
      case FromCaller.Start _ ->
          answer(connection, "already_started", "The call was begun with its offer.", false);
      case FromCaller.Frame(var frame) -> {
        switch (frame) {
          case CallerFrame.Audio _ ->
              answer(connection, "bad_audio", "Sound comes by RTP in this call.", false);
          case CallerFrame.PlaybackPosition _ -> {
            // the bank knows itself what it has sent
          }
          case CallerFrame.Transferring _ ->
              answer(connection, "unknown_type", "A browser's call is not transferred.", false);
          case CallerFrame.TextTyped _, CallerFrame.KeyPressed _, CallerFrame.HungUp _ -> {
            if (!call.take(frame)) {
              answer(connection, "not_started", "The call's sound is not connected yet.", true);
            }
          }
        }
      }
    }
  }

  private void join(Connection connection, WireMessage message) {
    if (!isRight(message)) {
      answer(connection, "not_joined", "Expected call.join with the token of this call.", false);
      connection.out.complete();
      return;
    }
    if (joined != null) {
      joined.out.complete();
    }
    joined = connection;
    if (started != null) {
      send(connection, started);
    }
    while (!waiting.isEmpty() && send(connection, waiting.getFirst())) {
      waiting.removeFirst();
    }
    if (over) {
      connection.out.complete();
    }
  }

  private boolean isRight(WireMessage message) {
    if (!(message instanceof WireMessage.Text(var text))) {
      return false;
    }
    try {
      JsonNode event = JSON.readTree(text);
      return "call.join".equals(event.path("type").textValue())
          && event.path("token").isTextual()
          && MessageDigest.isEqual(
              token, event.path("token").textValue().getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  private void answer(Connection connection, String code, String sentence, boolean retryable) {
    answer(connection, new AgentFrame.Problem(code, sentence, retryable));
  }

  private void answer(Connection connection, AgentFrame.Problem problem) {
    send(connection, wire.encode(problem));
  }

  private static boolean send(Connection connection, WireMessage message) {
    return connection.out.offer(message).isEnqueued();
  }
}
