package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One turn of the agent while it is being spoken and heard: a part of {@link TurnTracker}. Its
 * planned texts come one by one, each followed by its sound; how much of the sound the caller has
 * got tells which of the words were heard.
 */
final class AgentTurn {

  private static final String BROKEN_OFF = "…";

  final String id;

  /** Whether its sound was begun at the caller's side. */
  boolean hasSound;

  /** Nothing more is said in this turn. */
  boolean speechOver;

  /** The caller spoke over it. What is not yet heard will not be, but for what must be. */
  boolean interrupted;

  /**
   * The model holds it for interrupted, whatever the caller heard: final texts come now or never.
   */
  boolean brokenOff;

  /** The caller has said something since it began: what the agent says next is another turn. */
  boolean overtaken;

  /** No final text will come any more. */
  boolean abandoned;

  /** Its final texts take too long: what was planned counts as said. */
  boolean takenAsSaid;

  /** What was heard is told and kept. */
  boolean settled;

  private final List<Text> texts = new ArrayList<>();
  private final List<Sound> sounds = new ArrayList<>();
  private int finals;

  AgentTurn(String id) {
    this.id = id;
  }

  /** One text of the model's, planned and, later, said. */
  static final class Text {
    private final StringBuilder planned = new StringBuilder();
    private final StringBuilder said = new StringBuilder();
    private boolean cut;
    private @Nullable Sound sound;

    void plan(String more) {
      join(planned, more);
    }

    void say(String more) {
      join(said, more);
    }

    /** It must not be heard. */
    void cut() {
      cut = true;
    }

    boolean isCut() {
      return cut;
    }

    private String words() {
      return cut ? "" : said.isEmpty() ? planned.toString() : said.toString();
    }
  }

  /** The sound of one text, or of several that came before it. */
  static final class Sound {
    private final long from;
    private long bytes;
    private boolean complete;

    private Sound(long from) {
      this.from = from;
    }

    void add(int more) {
      bytes += more;
    }

    /** The model has said it to its end. */
    void complete() {
      complete = true;
    }

    private long fromMs() {
      return from / AgentFrame.Audio.BYTES_PER_MS;
    }

    private long toMs() {
      return (from + bytes) / AgentFrame.Audio.BYTES_PER_MS;
    }
  }

  Text beginText() {
    Text text = new Text();
    texts.add(text);
    return text;
  }

  /** The sound that begins now is that of the texts which have none yet. */
  Sound beginSound() {
    Sound sound = new Sound(sounds.isEmpty() ? 0 : sounds.getLast().from + sounds.getLast().bytes);
    sounds.add(sound);
    texts.stream()
        .filter(text -> text.sound == null && !text.cut)
        .forEach(text -> text.sound = sound);
    return sound;
  }

  /** Whether what is planned last must not be heard: its sound neither. */
  boolean isCutting() {
    return !texts.isEmpty() && texts.getLast().cut;
  }

  /** The text that the next final one is about; final texts come in the order of the planned. */
  Text nextFinal() {
    Text text = finals < texts.size() ? texts.get(finals) : beginText();
    finals++;
    return text;
  }

  /** Whether it is kept, and the model has turned to something else. */
  boolean isOverForTheModel() {
    return settled && brokenOff;
  }

  /** Whether its next final text would be this one, or begin with it. */
  boolean plansNext(String text) {
    return finals < texts.size() && texts.get(finals).planned.toString().startsWith(text.strip());
  }

  boolean owesFinals() {
    return !abandoned && finals < texts.size();
  }

  boolean hasFinals() {
    return finals > 0;
  }

  /** All that was announced so far. */
  String plannedText() {
    StringBuilder all = new StringBuilder();
    texts.stream().filter(text -> !text.cut).forEach(text -> join(all, text.planned.toString()));
    return all.toString();
  }

  /** All that the caller hears of it, if nobody interrupts. */
  String wholeText() {
    StringBuilder all = new StringBuilder();
    texts.forEach(text -> join(all, text.words()));
    return all.toString();
  }

  /**
   * What the caller has heard of it. A text whose sound was played in part counts up to its last
   * word that was; one without any sound counts when the model says that it was said.
   *
   * @param heardMs of its sound, from the first sample
   */
  String heardText(long heardMs) {
    StringBuilder heard = new StringBuilder();
    for (Text text : texts) {
      Sound sound = text.sound;
      if (sound == null || sound.bytes == 0) {
        join(heard, text.said.isEmpty() ? "" : text.words());
      } else if (heardMs >= sound.toMs()) {
        join(heard, text.words());
      } else {
        join(heard, heardIn(sound, heardMs));
        break;
      }
    }
    return heard.toString();
  }

  /** The words of one sound that were played, up to a word's end. */
  private String heardIn(Sound sound, long heardMs) {
    StringBuilder all = new StringBuilder();
    texts.stream().filter(text -> text.sound == sound).forEach(text -> join(all, text.words()));
    long played = Math.max(0, heardMs - sound.fromMs());
    int end = (int) (all.length() * played / (sound.toMs() - sound.fromMs()));
    int word = all.lastIndexOf(" ", end);
    return word <= 0 ? "" : all.substring(0, word) + BROKEN_OFF;
  }

  /** What was announced and is not heard; empty when all of it was. */
  String unheardText(String heard) {
    String whole = wholeText();
    String said =
        heard.endsWith(BROKEN_OFF)
            ? heard.substring(0, heard.length() - BROKEN_OFF.length())
            : heard;
    return whole.startsWith(said) ? whole.substring(said.length()).strip() : "";
  }

  /**
   * The end of the last text that must be heard and is not yet, if all of its sound is there.
   *
   * @param required which texts must be heard
   */
  Optional<Long> mustPlayUntilMs(Predicate<String> required, long heardMs) {
    return texts.stream()
        .filter(text -> isDue(text, required, heardMs))
        .map(text -> text.sound)
        .filter(sound -> sound != null && sound.complete)
        .map(Sound::toMs)
        .reduce(Math::max);
  }

  private static boolean isDue(Text text, Predicate<String> required, long heardMs) {
    Sound sound = text.sound;
    boolean isHeard =
        sound == null || sound.bytes == 0
            ? !text.said.isEmpty()
            : sound.complete && heardMs >= sound.toMs();
    return !isHeard && !text.cut && required.test(text.words());
  }

  private static void join(StringBuilder text, String more) {
    String piece = more.strip();
    if (!text.isEmpty() && !piece.isEmpty()) {
      text.append(' ');
    }
    text.append(piece);
  }
}
