package org.voiceteller.http.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.stream.javadsl.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;

/** The voice door as a real WebSocket client finds it; behind it, an echo. */
class CallRoutesTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(
                  """
                  pekko.loglevel = WARNING
                  pekko.http.server.remote-address-attribute = on
                  """)
              .withFallback(ConfigFactory.load()));
  private static final int LIMIT = 64 * 1024;

  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<Integer> sizes = new LinkedBlockingQueue<>();
  private static final Capacity ONE_AND_ONE_MORE = new Capacity(1, 1);
  private final Lines lines = Lines.create(ONE_AND_ONE_MORE);
  private final BlockingQueue<Peer> peers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
  private volatile boolean answering = true;
  private @Nullable ServerBinding binding;

  @BeforeEach
  void openTheDoor() throws Exception {
    var settings =
        new CallDoorSettings(
            List.of("https://www.bank.example"),
            ONE_AND_ONE_MORE,
            0,
            LIMIT,
            Duration.ofSeconds(7),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));
    binding =
        Http.get(KIT.system())
            .newServerAt("127.0.0.1", 0)
            .bind(
                CallRoutes.create(
                        settings,
                        CallDoor.create(
                            KIT.system(),
                            settings,
                            lines,
                            () -> answering ? Optional.of(this::answer) : Optional.empty()))
                    .routes())
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void closeTheDoor() throws Exception {
    door().terminate(Duration.ofSeconds(1)).toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void carriesTextAndSoundBothWays() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
    assertThat(received.next()).isEqualTo("hello");
    socket.sendBinary(ByteBuffer.allocate(640), true).get(20, TimeUnit.SECONDS);
    assertThat(received.next()).isEqualTo("640 bytes");
    assertThat(socket.getSubprotocol()).isEqualTo("voice-teller.v1");

    socket.abort();
  }

  @Test
  void putsFragmentsTogetherUpToTheLimit() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    socket.sendBinary(ByteBuffer.allocate(LIMIT / 2), false).get(20, TimeUnit.SECONDS);
    socket.sendBinary(ByteBuffer.allocate(LIMIT / 2), true).get(20, TimeUnit.SECONDS);

    assertThat(received.next()).isEqualTo(LIMIT + " bytes");
    socket.abort();
  }

  @Test
  void putsTextTogetherWithAPingBetweenItsFragments() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    socket.sendText("What's my ", false).get(20, TimeUnit.SECONDS);
    socket.sendPing(ByteBuffer.wrap(new byte[] {1})).get(20, TimeUnit.SECONDS);
    socket.sendText("balance – in €?", true).get(20, TimeUnit.SECONDS);

    assertThat(received.next()).isEqualTo("What's my balance – in €?");
    assertThat(received.ponged.get(20, TimeUnit.SECONDS)).isEqualTo((byte) 1);
    socket.abort();
  }

  @Test
  void answersARegularCloseAndFreesTheLine() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(20, TimeUnit.SECONDS);

    assertThat(received.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1000);
    assertThat(awaitFree()).isTrue();
  }

  @Test
  void tellsARegularCloseFromAConnectionThatJustEnds() throws Exception {
    var socket = call(new Received(), null, "voice-teller.v1");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get(20, TimeUnit.SECONDS);
    assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("completed");
    assertThat(awaitFree()).isTrue();

    call(new Received(), null, "voice-teller.v1").abort();

    assertThat(ends.poll(10, TimeUnit.SECONDS)).isEqualTo("failed");
  }

  @Test
  void closesWith1008WhenTheFragmentsOfOneMessageTakeTooLong() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    socket.sendText("What's my ", false).get(20, TimeUnit.SECONDS);

    assertThat(received.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1008);
    assertThat(awaitFree()).isTrue();
  }

  @Test
  void closesWith1009OnAMebibyteInOneMessage() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    var sent = socket.sendBinary(ByteBuffer.allocate(1 << 20), true);

    assertThat(received.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
    assertThat(sent).isNotNull();
    assertThat(sizes).isEmpty();
  }

  @Test
  void closesWith1009OnFragmentsThatAddUpToTooMuch() throws Exception {
    var received = new Received();
    var socket = call(received, null, "voice-teller.v1");

    CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(socket);
    for (int i = 0; i < 100; i++) {
      sent = sent.thenCompose(open -> open.sendText("x".repeat(1000), false));
    }

    assertThat(received.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1009);
    assertThat(sent).isNotNull();
  }

  @Test
  void freesTheLineWhenAMessageWasTooBig() throws Exception {
    var received = new Received();
    var _ = call(received, null, "voice-teller.v1").sendBinary(ByteBuffer.allocate(1 << 20), true);
    received.closed.get(10, TimeUnit.SECONDS);

    assertThat(awaitFree()).isTrue();
  }

  @Test
  void refusesACallOverTheLimitWith503AndRetryAfter() throws Exception {
    var first = call(new Received(), null, "voice-teller.v1");

    var refusal = refusal(null, "voice-teller.v1");

    assertThat(refusal.statusCode()).isEqualTo(503);
    assertThat(refusal.headers().firstValue("Retry-After")).hasValue("7");
    first.abort();
    assertThat(awaitFree()).isTrue();
    call(new Received(), null, "voice-teller.v1").abort();
  }

  @Test
  void letsACallerComeBackWhenItIsFullAndBeginNothingNew() throws Exception {
    var first = call(new Received(), null, "voice-teller.v1");
    assertThat(peers.take().mayBegin()).isTrue();

    var back = call(new Received(), null, "voice-teller.v1", "?resume");

    assertThat(peers.take().mayBegin()).isFalse();
    assertThat(refusal(null, "voice-teller.v1", "?resume").statusCode()).isEqualTo(503);
    assertThat(refusal(null, "voice-teller.v1").statusCode()).isEqualTo(503);
    assertThat(lines.refused(Lines.Refusal.FULL)).isEqualTo(2);
    first.abort();
    back.abort();
    assertThat(awaitFree()).isTrue();
  }

  @Test
  void refusesCallsWith503WhenGoingDownAlsoThoseThatComeBack() {
    lines.close();

    assertThat(refusal(null, "voice-teller.v1").statusCode()).isEqualTo(503);
    assertThat(refusal(null, "voice-teller.v1", "?resume").statusCode()).isEqualTo(503);
    assertThat(lines.refused(Lines.Refusal.DRAINING)).isEqualTo(2);
  }

  @Test
  void tellsTheReasonAndTheTimeToWhoAsksWithoutAWebSocket() throws Exception {
    var call = call(new Received(), null, "voice-teller.v1");
    assertThat(plainly().headers().firstValue("Retry-After")).hasValue("7");
    assertThat(plainly().statusCode()).isEqualTo(503);
    assertThat(plainly().headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(plainly().body()).contains("\"reason\":\"full\"", "All lines are busy");

    lines.close();
    assertThat(plainly().body()).contains("\"reason\":\"draining\"");

    answering = false;
    assertThat(plainly().body()).contains("\"reason\":\"starting\"");
    assertThat(lines.refused(Lines.Refusal.FULL)).isZero();
    call.abort();
  }

  @Test
  void refusesAForeignOriginWith403() {
    assertThat(refusal("https://evil.example", "voice-teller.v1").statusCode()).isEqualTo(403);
  }

  @Test
  void refusesTheOriginOfASandboxedPageWith403() {
    assertThat(refusal("null", "voice-teller.v1").statusCode()).isEqualTo(403);
  }

  @Test
  void letsOurOwnPageAndTheListedOnesIn() {
    var own = call(new Received(), "http://127.0.0.1:" + port(), "voice-teller.v1");
    own.abort();
    assertThat(awaitFree()).isTrue();
    call(new Received(), "https://www.bank.example", "voice-teller.v1").abort();
  }

  @Test
  void asksForTheSubprotocolWith400() {
    assertThat(refusal(null, null).statusCode()).isEqualTo(400);
    assertThat(refusal(null, "voice-teller.v9").statusCode()).isEqualTo(400);
  }

  @Test
  void saysInAProblemDetailThatAPlainGetIsNoCall() throws Exception {
    var response = plainly();

    assertThat(response.statusCode()).isEqualTo(426);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("voice-teller.v1");
  }

  private Flow<WireMessage, WireMessage, NotUsed> answer(Peer peer) {
    peers.add(peer);
    return echo();
  }

  private Flow<WireMessage, WireMessage, NotUsed> echo() {
    return Flow.of(WireMessage.class)
        .watchTermination(
            (notUsed, end) -> {
              end.whenComplete((_, broken) -> ends.add(broken == null ? "completed" : "failed"));
              return notUsed;
            })
        .map(
            message ->
                switch (message) {
                  case WireMessage.Text text -> text;
                  case WireMessage.Binary(var bytes) -> {
                    sizes.add(bytes.size());
                    yield new WireMessage.Text(bytes.size() + " bytes");
                  }
                });
  }

  private HttpResponse<String> plainly() throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/v1/calls")).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private boolean awaitFree() {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (lines.inUse() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    return lines.inUse() == 0;
  }

  private HttpResponse<?> refusal(@Nullable String origin, @Nullable String subprotocol) {
    return refusal(origin, subprotocol, "");
  }

  private HttpResponse<?> refusal(
      @Nullable String origin, @Nullable String subprotocol, String query) {
    var handshake = new AtomicReference<@Nullable HttpResponse<?>>();
    assertThatThrownBy(() -> call(new Received(), origin, subprotocol, query))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class, refused -> handshake.set(refused.getResponse()));
    return Objects.requireNonNull(handshake.get());
  }

  private WebSocket call(Received received, @Nullable String origin, @Nullable String subprotocol) {
    return call(received, origin, subprotocol, "");
  }

  private WebSocket call(
      Received received, @Nullable String origin, @Nullable String subprotocol, String query) {
    var builder = client.newWebSocketBuilder();
    if (origin != null) {
      builder.header("Origin", origin);
    }
    if (subprotocol != null) {
      builder.subprotocols(subprotocol);
    }
    return builder
        .buildAsync(URI.create("ws://127.0.0.1:" + port() + "/v1/calls" + query), received)
        .join();
  }

  private int port() {
    return door().localAddress().getPort();
  }

  private ServerBinding door() {
    return Objects.requireNonNull(binding);
  }
}
