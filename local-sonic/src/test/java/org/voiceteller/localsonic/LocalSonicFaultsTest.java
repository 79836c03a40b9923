package org.voiceteller.localsonic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.localsonic.dialogue.Act;
import org.voiceteller.localsonic.dialogue.Banker;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.Heard;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.fault.Fault.After;
import org.voiceteller.localsonic.fault.Faults.Order;
import org.voiceteller.localsonic.wire.ServiceError;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.BedrockRuntimeException;
import software.amazon.awssdk.services.bedrockruntime.model.ModelTimeoutException;

/** What goes wrong on request, as the real AWS SDK meets it. */
class LocalSonicFaultsTest {

  private static LocalSonicServer sonic;
  private static BedrockRuntimeAsyncClient client;

  @BeforeAll
  static void start() {
    sonic =
        LocalSonicServer.start(
            LocalSonicSettings.defaults(), (_, _, _) -> new Parrot(), Engines.none());
    client = SdkCall.client(sonic.uri());
  }

  @AfterAll
  static void stop() {
    client.close();
    sonic.stop();
  }

  @AfterEach
  void clear() {
    sonic.faults().clear();
  }

  @ParameterizedTest
  @EnumSource(ServiceError.class)
  void refusesBeforeTheStreamWithEachError(ServiceError error) {
    sonic.faults().set(Order.next(1, new Fault.Refuse(error, "as you wish")));

    assertThatThrownBy(() -> new SdkCall(client).ended().join())
        .cause()
        .isInstanceOfSatisfying(
            BedrockRuntimeException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(error.status());
              assertThat(failure.getClass().getSimpleName()).isEqualTo(error.httpName());
            })
        .hasMessageContaining("as you wish");
    answers();
  }

  @ParameterizedTest
  @EnumSource(
      value = ServiceError.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"ACCESS_DENIED", "RESOURCE_NOT_FOUND"})
  void failsInMidStreamWithEachError(ServiceError error) {
    sonic.faults().set(Order.next(1, new Fault.Fail(error, "broken", new After(4, Duration.ZERO))));
    var call = new SdkCall(client).begin().type("typed-1", "Hello");

    assertThatThrownBy(() -> call.ended().join())
        .cause()
        .isInstanceOfSatisfying(
            BedrockRuntimeException.class,
            failure -> assertThat(failure.getClass().getSimpleName()).isEqualTo(error.httpName()))
        .hasMessageContaining("broken");
    assertThat(call.heardAndNotTaken()).isEqualTo(4);
  }

  @Test
  void failsAfterAWhileThoughNothingHappens() {
    var fault =
        new Fault.Fail(ServiceError.THROTTLING, "enough", new After(0, Duration.ofMillis(50)));
    sonic.faults().set(Order.next(1, fault));

    assertThatThrownBy(() -> new SdkCall(client).ended().join()).hasMessageContaining("enough");
  }

  @Test
  void dropsTheStreamWithoutAWord() {
    sonic.faults().set(Order.next(1, new Fault.Drop(new After(1, Duration.ZERO))));
    var call = new SdkCall(client).begin();

    // the SDK calls it a success or a failure as it comes; a client must miss the completionEnd
    call.ended().handle((_, failure) -> failure == null).join();
    call.await("completionStart");
    assertThat(call.heardAndNotTaken()).isZero();
    answers();
  }

  @Test
  void stallsUntilTheClientGoesAway() {
    sonic.faults().set(Order.next(1, new Fault.Stall(new After(1, Duration.ZERO))));
    var stalled = new SdkCall(client).begin();
    stalled.await("completionStart");
    stalled.type("typed-1", "Hello");

    answers();

    assertThat(stalled.ended()).isNotDone();
    assertThat(stalled.heardAndNotTaken()).isZero();
    stalled.cancel();
  }

  @Test
  void endsWithoutCompletionEnd() {
    sonic.faults().set(Order.next(1, new Fault.NoCompletionEnd()));
    var call = new SdkCall(client).begin();
    call.await("completionStart");
    call.hangUp();

    assertThat(call.ended()).succeedsWithin(Duration.ofSeconds(10));
    call.await("usageEvent");
    assertThat(call.heardAndNotTaken()).isZero();
  }

  @Test
  void endsAConnectionThatLastsTooLong() {
    var settings = LocalSonicSettings.defaults().withConnectionLimit(Duration.ofMillis(200));
    try (var brief = LocalSonicServer.start(settings, (_, _, _) -> new Parrot(), Engines.none());
        var impatient = SdkCall.client(brief.uri())) {
      assertThatThrownBy(() -> new SdkCall(impatient).begin().ended().join())
          .cause()
          .isInstanceOf(ModelTimeoutException.class)
          .hasMessageContaining("longest duration");
    }
  }

  @Test
  void takesFaultsOverHttpAndRefusesWhatItDoesNotKnow() throws Exception {
    assertThat(http("PUT", "{\"faults\":[{\"kind\":\"explode\"}]}").statusCode()).isEqualTo(400);
    var set = http("PUT", "{\"conversations\":1,\"faults\":[{\"kind\":\"noCompletionEnd\"}]}");
    assertThat(set.statusCode()).isEqualTo(200);
    assertThat(sonic.faults().current()).isEqualTo(Order.next(1, new Fault.NoCompletionEnd()));
    assertThat(http("GET", "").body())
        .isEqualTo("{\"conversations\":1,\"faults\":[{\"kind\":\"noCompletionEnd\"}]}");
    assertThat(http("DELETE", "").body()).isEqualTo("{\"faults\":[]}");
    assertThat(sonic.faults().current()).isEqualTo(Order.NONE);
    assertThat(http("POST", "{}").statusCode()).isEqualTo(405);
  }

  private static HttpResponse<String> http(String method, String body)
      throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(sonic.uri().resolve("/faults"))
              .version(HttpClient.Version.HTTP_1_1)
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static void answers() {
    var call = new SdkCall(client).begin().type("typed-1", "Hello");
    call.awaitText("Hello yourself.");
    call.hangUp().await("completionEnd");
  }

  private static final class Parrot implements Banker {
    @Override
    public List<Act> hear(Heard heard) {
      return List.of(new Act.Say("Hello yourself."));
    }

    @Override
    public Expectation expects() {
      return new Expectation.Wish();
    }
  }
}
