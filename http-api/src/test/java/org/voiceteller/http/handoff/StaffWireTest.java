package org.voiceteller.http.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.actors.call.StaffLine.Message;
import org.voiceteller.core.call.CallEar.Heard;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.streams.media.WireMessage;

/** What of a call goes over which line. */
class StaffWireTest {

  private static final Pcm SOUND = new Pcm(new byte[] {7, 0});

  private static List<WireMessage> written(LineMode mode, Heard heard) {
    return new StaffWire("CALL-1", mode).write(new Message.Overheard(heard));
  }

  private static WireMessage framed(int whose) {
    return new WireMessage.Binary(ByteString.fromArray(new byte[] {(byte) whose, 7, 0}));
  }

  @ParameterizedTest
  @EnumSource
  void everybodyHearsTheCaller(LineMode mode) {
    assertThat(written(mode, new Heard.CallerSound(SOUND))).containsExactly(framed(1));
  }

  @Test
  void whoeverHasTheCallDoesNotHearThemselves() {
    var bank = new Heard.AgentSound(SOUND);

    assertThat(written(LineMode.TAKE, bank)).isEmpty();
    assertThat(written(LineMode.LISTEN, bank)).containsExactly(framed(2));
    assertThat(written(LineMode.WHISPER, bank)).containsExactly(framed(2));
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatTheCallerWillNotHear(LineMode mode) {
    assertThat(written(mode, new Heard.AgentCleared()))
        .containsExactly(new WireMessage.Text("{\"type\":\"sound.cleared\"}"));
  }
}
