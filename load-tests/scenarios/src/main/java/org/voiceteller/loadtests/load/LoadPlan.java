package org.voiceteller.loadtests.load;

import java.net.URI;
import java.time.Duration;

/**
 * What a scenario is asked for. Gatling makes the simulation itself, so it comes as system
 * properties, {@code voice-teller.load.…}.
 *
 * @param bank as {@code http://127.0.0.1:8080}
 * @param serverPid whose memory counts
 * @param codesPort where one-time codes come to
 * @param calls by typing, at once
 * @param spoken calls by speaking, besides them
 * @param capacity calls that the bank takes at once
 * @param mostThought before a caller who types says something
 */
record LoadPlan(
    URI bank,
    long serverPid,
    int codesPort,
    int calls,
    Duration lasts,
    int spoken,
    int capacity,
    Duration mostThought) {

  private static final String PREFIX = "voice-teller.load.";

  static LoadPlan fromSystemProperties() {
    return new LoadPlan(
        URI.create(property("bank")),
        Long.parseLong(property("pid")),
        number("codes-port"),
        number("calls"),
        Duration.ofMinutes(number("minutes")),
        number("spoken"),
        number("capacity"),
        Duration.ofSeconds(number("think")));
  }

  /** Where calls are made. */
  URI line() {
    return URI.create("ws://" + bank.getAuthority() + "/v1/calls");
  }

  private static int number(String name) {
    return Integer.parseInt(property(name));
  }

  private static String property(String name) {
    var value = System.getProperty(PREFIX + name);
    if (value == null) {
      throw new IllegalArgumentException(
          "Expected -D" + PREFIX + name + "; ./teller load gives it.");
    }
    return value;
  }
}
