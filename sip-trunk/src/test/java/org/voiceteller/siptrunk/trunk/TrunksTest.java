package org.voiceteller.siptrunk.trunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.settings.WrongSettingsException;

class TrunksTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.0/24, 192.0.2.255, true",
    "192.0.2.0/24, 192.0.3.0, false",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.7, 192.0.2.7, true",
    "192.0.2.7, 192.0.2.6, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "2001:db8::/32, 2001:db8:1::1, true",
    "2001:db8::/32, 192.0.2.1, false"
  })
  void knowsWhatIsInARange(String range, String address, boolean is) throws UnknownHostException {
    assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address))).isEqualTo(is);
  }

  @Test
  void looksUpNoNames() {
    assertThatThrownBy(() -> AddressRange.parse("localhost"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> AddressRange.parse("192.0.2.0/33"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysASentenceForEachWrongValue() {
    var config =
        ConfigFactory.parseString(
                """
                voice-teller.sip.trunks = [
                  { name = "a b", addresses = "localhost", srtp = perhaps },
                  { name = t, addresses = "192.0.2.1", user = u, transfer-to = "tel:1",
                    transfer-by = magic }
                ]
                """)
            .withFallback(ConfigFactory.load());
    assertThatThrownBy(() -> Trunks.from(config))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("trunks.1.name to be a name")
        .hasMessageContaining("trunks.1.addresses to be addresses")
        .hasMessageContaining("trunks.1.srtp to be one of never")
        .hasMessageContaining("both user and password")
        .hasMessageContaining("trunks.2.transfer-to to be a URI")
        .hasMessageContaining("trunks.2.transfer-by to be one of refer, bridge");
  }

  @Test
  void theDefaultsCanBeUsed() throws UnknownHostException {
    Trunks trunks = Trunks.from(ConfigFactory.load());
    assertThat(trunks.of(InetAddress.getByName("127.0.0.1"))).hasSize(1);
    assertThat(trunks.knows(InetAddress.getByName("192.0.2.1"))).isFalse();
  }
}
