package org.voiceteller.siptrunk.signal;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.voiceteller.siptrunk.signal.FakeBank.Line;

/** A phone on a trunk over UDP, with a bank behind it that says what the test wants. */
abstract class OnATrunk {

  static FakeBank bank;
  static SipTrunks trunks;
  Phone phone;

  @BeforeAll
  static void open() throws IOException {
    bank = new FakeBank();
    trunks =
        TrialTrunks.start(
            bank.url(),
            "calls.ack-limit = 1 s, calls.ring-limit = 5 s",
            "trunks = [{ name = t, addresses = \"127.0.0.0/8\", trust-identity = true,"
                + " srtp = offered, transfer-to = \"sip:people@contact.example\" }]");
  }

  @AfterAll
  static void close() {
    trunks.close();
    bank.close();
  }

  @BeforeEach
  void pickUp() throws IOException {
    bank.refuseWith = 0;
    bank.lines.clear();
    phone = new Phone(trunks.port("udp"));
  }

  @AfterEach
  void putDown() {
    phone.close();
  }

  /** Calls the bank, whose agent speaks. */
  Line talking() throws IOException, InterruptedException {
    phone.invite(phone.offer());
    Line line = bank.line();
    line.started();
    line.speak("T1", 400);
    return line;
  }
}
