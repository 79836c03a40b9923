package org.voiceteller.http.laptop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./teller audit}: exports the audit log, and checks exports offline. */
@Command(
    name = "audit",
    description = "Exports the audit log, and checks an export.",
    subcommands = {TellerAuditExport.class, TellerAuditVerify.class, TellerAuditPublicKey.class},
    mixinStandardHelpOptions = true)
public final class TellerAudit implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Expected audit export, audit verify or audit public-key.");
  }
}
