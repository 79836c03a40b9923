package org.voiceteller.http.laptop;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.Verdict;
import org.voiceteller.persistence.audit.ExportFile;
import org.voiceteller.persistence.audit.Pem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./teller audit verify}: checks an export without any connection. Exit codes: 0 whole, 1
 * broken, with a sentence that names the first entry that was changed, added, dropped or moved, 2
 * the file or the key cannot be used.
 */
@Command(
    name = "verify",
    description = "Checks an export offline.",
    mixinStandardHelpOptions = true)
public final class TellerAuditVerify implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What ./teller audit export has written.")
  private Path file = Path.of("");

  @Option(
      names = "--public-key",
      paramLabel = "PEM",
      description = "The bank's public keys, the present one and past ones.")
  private @Nullable Path publicKey;

  @Override
  public Integer call() {
    List<PublicKey> keys;
    try {
      keys = publicKey == null ? List.of() : Pem.publicKeys(Files.readString(publicKey, UTF_8));
    } catch (IOException unreadable) {
      return unusable("The key %s cannot be read.".formatted(publicKey));
    } catch (IllegalArgumentException noKey) {
      return unusable("The key %s cannot be used: %s".formatted(publicKey, noKey.getMessage()));
    }
    if (!Files.isRegularFile(file)) {
      return unusable("There is no file %s.".formatted(file));
    }
    try (InputStream export = Files.newInputStream(file)) {
      return tell(ExportFile.check(export, keys));
    } catch (IOException unreadable) {
      return unusable("%s cannot be read.".formatted(file));
    }
  }

  private static int tell(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Whole whole -> {
        System.out.println(whole.sentence());
        yield 0;
      }
      case Verdict.Broken broken -> {
        System.out.println("BROKEN, " + broken.fault() + ": " + broken.sentence());
        yield 1;
      }
      case Verdict.Unusable(var sentence) -> unusable(sentence);
    };
  }

  private static int unusable(String sentence) {
    System.err.println(sentence);
    return 2;
  }
}
