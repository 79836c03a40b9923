package org.voiceteller.http.laptop;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.voiceteller.core.audit.SignedStatement;
import org.voiceteller.persistence.audit.Pem;
import org.voiceteller.persistence.audit.SigningKeyFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code ./teller audit public-key}: prints the key that exports are checked with, as PEM, and its
 * id on standard error. Exit codes: 0 printed, 1 after a sentence that says why not.
 */
@Command(
    name = "public-key",
    description = "Prints the key that exports are checked with.",
    mixinStandardHelpOptions = true)
public final class TellerAuditPublicKey implements Callable<Integer> {

  @Mixin private DataOption data = new DataOption();

  @Override
  public Integer call() {
    Path file = data.directory().resolve("secrets/audit-signing-key.pem");
    if (!Files.exists(file)) {
      System.err.println(
          "There is no key in " + data.directory() + " yet: ./teller makes it when it starts.");
      return 1;
    }
    try {
      SigningKeyFile key = SigningKeyFile.read(file);
      System.out.print(Pem.publicKey(key.publicKey()));
      System.err.println("The key's id is " + SignedStatement.keyId(key.publicKey()) + ".");
      return 0;
    } catch (IllegalArgumentException unusable) {
      System.err.println(unusable.getMessage());
      return 1;
    }
  }
}
