package org.voiceteller.streams.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagramsTest {

  /** RFC 7983 section 7. */
  @ParameterizedTest
  @CsvSource({
    "0, STUN",
    "3, STUN",
    "4, OTHER",
    "16, OTHER",
    "20, DTLS",
    "63, DTLS",
    "64, OTHER",
    "127, OTHER",
    "128, SOUND",
    "191, SOUND",
    "192, OTHER",
    "255, OTHER"
  })
  void theFirstByteTellsWhatADatagramIs(int first, Datagrams expected) {
    assertThat(Datagrams.of(new byte[] {(byte) first, 0})).isEqualTo(expected);
    assertThat(Datagrams.of(new byte[0])).isEqualTo(Datagrams.OTHER);
  }
}
