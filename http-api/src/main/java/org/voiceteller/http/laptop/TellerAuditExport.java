package org.voiceteller.http.laptop;

import com.typesafe.config.ConfigException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.StartException;
import org.voiceteller.persistence.audit.AuditExports;
import org.voiceteller.persistence.embedded.EmbeddedStoreException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code ./teller audit export}: writes the audit log as JSON lines, whether the bank runs or not.
 * Exit codes: 0 written, 1 after a sentence that says why not.
 */
@Command(
    name = "export",
    description = "Writes the audit log as JSON lines.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class TellerAuditExport implements Callable<Integer> {

  @Mixin private StoresOptions stores = new StoresOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Instead of standard output; there only when it is complete.")
  private @Nullable Path out;

  @Override
  public Integer call() {
    try {
      long lines = out == null ? export(System.out) : exportTo(out.toAbsolutePath());
      System.err.println("Exported " + (lines - 1) + " lines after the signed first one.");
      return 0;
    } catch (IOException unwritable) {
      System.err.println("The export cannot be written: " + unwritable.getMessage());
    } catch (ConfigException unreadable) {
      System.err.println("The configuration cannot be read: " + unreadable.getMessage());
    } catch (StartException
        | EmbeddedStoreException
        | CompletionException
        | IllegalArgumentException
        | IllegalStateException failed) {
      System.err.println("The audit log was not exported. " + failed.getMessage());
    }
    return 1;
  }

  private long exportTo(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    long lines;
    try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
      lines = export(stream);
    }
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return lines;
  }

  private long export(OutputStream stream) {
    return AuditExports.over(stores.configuration(), stream);
  }
}
