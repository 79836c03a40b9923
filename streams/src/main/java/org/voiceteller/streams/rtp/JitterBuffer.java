package org.voiceteller.streams.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Puts the packets of one source in order and evens out when they come: packets go in as they
 * arrive, and each 20 ms one piece is taken out. It holds sound back for 40 to 120 ms, as long as
 * this network needs; it does so more or less by waiting, or by leaving a piece out, where it is
 * quiet.
 *
 * <p>A source that comes with another SSRC or jumps is followed from its second packet on. What is
 * held is bounded: sound that is behind by more than 300 ms is left out, and more than 64 packets
 * are not kept, the oldest goes.
 */
public final class JitterBuffer {

  /**
   * @param delayMs for how long sound is held back now
   * @param targetMs for how long it should be
   * @param received all that came, whatever became of it
   * @param late came when its time was over
   * @param duplicates came a second time
   * @param lostMs of sound that was not there when its time came
   * @param droppedMs of sound that was left out to hold back less
   * @param restarts how often the source began anew: another SSRC, a jump
   */
  public record Statistics(
      int delayMs,
      int targetMs,
      long received,
      long late,
      long duplicates,
      long lostMs,
      long droppedMs,
      long restarts) {}

  private static final int PIECE_MS = 20;

  /** What is behind by more than this is not worth hearing. */
  private static final int MOST_BEHIND_MS = 300;

  /** Held back for so much too long, sound is left out even where it is not quiet. */
  private static final int TOO_LONG_MS = 80;

  /** And that not more often than so. */
  private static final int PIECES_BETWEEN_DROPS = 25;

  private static final int TOO_SHORT_MS = 15;

  /** When nothing comes, so much is made up; then nothing is expected any more. */
  private static final int MADE_UP_PIECES = 3;

  /** After so long a silence the source's next packet sets the time anew. */
  private static final int SILENT_PIECES = 50;

  /** Two packets in a row that are off by so much: the source's clock was set. */
  private static final int JUMP_MS = 2_000;

  /** So many packets in a row too late are no accident. */
  private static final int LATE_FOR_GOOD = 10;

  private static final int MOST_HELD = 64;
  private static final Piece SILENCE = new Piece.Silence();
  private static final Piece STILL_SOUNDING = new Piece.StillSounding();
  private static final Piece LOST = new Piece.Lost(Optional.empty());

  /**
   * @param from where it sounds, in units since the beginning of this source
   */
  private record Held(RtpPacket packet, long from, int units) {
    private long to() {
      return from + units;
    }
  }

  private final int clockHz;
  private final int pieceUnits;
  private final ToIntFunction<RtpPacket> unitsOf;
  private final ArrivalTimes times = new ArrivalTimes();

  /** By sequence number, wraps counted. */
  private final TreeMap<Long, Held> held = new TreeMap<>();

  private final SourceOrder source = new SourceOrder();
  private long beginNanos;

  /** Where the next piece begins, and how far sound was given beyond it. */
  private long cursor;

  private long givenTo;

  /** The last packet that was given or gone past. */
  private long passed;

  /** The last packet that was really given or left out: nothing before it is ever given. */
  private long lastGiven;

  private int lateInARow;
  private boolean isFilling;
  private int madeUpPieces;
  private int silentPieces;
  private int sinceDrop;
  private int lastUnits;

  private int delayMs;
  private long received;
  private long late;
  private long duplicates;
  private long lostMs;
  private long droppedMs;
  private long restarts;

  /**
   * @param clockHz of the timestamps
   * @param unitsOf how long a packet sounds, in units of that clock; 0 for what is no sound but has
   *     its place in the sequence
   */
  public JitterBuffer(int clockHz, ToIntFunction<RtpPacket> unitsOf) {
    this.clockHz = clockHz;
    this.pieceUnits = clockHz * PIECE_MS / 1000;
    this.unitsOf = unitsOf;
  }

