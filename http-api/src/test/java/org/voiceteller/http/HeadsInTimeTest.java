package org.voiceteller.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections whose client takes its time, at a door with a limit of a second. */
class HeadsInTimeTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.loglevel = WARNING
                  pekko.actor.provider = local
                  pekko.http.server.idle-timeout = 1 s
                  # What goes out when a connection is closed is cut off so much later.
                  pekko.http.server.linger-timeout = 200 ms
                  """)
              .withFallback(ConfigFactory.load()));

  private static final int PATIENCE_MS = 10_000;
  private static final Duration LONGER = Duration.ofSeconds(4);
  private static final String REQUEST = "GET /quick HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

  private static @Nullable ServerBinding opened;

  @BeforeAll
  static void open() throws Exception {
    opened =
        Doors.open(KIT.system(), "127.0.0.1", 0, List.of(routes()))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void close() {
    KIT.shutdownTestKit();
  }

  private static Route routes() {
    return Directives.concat(
        Directives.path("quick", () -> Directives.complete("quick")),
        Directives.path(
            "long",
            () ->
                Directives.complete(
                    HttpResponse.create()
                        .withEntity(
                            HttpEntities.createChunked(
                                ContentTypes.TEXT_PLAIN_UTF8,
                                ticks().map(ByteString::fromString))))),
        Directives.path(
            "sized",
            () ->
                Directives.complete(
                    HttpResponse.create()
                        .withEntity(
                            HttpEntities.create(
                                ContentTypes.TEXT_PLAIN_UTF8,
                                3,
                                Source.single(ByteString.fromString("end")))))),
        Directives.path(
            "socket",
            () ->
                Directives.handleWebSocketMessages(
                    Flow.fromSinkAndSource(
                        Sink.<Message>ignore(), ticks().map(TextMessage::create)))));
  }

  /** More than the limit long, and never idle for as long as that. */
  private static Source<String, NotUsed> ticks() {
    return Source.tick(Duration.ZERO, Duration.ofMillis(100), "tick")
        .takeWithin(LONGER)
        .concat(Source.single("end"))
        .mapMaterializedValue(_ -> NotUsed.getInstance());
  }

  @Test
  void closesWhenAHeadComesByteByByte() throws Exception {
    try (Client client = new Client()) {
      assertThat(client.sendsByByteUntilClosed("GET /quick HTTP/1.1\r\nX-Slow: ")).isTrue();
    }
  }

  @Test
  void closesWhenTheNextHeadComesByteByByte() throws Exception {
    try (Client client = new Client()) {
      client.sends(REQUEST);
      assertThat(client.readsUntil("quick")).isTrue();

      assertThat(client.sendsByByteUntilClosed("GET /quick HTTP/1.1\r\nX-Slow: ")).isTrue();
    }
  }

  @Test
  void closesWhenTheHeadAfterAStreamComesByteByByte() throws Exception {
    try (Client client = new Client()) {
      client.sends("GET /sized HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
      assertThat(client.readsUntil("Content-Length: 3")).isTrue();
      assertThat(client.readsUntil("end")).isTrue();

      assertThat(client.sendsByByteUntilClosed("GET /quick HTTP/1.1\r\nX-Slow: ")).isTrue();
    }
  }

  @Test
  void closesWhenAHeadStops() throws Exception {
    try (Client client = new Client()) {
      client.sends("GET /quick HT");

      assertThat(client.readsUntil("quick")).as("an answer").isFalse();
    }
  }

  @Test
  void answersOneRequestAfterTheOtherHoweverLongTheConnectionLives() throws Exception {
    long until = System.nanoTime() + LONGER.toNanos();
    try (Client client = new Client()) {
      while (System.nanoTime() < until) {
        client.sends(REQUEST);
        assertThat(client.readsUntil("quick")).isTrue();
      }
    }
  }

  @Test
  void cutsNoLongAnswerShort() throws Exception {
    try (Client client = new Client()) {
      client.sends("GET /long HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");

      assertThat(client.readsUntil("end")).isTrue();
    }
  }

  @Test
  void leavesAWebSocketOpen() throws Exception {
    var end = new CompletableFuture<String>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      WebSocket socket =
          client
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + port() + "/socket"),
                  new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(
                        WebSocket from, CharSequence text, boolean last) {
                      if (text.toString().equals("end")) {
                        end.complete("end");
                      }
                      from.request(1);
                      return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(
                        WebSocket from, int status, String reason) {
                      end.complete("closed before the end");
                      return null;
                    }

                    @Override
                    public void onError(WebSocket from, Throwable failure) {
                      end.completeExceptionally(failure);
                    }
                  })
              .get(10, TimeUnit.SECONDS);
      assertThat(end.get(10, TimeUnit.SECONDS)).isEqualTo("end");
      socket.abort();
    }
  }

  private static int port() {
    if (opened == null) {
      throw new IllegalStateException("Expected the door to be open");
    }
    return opened.localAddress().getPort();
  }

  /** One who does as they like on a connection of their own. */
  private static final class Client implements AutoCloseable {

    private final Socket socket;
    private final BufferedReader answers;

    Client() throws IOException {
      socket = new Socket("127.0.0.1", port());
      socket.setSoTimeout(PATIENCE_MS);
      answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void sends(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads on until these words, or until the connection is closed or reset: whether they came.
     */
    boolean readsUntil(String words) throws IOException {
      var all = new StringBuilder();
      for (int c = read(); c >= 0; c = read()) {
        all.append((char) c);
        if (all.toString().endsWith(words)) {
          return true;
        }
      }
      return false;
    }

    private int read() throws IOException {
      try {
        return answers.read();
      } catch (SocketException reset) {
        return -1;
      }
    }

    /** A byte each tenth of a second: whether the server has closed before patience ends. */
    boolean sendsByByteUntilClosed(String head) throws IOException {
      socket.setSoTimeout(100);
      sends(head);
      for (int sent = 0; sent < PATIENCE_MS / 100; sent++) {
        try {
          sends("x");
          if (read() < 0) {
            return true;
          }
        } catch (SocketTimeoutException _) {
          // nothing yet: the next byte
        } catch (SocketException reset) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
