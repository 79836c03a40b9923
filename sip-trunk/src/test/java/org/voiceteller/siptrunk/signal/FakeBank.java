package org.voiceteller.siptrunk.signal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/** A bank that says on its voice WebSocket what a test wants it to say. */
final class FakeBank implements AutoCloseable {

  private static final JsonMapper JSON = new JsonMapper();
  private static final int PATIENCE_SECONDS = 3;

  /** One connection. */
  static final class Line {
    final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    final BlockingQueue<ByteString> sound = new LinkedBlockingQueue<>();
    final SourceQueueWithComplete<Message> out;
    final String query;

    private Line(SourceQueueWithComplete<Message> out, String query) {
      this.out = out;
      this.query = query;
    }

    void say(String json) {
      out.offer(TextMessage.create(json.replace('\'', '"')));
    }

    void started() {
      say("{'type':'call.started','callId':'CALL-1','resumeToken':'TOKEN-1'}");
    }

    /** So much of the agent's voice, as one turn that goes on. */
    void speak(String turnId, int ms) {
      say("{'type':'audio.start','turnId':'" + turnId + "'}");
      for (int sent = 0; sent < ms; sent += 100) {
        byte[] pcm = new byte[4_800];
        for (int i = 0; i < pcm.length; i += 2) {
          short sample = (short) (8_000 * Math.sin(i / 2.0 / 24_000 * 2 * Math.PI * 440));
          pcm[i] = (byte) sample;
          pcm[i + 1] = (byte) (sample >> 8);
        }
        out.offer(BinaryMessage.create(ByteString.fromArray(pcm)));
      }
    }

    /** The next event of this type; others are skipped. */
    JsonNode expect(String type) throws InterruptedException {
      while (true) {
        JsonNode next = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          throw new AssertionError("Expected " + type);
        }
        if (next.path("type").asText().equals(type)) {
          return next;
        }
      }
    }

    /** What it is told next of a transfer. */
    String transfer() throws InterruptedException {
      JsonNode word = expect("call.transfer");
      String told = word.path("state").asText() + " by " + word.path("by").asText();
      return word.has("status") ? told + ": " + word.path("status").asInt() : told;
    }

    void breakOff() {
      out.fail(new IllegalStateException("the test breaks it"));
    }
  }

  final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();
  volatile int refuseWith;
  private final ActorSystem system =
      ActorSystem.create(
          "bank",
          ConfigFactory.parseString("pekko.loglevel = OFF, pekko.stdout-loglevel = OFF")
              .withFallback(ConfigFactory.load()));
  private final org.apache.pekko.stream.Materializer materializer =
      org.apache.pekko.stream.Materializer.createMaterializer(system);
  private final ServerBinding binding;

  FakeBank() {
    binding =
        Http.get(system)
            .newServerAt("127.0.0.1", 0)
            .bindSync(this::answer)
            .toCompletableFuture()
            .join();
  }

  URI url() {
    return URI.create("ws://127.0.0.1:" + binding.localAddress().getPort() + "/v1/calls");
  }

  Line line() throws InterruptedException {
    Line line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("Expected a call at the bank");
    }
    return line;
  }

  private HttpResponse answer(HttpRequest request) {
    if (refuseWith != 0) {
      return HttpResponse.create()
          .withStatus(refuseWith)
          .addHeader(RawHeader.create("Retry-After", "7"));
    }
    var upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade).orElseThrow();
    var queue = Source.<Message>queue(1_000, OverflowStrategy.fail()).preMaterialize(system);
    Line line = new Line(queue.first(), request.getUri().rawQueryString().orElse(""));
    Sink<Message, CompletionStage<org.apache.pekko.Done>> in =
        Sink.foreach(message -> take(line, message));
    lines.add(line);
    return upgrade.handleMessagesWith(
        Flow.fromSinkAndSourceCoupledMat(in, queue.second(), Keep.none()),
        List.of("voice-teller.v1").getFirst());
  }

  private void take(Line line, Message message) throws Exception {
    if (message.isText()) {
      TextMessage text = message.asTextMessage();
      String whole =
          text.isStrict()
              ? text.getStrictText()
              : text.toStrict(1_000, materializer).toCompletableFuture().get().getStrictText();
      line.events.add(JSON.readTree(whole));
    } else if (message.asBinaryMessage().isStrict()) {
      line.sound.add(message.asBinaryMessage().getStrictData());
    }
  }

  @Override
  public void close() {
    system.terminate();
  }
}
