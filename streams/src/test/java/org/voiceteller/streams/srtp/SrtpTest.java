package org.voiceteller.streams.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpTest {

  private static final int SSRC = 0xcafe_babe;

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  private static SrtpKeys keys(SrtpProfile profile) {
    byte[] key = new byte[SrtpProfile.KEY_BYTES];
    Arrays.fill(key, (byte) 7);
    return new SrtpKeys(
        key, Arrays.copyOf(hex("0ec675ad498afeebb6960b3aabe6"), profile.saltBytes()));
  }

  private static byte[] packet(int sequence, String words) {
    byte[] payload = words.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return ByteBuffer.allocate(12 + payload.length)
        .put((byte) 0x80)
        .put((byte) 111)
        .putShort((short) sequence)
        .putInt(960 * sequence)
        .putInt(SSRC)
        .put(payload)
        .array();
  }

  private static Optional<byte[]> open(SrtpOpener opener, byte[] sealed) {
    return opener.open(sealed, 0, sealed.length);
  }

  /** RFC 3711 appendix B.3. */
  @Test
  void derivesTheKeysOfTheStandardsExample() {
    SrtpKeys master =
        new SrtpKeys(hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));

    assertThat(master.derive(SrtpKeys.Label.CIPHER, false, 16))
        .isEqualTo(hex("C61E7A93744F39EE10734AFE3FF7A087"));
    assertThat(master.derive(SrtpKeys.Label.SALT, false, 14))
        .isEqualTo(hex("30CBBC08863D8C85D49DB34A9AE1"));
    assertThat(master.derive(SrtpKeys.Label.AUTHENTICATION, false, 20))
        .isEqualTo(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"));
  }

  /**
   * A packet that libsrtp's own test driver seals with the standard's example keys: counter mode
   * and an 80 bit tag.
   */
  @Test
  void sealsAsOthersDo() {
    SrtpKeys master =
        new SrtpKeys(hex("E1F97A0D3E018BE0D64FA32C06DE4139"), hex("0EC675AD498AFEEBB6960B3AABE6"));
    byte[] plain = hex("800f1234decafbadcafebabe" + "ab".repeat(16));

    byte[] sealed = new SrtpSealer(SrtpProfile.AES_CM_128_HMAC_SHA1_80, master).seal(plain);

    assertThat(sealed)
        .isEqualTo(
            hex(
                "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402"
                    + "b78d6acc99ea179b8dbb"));
  }

  /** The same of Galois/counter mode: keys and packets of libsrtp's test driver. */
  @Test
  void sealsAndOpensAsOthersDoInGaloisCounterMode() {
    SrtpKeys master =
        new SrtpKeys(hex("000102030405060708090a0b0c0d0e0f"), hex("a0a1a2a3a4a5a6a7a8a9aaab"));
    byte[] sound = hex("800f1234decafbadcafebabe" + "ab".repeat(16));
    byte[] sealedSound =
        hex(
            "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06e"
                + "d2976826f796b201df3131a127e8a392");
    byte[] report = hex("81c8000bcafebabe" + "ab".repeat(16));
    byte[] sealedReport =
        hex(
            "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025"
                + "c52c6fbea2b3b446ea31123ba88ce61e80000001");
    SrtpSealer sealer = new SrtpSealer(SrtpProfile.AEAD_AES_128_GCM, master);
    SrtpOpener opener = new SrtpOpener(SrtpProfile.AEAD_AES_128_GCM, master);

    assertThat(sealer.seal(sound)).isEqualTo(sealedSound);
    assertThat(sealer.sealControl(report)).isEqualTo(sealedReport);
    assertThat(open(opener, sealedSound)).contains(sound);
    assertThat(opener.openControl(sealedReport, 0, sealedReport.length)).contains(report);
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void whatWasSealedOpensOnce(SrtpProfile profile) {
    SrtpSealer sealer = new SrtpSealer(profile, keys(profile));
    SrtpOpener opener = new SrtpOpener(profile, keys(profile));
    byte[] sealed = sealer.seal(packet(1, "hello"));

    assertThat(sealed).hasSizeGreaterThan(packet(1, "hello").length);
    assertThat(open(opener, sealed)).contains(packet(1, "hello"));
    assertThat(open(opener, sealed)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void aChangedBitDoesNotOpen(SrtpProfile profile) {
    byte[] sealed = new SrtpSealer(profile, keys(profile)).seal(packet(1, "hello"));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;

      assertThat(open(new SrtpOpener(profile, keys(profile)), changed)).as("byte %d", i).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void sequenceNumbersMayTurnOverAndComeOutOfOrder(SrtpProfile profile) {
    SrtpSealer sealer = new SrtpSealer(profile, keys(profile));
    SrtpOpener opener = new SrtpOpener(profile, keys(profile));
    byte[] before = sealer.seal(packet(65_534, "a"));
    byte[] last = sealer.seal(packet(65_535, "b"));
    byte[] first = sealer.seal(packet(0, "c"));

    assertThat(open(opener, before)).isPresent();
    assertThat(open(opener, first)).contains(packet(0, "c"));
    assertThat(open(opener, last)).contains(packet(65_535, "b"));
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void controlPacketsOpenOnceToo(SrtpProfile profile) {
    SrtpSealer sealer = new SrtpSealer(profile, keys(profile));
    SrtpOpener opener = new SrtpOpener(profile, keys(profile));
    byte[] report = hex("80c90001cafebabe");
    byte[] first = sealer.sealControl(report);
    byte[] second = sealer.sealControl(report);

    assertThat(opener.openControl(second, 0, second.length)).contains(report);
    assertThat(opener.openControl(first, 0, first.length)).contains(report);
    assertThat(opener.openControl(first, 0, first.length)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SrtpProfile.class)
  void garbageOpensNothingAndThrowsNothing(SrtpProfile profile) {
    SrtpOpener opener = new SrtpOpener(profile, keys(profile));
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 5_000; i++) {
      byte[] garbage = new byte[random.nextInt(80)];
      random.nextBytes(garbage);
      if (garbage.length > 0) {
        garbage[0] = (byte) (0x80 | random.nextInt(64));
      }

      assertThat(open(opener, garbage)).isEmpty();
      assertThat(opener.openControl(garbage, 0, garbage.length)).isEmpty();
    }
  }
}
