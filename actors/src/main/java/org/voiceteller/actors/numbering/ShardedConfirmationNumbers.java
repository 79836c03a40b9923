package org.voiceteller.actors.numbering;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;

/** Numbers from the counts of the cluster, one count for each kind and each of the bank's days. */
public final class ShardedConfirmationNumbers implements ConfirmationNumbers {

  private static final Pattern KIND = Pattern.compile("[A-Z]{2,8}");

  private final ClusterSharding sharding;
  private final Duration timeout;
  private final ZoneId zone;

  private ShardedConfirmationNumbers(ClusterSharding sharding, Duration timeout, ZoneId zone) {
    this.sharding = sharding;
    this.timeout = timeout;
    this.zone = zone;
  }

  /**
   * @param zone the bank's: its days begin and end there
   */
  public static ConfirmationNumbers create(
      ClusterSharding sharding, Duration timeout, ZoneId zone) {
    return new ShardedConfirmationNumbers(sharding, timeout, zone);
  }

  @Override
  public CompletionStage<String> next(String kind, String requestId, Instant now) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "Expected a kind of 2 to 8 capital letters, but it is " + kind);
    }
    String kindAndDay =
        kind + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(now.atZone(zone).toLocalDate());
    return sharding
        .entityRefFor(DayCountEntity.KEY, kindAndDay)
        .<DayCountEntity.Reply>ask(
            replyTo -> new DayCountEntity.Command.Number(requestId, replyTo), timeout)
        .thenApply(
            reply ->
                switch (reply) {
                  case DayCountEntity.Reply.Numbered(var number) ->
                      "%s-%03d".formatted(kindAndDay, number);
                  case DayCountEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected a number of %s, but it is %s".formatted(kindAndDay, reason));
                });
  }
}