  /**
   * Any packet of the source, sound or not.
   *
   * @param nowNanos of a clock that never jumps; the same as {@link #next}'s
   */
  public void arrived(RtpPacket packet, long nowNanos) {
    received++;
    if (!source.isKnown()) {
      begin(packet, nowNanos);
    } else if (isElsewhere(packet, nowNanos)) {
      if (!source.isSecondInARow(packet)) {
        return;
      }
      restarts++;
      begin(packet, nowNanos);
    }
    long sequence = source.sequence(packet);
    long from = source.from(packet);
    if (source.isSeen(sequence)) {
      duplicates++;
      return;
    }
    source.arrived(packet, sequence, from);
    int units = unitsOf.applyAsInt(packet);
    if (units > 0) {
      double nowMs = ms(nowNanos);
      times.arrived(nowMs, nowMs - ms(from, clockHz));
      hold(sequence, new Held(packet, from, units), nowMs);
    }
  }

  private void begin(RtpPacket packet, long nowNanos) {
    source.begin(packet);
    beginNanos = nowNanos;
    held.clear();
    lastGiven = 0;
    lateInARow = 0;
    times.restart();
    fillFrom(source.highest(), 0);
  }

  /** Sound is given from this packet on, once it was held back for long enough. */
  private void fillFrom(long sequence, long from) {
    passed = sequence - 1;
    cursor = from;
    givenTo = from;
    isFilling = true;
    madeUpPieces = 0;
    silentPieces = 0;
  }

  private boolean isElsewhere(RtpPacket packet, long nowNanos) {
    if (source.isElsewhere(packet)) {
      return true;
    }
    double transitMs = ms(nowNanos) - ms(source.from(packet), clockHz);
    double fastestMs = times.fastestMs();
    return fastestMs != Double.POSITIVE_INFINITY && Math.abs(transitMs - fastestMs) > JUMP_MS;
  }

  private void hold(long sequence, Held packet, double nowMs) {
    if (silentPieces >= SILENT_PIECES && held.isEmpty() && sequence > passed) {
      fillFrom(sequence, packet.from);
    } else if (isFilling && sequence <= passed && sequence > lastGiven && packet.from < cursor) {
      // packets overtook each other at the very beginning
      fillFrom(sequence, packet.from);
    }
    if (sequence <= passed || packet.to() <= cursor) {
      late++;
      lateInARow++;
      if (lateInARow < LATE_FOR_GOOD || sequence <= lastGiven) {
        return;
      }
      // the way has become longer: what was fast before does not count any more
      times.restart();
      times.arrived(nowMs, nowMs - ms(packet.from, clockHz));
      held.clear();
      fillFrom(sequence, packet.from);
    }
    lateInARow = 0;
    held.put(sequence, packet);
    if (held.size() > MOST_HELD) {
      pass(held.pollFirstEntry());
    }
  }

  private void pass(Map.Entry<Long, Held> entry) {
    passed = entry.getKey();
    lastGiven = passed;
    lastUnits = entry.getValue().units;
    droppedMs += (long) ms(lastUnits, clockHz);
    cursor = Math.max(cursor, entry.getValue().to());
    givenTo = Math.max(givenTo, cursor);
  }

  /**
   * The next 20 ms. To be called once for each 20 ms that are played.
   *
   * @param isQuiet whether what was played last is quiet: then a piece more or less is not heard
   */
  public Piece next(long nowNanos, boolean isQuiet) {
    if (!source.isKnown()) {
      return SILENCE;
    }
    double behindMs = behindMs(nowNanos);
    if (isFilling) {
      if (behindMs < times.holdMs()) {
        return SILENCE;
      }
      isFilling = false;
    }
    sinceDrop++;
    leaveOut(nowNanos, isQuiet);
    behindMs = behindMs(nowNanos);
    delayMs = (int) Math.max(0, behindMs);
    if (givenTo >= cursor + pieceUnits) {
      cursor += pieceUnits;
      return STILL_SOUNDING;
    }
    if (isQuiet && !held.isEmpty() && behindMs < times.holdMs() - TOO_SHORT_MS) {
      return LOST;
    }
    List<RtpPacket> packets = take();
    if (!packets.isEmpty()) {
      madeUpPieces = 0;
      silentPieces = 0;
      cursor += pieceUnits;
      return new Piece.Sound(packets);
    }
    return missing(behindMs);
  }

  /** For how long sound is held back, reckoned from the fastest packet lately. */
  private double behindMs(long nowNanos) {
    double fastestMs = times.fastestMs();
    return fastestMs == Double.POSITIVE_INFINITY
        ? 0
        : ms(nowNanos) - fastestMs - ms(cursor, clockHz);
  }

