package org.voiceteller.actors.numbering;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32;

/**
 * Numbers made from the request alone, {@code TXN-20260115-483920}: the same for the same request.
 *
 * @param zone the bank's
 */
public record HashedNumbers(ZoneId zone) implements ConfirmationNumbers {

  @Override
  public CompletionStage<String> next(String kind, String requestId, Instant now) {
    CRC32 digest = new CRC32();
    digest.update(requestId.getBytes(UTF_8));
    return CompletableFuture.completedFuture(
        "%s-%s-%06d"
            .formatted(
                kind,
                DateTimeFormatter.BASIC_ISO_DATE.format(now.atZone(zone).toLocalDate()),
                digest.getValue() % 1_000_000));
  }
}
