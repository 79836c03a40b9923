package org.voiceteller.http.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.call.CallDoorSettings;
import org.voiceteller.http.call.Capacity;
import org.voiceteller.http.call.Lines;
import org.voiceteller.streams.call.CallPipeline;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallSettings;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.webrtc.WebRtcDoor;
import org.voiceteller.streams.webrtc.WebRtcSettings;

/** The door of WebRTC as an HTTP client finds it; nobody connects behind it. */
class WebRtcRoutesTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.loglevel = WARNING").withFallback(ConfigFactory.load()));
  private static final Capacity ONE_AND_ONE_MORE = new Capacity(1, 1);
  private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

  private static final String OFFER =
      """
      v=0
      o=- 1 2 IN IP4 127.0.0.1
      s=-
      t=0 0
      a=group:BUNDLE 0
      m=audio 9 UDP/TLS/RTP/SAVPF 111 110
      a=mid:0
      a=ice-ufrag:4ZcD
      a=ice-pwd:2/1muCWoOi3uLifh0NuRHlcD
      a=fingerprint:sha-256 %s
      a=setup:actpass
      a=rtcp-mux
      a=rtpmap:111 opus/48000/2
      a=rtpmap:110 telephone-event/48000
      """
          .formatted("AB:".repeat(31) + "CD")
          .replace("\n", "\r\n");

  private static final WebRtcDoor DOOR = open();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Lines lines = Lines.create(ONE_AND_ONE_MORE);
  private volatile boolean answering = true;
  private @Nullable ServerBinding binding;

  private static WebRtcDoor open() {
    Config config = ConfigFactory.load();
    CallRoster roster = CallRoster.create();
    AbsentDesk desk = new AbsentDesk();
    CallPipeline pipeline =
        CallPipeline.create(
            CallSettings.from(config),
            () ->
                Flow.fromSinkAndSourceMat(
                    Sink.ignore(), Source.empty(), (_, _) -> new CompletableFuture<>()),
            NovaSettings.from(config),
            desk,
            roster,
            CallObserver.none(),
            InstantSource.system());
    return WebRtcDoor.open(
        WebRtcSettings.from(config),
        KIT.system(),
        MediaSocket.create(MediaSettings.from(config), desk, pipeline, roster),
        CallObserver.none(),
        InstantSource.system());
  }

  @BeforeEach
  void openTheDoor() throws Exception {
    CallDoorSettings settings =
        new CallDoorSettings(
            List.of("https://www.bank.example"),
            ONE_AND_ONE_MORE,
            0,
            64 * 1024,
            Duration.ofSeconds(7),
            Duration.ofSeconds(5),
            Duration.ofSeconds(1));
    TurnServers turn =
        TurnServers.from(
            ConfigFactory.parseString(
                    "voice-teller.turn { urls = \"turn:turn.bank.example:3478\", secret = north }")
                .withFallback(ConfigFactory.load()));
    binding =
        Http.get(KIT.system())
            .newServerAt("127.0.0.1", 0)
            .bind(
                Directives.concat(
                    WebRtcRoutes.create(
                            settings,
                            CallDoor.create(
                                KIT.system(),
                                settings,
                                lines,
                                () -> Optional.of(_ -> Flow.create())),
                            turn,
                            InstantSource.fixed(NOON),
                            () -> answering ? Optional.of(DOOR) : Optional.empty())
                        .routes()))
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void closeTheDoor() throws Exception {
    Objects.requireNonNull(binding)
        .terminate(Duration.ofSeconds(1))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterAll
  static void stop() {
    DOOR.close();
    KIT.shutdownTestKit();
  }

  private HttpResponse<String> send(
      String method, String path, String type, String body, String... headers) throws Exception {
    int port = Objects.requireNonNull(binding).localAddress().getPort();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", type);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> offer(String type, String body, String... headers) throws Exception {
    return send("POST", "/v1/calls/webrtc", type, body, headers);
  }

  private static String header(HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  @Test
  void answersAnOfferAndGivesTheLineBackWhenTheCallerHangsUp() throws Exception {
    HttpResponse<String> answer = offer("application/sdp", OFFER);

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(header(answer, "Content-Type")).isEqualTo("application/sdp");
    assertThat(header(answer, "Voice-Teller-Events")).hasSize(32);
    assertThat(answer.body()).contains("a=ice-lite", "a=rtpmap:111 opus/48000/2");
    assertThat(lines.inUse()).isEqualTo(1);

    String address = header(answer, "Location");
    assertThat(send("DELETE", address, "text/plain", "").statusCode()).isEqualTo(200);
    assertThat(lines.inUse()).isZero();
    assertThat(send("DELETE", address, "text/plain", "").statusCode()).isEqualTo(404);
  }

  @Test
  void takesWhatIsToldOfTheCallBesideTheOffer() throws Exception {
    String told =
        "{\"type\":\"call.start\",\"resume\":\"a-token\",\"sdp\":\"%s\"}"
            .formatted(OFFER.replace("\r\n", "\\r\\n"));
    HttpResponse<String> first = offer("application/sdp", OFFER);

    HttpResponse<String> second = offer("application/sdp", OFFER);
    HttpResponse<String> comingBack = offer("application/json", told);

    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(header(second, "Retry-After")).isEqualTo("7");
    assertThat(second.body()).contains("\"reason\":\"full\"");
    assertThat(comingBack.statusCode()).isEqualTo(201);
    send("DELETE", header(first, "Location"), "text/plain", "");
    send("DELETE", header(comingBack, "Location"), "text/plain", "");
  }

  @Test
  void refusesWithProblemDetails() throws Exception {
    assertThat(offer("application/sdp", "hello").statusCode()).isEqualTo(400);
    assertThat(offer("text/plain", OFFER).statusCode()).isEqualTo(415);
    assertThat(offer("application/sdp", OFFER.replace("opus", "speex")).statusCode())
        .isEqualTo(415);
    assertThat(offer("application/sdp", OFFER + "a=x\r\n".repeat(20_000)).statusCode())
        .isEqualTo(413);
    assertThat(offer("application/json", "{\"type\":\"call.start\"}").statusCode()).isEqualTo(400);
    HttpResponse<String> foreign =
        offer("application/sdp", OFFER, "Origin", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(header(foreign, "Content-Type")).startsWith("application/problem+json");
    answering = false;
    assertThat(offer("application/sdp", OFFER).body()).contains("\"reason\":\"starting\"");
    assertThat(lines.inUse()).isZero();
  }

  @Test
  void takesCandidatesAndAnswersAnotherBeginningOfIce() throws Exception {
    String address = header(offer("application/sdp", OFFER), "Location");
    String same = "a=ice-ufrag:4ZcD\r\na=ice-pwd:2/1muCWoOi3uLifh0NuRHlcD\r\n";
    String anew = same.replace("4ZcD", "EsAw");
    String fragment = "application/trickle-ice-sdpfrag";

    assertThat(send("PATCH", address, fragment, same).statusCode()).isEqualTo(204);
    HttpResponse<String> restarted = send("PATCH", address, fragment, anew);

    assertThat(restarted.statusCode()).isEqualTo(200);
    assertThat(restarted.body()).contains("a=ice-ufrag:", "a=candidate:");
    assertThat(send("PATCH", address, fragment, "nonsense").statusCode()).isEqualTo(400);
    assertThat(send("PATCH", address, "text/plain", same).statusCode()).isEqualTo(415);
    assertThat(send("PATCH", address + "x", fragment, same).statusCode()).isEqualTo(404);
    send("DELETE", address, "text/plain", "");
  }

  @Test
  void handsRelaysOutWithCredentialsOfTheirOwnTime() throws Exception {
    HttpResponse<String> configuration = send("GET", "/v1/calls/webrtc", "text/plain", "");
    HttpResponse<String> answer = offer("application/sdp", OFFER);

    String until = Long.toString(NOON.plus(Duration.ofHours(12)).getEpochSecond());
    assertThat(configuration.body())
        .contains("turn:turn.bank.example:3478", "\"username\":\"" + until + "\"");
    assertThat(header(answer, "Link"))
        .startsWith("<turn:turn.bank.example:3478>; rel=\"ice-server\"; username=\"" + until);
    send("DELETE", header(answer, "Location"), "text/plain", "");
  }

  @Test
  void pagesOfAllowedOriginsMayReadTheAnswers() throws Exception {
    HttpResponse<String> preflight =
        send("OPTIONS", "/v1/calls/webrtc", "text/plain", "", "Origin", "https://www.bank.example");

    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Origin"))
        .isEqualTo("https://www.bank.example");
    assertThat(header(preflight, "Access-Control-Allow-Methods")).contains("PATCH");
  }
}
