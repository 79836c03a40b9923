package org.voiceteller.http.journey;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The examples, typed, with the real journal and the real tables. After the journeys that are told
 * the samples' balances.
 */
@ExtendWith(SharedTeller.ThatReads.class)
@Order(Integer.MAX_VALUE)
class ExamplesIT {

  @ParameterizedTest
  @EnumSource
  void whoTypes(Example example, RunningTeller teller) throws Exception {
    example.play(teller, Customer.Manner.TYPES);
  }
}
