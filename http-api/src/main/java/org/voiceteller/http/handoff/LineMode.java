package org.voiceteller.http.handoff;

import java.util.Locale;
import org.voiceteller.actors.call.StaffLine;

/** What a line to a call is for. */
public enum LineMode {
  TAKE,
  LISTEN,
  WHISPER;

  static LineMode of(StaffLine.Wish wish) {
    return switch (wish) {
      case StaffLine.Wish.Take _ -> TAKE;
      case StaffLine.Wish.Listen _ -> LISTEN;
      case StaffLine.Wish.Whisper _ -> WHISPER;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
