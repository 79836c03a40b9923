package org.voiceteller.loadtests.caller;

import java.util.List;

/** Who is in the sample data. */
public final class SampleCustomers {

  /**
   * Their telephone numbers (E.164), from {@code CUST-10001} on; each has a checking and a savings
   * account.
   */
  public static final List<String> NUMBERS =
      List.of(
          "+15552345678",
          "+15553456789",
          "+15554567890",
          "+15555678901",
          "+15556789012",
          "+15557890123",
          "+15558901234",
          "+15559012345",
          "+15552109876",
          "+15553210987");

  private SampleCustomers() {}
}
