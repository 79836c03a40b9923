package org.voiceteller.streams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.sound.Pcm;

class JambonzFormatTest {

  private final JambonzFormat format = JambonzFormat.create(8000);

  @Test
  void readsTheBeginningWithItsTicketAndItsRate() {
    assertThat(
            read(
                "{\"sampleRate\":16000,\"mixType\":\"mono\",\"callSid\":\"7f-1\",\"ticket\":\"sealed\"}"))
        .isEqualTo(new FromPlatform.Begun("7f-1", "sealed", 16_000));
  }

  @Test
  void readsSoundAsItIs() {
    short[] samples = {1, -2, 300, -32_768};

    assertThat(format.read(new WireMessage.Binary(ByteString.fromArray(Pcm.bytes(samples)))))
        .isInstanceOfSatisfying(
            FromPlatform.Sound.class, sound -> assertThat(sound.pcm()).isEqualTo(samples));
  }

  /** jambonz takes a sample of -1 for the place of a mark. */
  @Test
  void writesNoSampleThatLooksLikeAMark() {
    short[] pcm = {-1, 1, -2, -1};

    assertThat(format.sound(pcm))
        .isEqualTo(
            new WireMessage.Binary(ByteString.fromArray(Pcm.bytes(new short[] {0, 1, -2, 0}))));
    assertThat(pcm).containsExactly(-1, 1, -2, -1);
  }

  @Test
  void writesMarksAndStopsWhatPlaysAndNeverAnError() {
    assertThat(format.mark("m1"))
        .isEqualTo(new WireMessage.Text("{\"type\":\"mark\",\"data\":{\"name\":\"m1\"}}"));
    assertThat(format.clear()).containsExactly(new WireMessage.Text("{\"type\":\"killAudio\"}"));
  }

  @Test
  void believesAMarkThatWasPlayedAndNoneThatWasCleared() {
    assertThat(read("{\"type\":\"mark\",\"data\":{\"name\":\"m1\",\"event\":\"playout\"}}"))
        .isEqualTo(new FromPlatform.MarkPlayed("m1"));
    assertThat(read("{\"type\":\"mark\",\"data\":{\"name\":\"m1\",\"event\":\"cleared\"}}"))
        .isInstanceOf(FromPlatform.Unimportant.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no JSON                                              | no JSON
          "text"                                               | an unknown message
          {"what":"ever"}                                      | an unknown message
          {"callSid":"a b"}                                    | a beginning without its call
          {"callSid":"7f-1","sampleRate":11025}                | a beginning with sound that was not asked for
          {"callSid":"7f-1","sampleRate":8000,"mixType":"stereo"} | a beginning with sound that was not asked for
          {"event":"dtmf","dtmf":"12"}                         | a key that no telephone has
          {"type":"mark","data":{}}                            | a mark without a name
          """)
  void saysWhatIsWrongWithoutRepeatingIt(String message, String why) {
    assertThat(read(message)).isEqualTo(new FromPlatform.Malformed(why));
  }

  @Test
  void takesNoSoundThatIsCutWithinASample() {
    assertThat(format.read(new WireMessage.Binary(ByteString.fromArray(new byte[641]))))
        .isEqualTo(new FromPlatform.Malformed("sound that is cut within a sample"));
    assertThat(format.read(new WireMessage.Binary(ByteString.emptyByteString())))
        .isInstanceOf(FromPlatform.Malformed.class);
  }

  private FromPlatform read(String text) {
    return format.read(new WireMessage.Text(text));
  }
}
