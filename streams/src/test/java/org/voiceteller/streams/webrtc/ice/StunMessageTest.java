package org.voiceteller.streams.webrtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the messages of RFC 5769. */
class StunMessageTest {

  private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

  private static final String REQUEST =
      "000100582112a442b7e7a701bc34d686fa87dfae802200105354554e207465737420636c69656e74"
          + "002400046e0001ff80290008932ff9b151263b36000600096576746a3a68367659202020"
          + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a280280004e57a3bcf";

  private static final String IPV4_RESPONSE =
      "0101003c2112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
          + "002000080001a147e112a643000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
          + "80280004c07d4c96";

  private static StunMessage parsed(String hex) {
    return StunMessage.parse(HexFormat.of().parseHex(hex)).orElseThrow();
  }

  @Test
  void readsTheStandardsRequest() {
    StunMessage request = parsed(REQUEST);

    assertThat(request.type()).isEqualTo(StunMessage.BINDING_REQUEST);
    assertThat(request.username()).contains("evtj:h6vY");
    assertThat(request.has(StunMessage.PRIORITY)).isTrue();
    assertThat(request.notUnderstood()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {REQUEST, IPV4_RESPONSE})
  void findsTheStandardsSealsRight(String hex) {
    assertThat(parsed(hex).hasRightFingerprint()).isTrue();
    assertThat(parsed(hex).isSealedWith(PASSWORD)).isTrue();
    assertThat(parsed(hex).isSealedWith(PASSWORD + "!")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 002000080001a147e112a643",
    "2001:db8:1234:5678:11:2233:4455:6677, 002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
  })
  void writesAddressesAsTheStandardDoes(String address, String attribute) throws Exception {
    byte[] message =
        new StunWriter(StunMessage.BINDING_SUCCESS, parsed(IPV4_RESPONSE).transaction())
            .mappedAddress(new InetSocketAddress(InetAddress.getByName(address), 32_853))
            .bytes();

    assertThat(HexFormat.of().formatHex(message)).contains(attribute);
  }

  @Test
  void whatItWritesItFindsRight() {
    byte[] message =
        new StunWriter(StunMessage.BINDING_REQUEST, new byte[12])
            .text(StunMessage.USERNAME, "abc:defgh")
            .sealedWith("a password")
            .bytes();

    StunMessage read = StunMessage.parse(message).orElseThrow();

    assertThat(read.isSealedWith("a password")).isTrue();
    assertThat(read.hasRightFingerprint()).isTrue();
    assertThat(read.username()).contains("abc:defgh");
  }

  @Test
  void garbageIsNoMessageAndThrowsNothing() {
    Random random = new Random(3);
    byte[] request = HexFormat.of().parseHex(REQUEST);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = request.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      byte[] cut = java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length + 1));

      StunMessage.parse(cut)
          .ifPresent(
              message -> {
                var _ = message.username();
                var _ = message.isSealedWith(PASSWORD);
                var _ = message.hasRightFingerprint();
              });
    }
    assertThat(StunMessage.parse(new byte[0])).isEmpty();
  }
}
