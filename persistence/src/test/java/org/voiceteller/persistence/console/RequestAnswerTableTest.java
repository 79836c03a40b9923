package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.persistence.Samples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.staff.AnswerStore;
import org.voiceteller.core.staff.AnswerStore.Answer;
import org.voiceteller.core.staff.AnswerStore.Claim;
import org.voiceteller.persistence.Await;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;

/** Claims of requests in the real table. */
@ExtendWith(SharedStores.class)
class RequestAnswerTableTest {

  private final AnswerStore answers;
  private final String key = UUID.randomUUID().toString();

  RequestAnswerTableTest(Running running) {
    answers = RequestAnswerTable.create(running.client());
  }

  @Test
  void givesARequestToOneOfAllThatClaimItAtOnce() {
    List<CompletableFuture<Claim>> claims =
        IntStream.range(0, 16)
            .mapToObj(_ -> claimStage("hash", NOON).toCompletableFuture())
            .toList();

    assertThat(claims.stream().map(CompletableFuture::join).filter(Claim.Won.class::isInstance))
        .hasSize(1);
    assertThat(claim("hash", NOON)).isInstanceOf(Claim.UnderWay.class);
  }

  @Test
  void givesTheAnswerAgainUntilItsDayIsOver() {
    claim("hash", NOON);
    Await.get(answers.keep(key, new Answer(201, "{\"a\":\"ü\"}")));

    assertThat(claim("hash", NOON.plus(Duration.ofHours(23))))
        .isEqualTo(new Claim.Answered(new Answer(201, "{\"a\":\"ü\"}")));
    assertThat(claim("another", NOON)).isInstanceOf(Claim.OtherRequest.class);
    assertThat(claim("another", NOON.plus(Duration.ofDays(1)))).isInstanceOf(Claim.Won.class);
    assertThat(claim("another", NOON.plus(Duration.ofDays(1)))).isInstanceOf(Claim.UnderWay.class);
  }

  @Test
  void keepsAnAnswerWithoutABody() {
    claim("hash", NOON);
    Await.get(answers.keep(key, new Answer(202, "")));

    assertThat(claim("hash", NOON)).isEqualTo(new Claim.Answered(new Answer(202, "")));
  }

  @Test
  void letsAClaimLapseWhoseNodeHasDied() {
    claim("hash", NOON);

    assertThat(claim("hash", NOON.plusSeconds(59))).isInstanceOf(Claim.UnderWay.class);
    assertThat(claim("another", NOON.plusSeconds(60))).isInstanceOf(Claim.OtherRequest.class);
    assertThat(claim("hash", NOON.plusSeconds(60))).isInstanceOf(Claim.Won.class);
  }

  @Test
  void forgetsWhatWasGivenUp() {
    claim("hash", NOON);
    Await.get(answers.release(key));

    assertThat(claim("another", NOON)).isInstanceOf(Claim.Won.class);
  }

  private Claim claim(String hash, Instant now) {
    return Await.get(claimStage(hash, now));
  }

  private CompletionStage<Claim> claimStage(String hash, Instant now) {
    return answers.claim(
        key, hash, now, now.plus(Duration.ofMinutes(1)), now.plus(Duration.ofDays(1)));
  }
}