  /** Leaves sound out when it is held back for too long. */
  private void leaveOut(long nowNanos, boolean isQuiet) {
    while (!held.isEmpty() && behindMs(nowNanos) > MOST_BEHIND_MS) {
      pass(held.pollFirstEntry());
    }
    if (held.isEmpty() || givenTo > cursor) {
      return;
    }
    Held first = held.firstEntry().getValue();
    double tooMuchMs = behindMs(nowNanos) - times.holdMs();
    boolean mayDrop = isQuiet || tooMuchMs > TOO_LONG_MS && sinceDrop >= PIECES_BETWEEN_DROPS;
    if (mayDrop
        && first.from <= cursor
        && tooMuchMs > Math.max(PIECE_MS, ms(first.units, clockHz))) {
      pass(held.pollFirstEntry());
      sinceDrop = 0;
    }
  }

  /** The packets that begin in this piece and go on where the sound before them ended. */
  private List<RtpPacket> take() {
    var packets = new ArrayList<RtpPacket>();
    while (!held.isEmpty()) {
      long at = Math.max(givenTo, cursor);
      var first = held.firstEntry();
      Held next = first.getValue();
      if (at >= cursor + pieceUnits || next.from >= cursor + pieceUnits) {
        break;
      }
      if (next.from > at && packets.isEmpty() && givenTo <= cursor) {
        // begins within this piece: what is before it is too short to be filled
        cursor = next.from;
      }
      held.pollFirstEntry();
      passed = first.getKey();
      lastGiven = passed;
      lastUnits = next.units;
      givenTo = Math.max(givenTo, next.to());
      packets.add(next.packet);
    }
    return packets;
  }

  private Piece missing(double behindMs) {
    boolean isWaitedFor = behindMs < times.holdMs() - TOO_SHORT_MS;
    if (held.isEmpty()) {
      return madeUpPieces < MADE_UP_PIECES ? lost(LOST, isWaitedFor) : silence(behindMs);
    }
    var first = held.firstEntry();
    int missing = 0;
    for (long each = first.getKey() - 1; each > passed && missing < MOST_HELD; each--) {
      missing += source.isSeen(each) ? 0 : 1;
    }
    if ((long) missing * lastUnits <= (long) madeUpPieces * pieceUnits) {
      return silence(behindMs);
    }
    boolean isNext =
        first.getValue().from == cursor + pieceUnits && !source.isSeen(first.getKey() - 1);
    return lost(isNext ? new Piece.Lost(Optional.of(first.getValue().packet)) : LOST, isWaitedFor);
  }

  private Piece lost(Piece lost, boolean isWaitedFor) {
    if (isWaitedFor) {
      return LOST;
    }
    madeUpPieces++;
    lostMs += PIECE_MS;
    cursor += pieceUnits;
    givenTo = Math.max(givenTo, cursor);
    return lost;
  }

  /** In silence the time can be set right without anybody hearing it. */
  private Piece silence(double behindMs) {
    silentPieces++;
    long wanted = cursor + pieceUnits + units(behindMs - times.holdMs());
    cursor = Math.max(cursor, held.isEmpty() ? wanted : Math.min(wanted, firstFrom()));
    givenTo = Math.max(givenTo, cursor);
    return SILENCE;
  }

  private long firstFrom() {
    return held.firstEntry().getValue().from;
  }

  /**
   * Sequence numbers of packets that have not come and would still be in time: what a NACK asks
   * for.
   */
  public List<Integer> missing() {
    var missing = new ArrayList<Integer>();
    if (source.isKnown()) {
      for (long each = Math.max(passed + 1, source.highest() - MOST_HELD);
          each < source.highest();
          each++) {
        if (!source.isSeen(each)) {
          missing.add((int) (each & 0xffff));
        }
      }
    }
    return missing;
  }

  public Statistics statistics() {
    return new Statistics(
        delayMs, times.holdMs(), received, late, duplicates, lostMs, droppedMs, restarts);
  }

  private double ms(long nowNanos) {
    return (nowNanos - beginNanos) / 1e6;
  }

  private static double ms(long units, int clockHz) {
    return 1_000.0 * units / clockHz;
  }

  private long units(double ms) {
    return Math.round(ms * clockHz / 1_000);
  }
}
