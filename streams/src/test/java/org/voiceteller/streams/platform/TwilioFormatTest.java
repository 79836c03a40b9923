package org.voiceteller.streams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Base64;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.sound.G711;

class TwilioFormatTest {

  private static final String START =
      """
      {"event":"start","sequenceNumber":"1","streamSid":"MZ1","start":{"accountSid":"AC1",
       "streamSid":"MZ1","callSid":"CA1","tracks":["inbound"],
       "mediaFormat":{"encoding":"%s","sampleRate":%d,"channels":%d},
       "customParameters":{"ticket":"sealed","other":"x"}}}
      """;

  private final TwilioFormat format = new TwilioFormat();

  @Test
  void readsTheBeginningWithItsTicket() {
    assertThat(read(START.formatted("audio/x-mulaw", 8000, 1)))
        .isEqualTo(new FromPlatform.Begun("CA1", "sealed", 8000));
  }

  @Test
  void readsMuLawAsSamples() {
    byte[] payload = G711.MU_LAW.encode(new short[] {0, 1000, -1000, 30_000});

    assertThat(read(media(Base64.getEncoder().encodeToString(payload))))
        .isInstanceOfSatisfying(
            FromPlatform.Sound.class,
            sound -> assertThat(sound.pcm()).isEqualTo(G711.MU_LAW.decode(payload)));
  }

  @Test
  void writesSoundMarkAndClearForItsStreamAndNothingElse() {
    read(START.formatted("audio/x-mulaw", 8000, 1));

    assertThat(format.sound(new short[2]))
        .isEqualTo(
            new WireMessage.Text(
                "{\"event\":\"media\",\"streamSid\":\"MZ1\",\"media\":{\"payload\":\"//8=\"}}"));
    assertThat(format.mark("m1"))
        .isEqualTo(
            new WireMessage.Text(
                "{\"event\":\"mark\",\"streamSid\":\"MZ1\",\"mark\":{\"name\":\"m1\"}}"));
    assertThat(format.clear())
        .containsExactly(new WireMessage.Text("{\"event\":\"clear\",\"streamSid\":\"MZ1\"}"));
  }

  @Test
  void doesNotTakeTheAgentsOwnSoundForTheCallers() {
    assertThat(
            read("{\"event\":\"media\",\"media\":{\"track\":\"outbound\",\"payload\":\"//8=\"}}"))
        .isInstanceOf(FromPlatform.Unimportant.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no JSON                                                          | no JSON
          [1, 2]                                                           | an unknown event
          {"event":"dance"}                                                | an unknown event
          {"event":7}                                                      | an unknown event
          {"event":"start"}                                                | a start without its stream or its call
          {"event":"start","start":{"streamSid":"MZ 1","callSid":"CA1"}}   | a start without its stream or its call
          {"event":"media"}                                                | media without sound
          {"event":"media","media":{"payload":""}}                         | media without sound
          {"event":"media","media":{"payload":7}}                          | media without sound
          {"event":"media","media":{"payload":"no base64!"}}               | media that is not base64
          {"event":"media","media":{"payload":"//8"}}                      | .
          {"event":"mark","mark":{}}                                       | a mark without a name
          {"event":"dtmf","dtmf":{"digit":"12"}}                           | a key that no telephone has
          {"event":"dtmf"}                                                 | a key that no telephone has
          """)
  void saysWhatIsWrongWithoutRepeatingIt(String message, String why) {
    FromPlatform read = read(message);

    if (why.equals(".")) {
      assertThat(read).as("a padding less is understood").isInstanceOf(FromPlatform.Sound.class);
    } else {
      assertThat(read).isEqualTo(new FromPlatform.Malformed(why));
    }
  }

  @Test
  void takesNoMoreThanASecondOfSoundInOneMessage() {
    byte[] second = new byte[8000];
    Arrays.fill(second, (byte) 0xff);

    assertThat(read(media(Base64.getEncoder().encodeToString(second))))
        .isInstanceOf(FromPlatform.Sound.class);
    assertThat(read(media(Base64.getEncoder().encodeToString(new byte[8100]))))
        .isEqualTo(new FromPlatform.Malformed("media of more than a second"));
  }

  @Test
  void takesNoOtherSoundThanItCanRead() {
    assertThat(read(START.formatted("audio/x-alaw", 8000, 1)))
        .isInstanceOf(FromPlatform.Malformed.class);
    assertThat(read(START.formatted("audio/x-mulaw", 16000, 1)))
        .isInstanceOf(FromPlatform.Malformed.class);
    assertThat(read(START.formatted("audio/x-mulaw", 8000, 2)))
        .isInstanceOf(FromPlatform.Malformed.class);
    assertThat(format.read(new WireMessage.Binary(ByteString.fromString("sound"))))
        .isEqualTo(new FromPlatform.Malformed("a binary message"));
  }

  private FromPlatform read(String text) {
    return format.read(new WireMessage.Text(text));
  }

  private static String media(String payload) {
    return "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\"%s\"}}"
        .formatted(payload);
  }
}
