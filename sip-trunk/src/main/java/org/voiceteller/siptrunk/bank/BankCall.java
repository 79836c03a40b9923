package org.voiceteller.siptrunk.bank;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call at the bank, over as many lines as it takes. It begins at any of the bank's addresses, or
 * at the next one where that takes no call. When its line is lost, the next is opened with the
 * call's token, at the next address first, then at all in turn with growing pauses, until the
 * settings give up. A line without any sign of the bank is lost, too. Thread-safe; its listener is
 * called by one thread at a time, in the bank's order.
 */
public final class BankCall {

  private static final Logger LOG = LoggerFactory.getLogger(BankCall.class);
  private static final Map<String, String> END = Map.of("type", "call.end");
  private static final long FIRST_PAUSE_MS = 250;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final int LOOKS_WITHIN_LIMIT = 4;

  /** Who hears of the call. */
  public interface Listener {

    /** The bank has agreed to take the call: it may ring. */
    void taken();

    /** It takes none. The last word. */
    void refused(LineRefusedException why);

    /** Anything but {@link BankEvent.LineLost}. */
    void said(BankEvent event);

    /** The connection is lost, and is being opened again. */
    void interrupted();

    /** The call goes on. */
    void resumed();

    /** It cannot be resumed. The last word. */
    void lost();
  }

  /**
   * How a call begins.
   *
   * @param from E.164
   * @param attestation of that number, in the bank's words
   */
  public record Origin(
      Optional<String> from, Optional<String> jurisdiction, Optional<String> attestation) {}

  private final HttpClient client;
  private final BankSettings settings;
  private final ScheduledExecutorService clock;
  private final Origin origin;
  private final Listener listener;
  private @Nullable BankLine line;
  private @Nullable String resumeToken;
  private final Unsaid unsaid = new Unsaid();
  private boolean taken;
  private boolean started;
  private boolean interrupted;
  private boolean over;

  /** Which address is next, or talked to. */
  private int address;

  /** Since the call was on a line, or began. */
  private int attempts;

  private @Nullable LineRefusedException refusal;
  private long lostAtNanos;
  private long pauseMs;
  private int generation;

  private BankCall(
      HttpClient client,
      BankSettings settings,
      ScheduledExecutorService clock,
      Origin origin,
      Listener listener) {
    this.client = client;
    this.settings = settings;
    this.clock = clock;
    this.origin = origin;
    this.listener = listener;
    this.address = ThreadLocalRandom.current().nextInt(settings.urls().size());
  }

  /** Calls the bank; how it goes is told to the listener. */
  public static BankCall open(
      HttpClient client,
      BankSettings settings,
      ScheduledExecutorService clock,
      Origin origin,
      Listener listener) {
    var call = new BankCall(client, settings, clock, origin, listener);
    call.connect();
    return call;
  }

  private synchronized void connect() {
    if (over) {
      return;
    }
    int ours = ++generation;
    boolean resuming = resumeToken != null;
    BankLine.open(client, settings, address(), resuming, event -> heard(ours, event))
        .whenComplete((opened, failed) -> connected(opened, failed));
  }

  private URI address() {
    return settings.urls().get(address);
  }

  private void nextAddress() {
    address = (address + 1) % settings.urls().size();
  }

  private synchronized void connected(@Nullable BankLine opened, @Nullable Throwable failed) {
    if (over) {
      if (opened != null) {
        opened.abort();
      }
      return;
    }
    if (opened != null) {
      line = opened;
      watch(opened);
      opened.send(start());
      if (!taken) {
        taken = true;
        listener.taken();
      }
      return;
    }
    nextAddress();
    if (resumeToken != null) {
      tryAgain();
    } else {
      refused(failed);
    }
  }

  /** Of several refusals the first that says it is busy counts: that one will be over. */
  private void refused(@Nullable Throwable failed) {
    Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
    LineRefusedException why =
        cause instanceof LineRefusedException refused ? refused : new LineRefusedException(0, 0);
    if (refusal == null || !refusal.isBusy()) {
      refusal = why;
    }
    if (++attempts < settings.urls().size()) {
      connect();
    } else {
      over = true;
      listener.refused(refusal);
    }
  }

  /** For as long as this is the call's line. */
  private void watch(BankLine watched) {
    long every = settings.silenceLimit().toMillis() / LOOKS_WITHIN_LIMIT;
    try {
      clock.schedule(() -> look(watched), every, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      LOG.debug("Nobody looks after the line of a call any more: the adapter stops.");
    }
  }

  private synchronized void look(BankLine watched) {
    if (over || line != watched) {
      return;
    }
    Duration silence = watched.silence();
    if (silence.compareTo(settings.silenceLimit()) >= 0) {
      LOG.warn("The bank gives no sign any more on an open connection.");
      watched.abort();
      return;
    }
    if (silence.multipliedBy(2).compareTo(settings.silenceLimit()) >= 0) {
      watched.ping();
    }
    watch(watched);
  }

  private Map<String, String> start() {
    Map<String, String> start = new LinkedHashMap<>();
    start.put("type", "call.start");
    start.put("channel", "sip");
    start.put("locale", settings.locale());
    origin.from().ifPresent(from -> start.put("from", from));
    origin.jurisdiction().ifPresent(where -> start.put("jurisdiction", where));
    origin.attestation().ifPresent(attestation -> start.put("attestation", attestation));
    if (resumeToken != null) {
      start.put("resume", resumeToken);
    }
    return start;
  }

  private synchronized void heard(int generationOfLine, BankEvent event) {
    if (over || generationOfLine != generation) {
      return;
    }
    switch (event) {
      case BankEvent.LineLost() -> lineLost();
      case BankEvent.Started begun -> {
        resumeToken = begun.resumeToken();
        pauseMs = 0;
        if (interrupted) {
          interrupted = false;
          listener.resumed();
        }
        sayUnsaid();
        if (!started) {
          started = true;
          listener.said(event);
        }
      }
      case BankEvent.Ended _ -> {
        over = true;
        hangUpLine();
        listener.said(event);
      }
      case BankEvent.Problem(_, var retryable) when interrupted -> notResumed(retryable);
      default -> listener.said(event);
    }
  }

  private void lineLost() {
    line = null;
    generation++;
    if (resumeToken == null) {
      over = true;
      listener.refused(new LineRefusedException(0, 0));
      return;
    }
    if (!interrupted) {
      LOG.warn("The bank's connection is lost; the call is being resumed.");
      interrupt();
    }
    nextAddress();
    tryAgain();
  }

  private void interrupt() {
    interrupted = true;
    attempts = 0;
    lostAtNanos = System.nanoTime();
    listener.interrupted();
  }

  /** This address is right, and what the call needs behind it is on its way there, or never is. */
  private void notResumed(boolean retryable) {
    hangUpLine();
    generation++;
    if (retryable) {
      tryAgain();
    } else {
      giveUp();
    }
  }

  /** The server goes away: leaves it for another one, as if the line had broken. */
  public synchronized void move() {
    if (talkingLine() != null) {
      LOG.info("The bank's server goes away; the call goes on at another one.");
      hangUpLine();
      generation++;
      interrupt();
      nextAddress();
      tryAgain();
    }
  }

  private void tryAgain() {
    Duration lasts = Duration.ofNanos(System.nanoTime() - lostAtNanos);
    if (lasts.compareTo(settings.resumeWithin()) >= 0) {
      giveUp();
      return;
    }
    try {
      clock.schedule(this::connect, pauseMs(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException stopping) {
      giveUp();
    }
  }

  /** One before each round of all addresses, but the first. */
  private long pauseMs() {
    if (attempts++ % settings.urls().size() != 0) {
      return 0;
    }
    long pause = pauseMs;
    pauseMs = Math.min(LONGEST_PAUSE_MS, pause == 0 ? FIRST_PAUSE_MS : 2 * pause);
    return pause;
  }

  private void giveUp() {
    over = true;
    hangUpLine();
    listener.lost();
  }

  private void hangUpLine() {
    if (line != null) {
      line.close();
      line = null;
    }
  }

  /** 20 ms of PCM s16le, mono, 16 kHz; dropped while there is no line or the call not started. */
  public void hear(byte[] pcm) {
    BankLine present = talkingLine();
    if (present != null) {
      present.sendSound(pcm);
    }
  }

  /** Keys may be a secret's: they stand in no log. While the line is broken the first 32 wait. */
  public synchronized void press(String keys) {
    if (started && !over) {
      unsaid.add(keys);
      sayUnsaid();
    }
  }

  /** So much of a turn has really gone out to the caller. */
  public void played(String turnId, long playedMs) {
    BankLine present = talkingLine();
    if (present != null) {
      present.send(Map.of("type", "playback.position", "turnId", turnId, "playedMs", playedMs));
    }
  }

  /** How a transfer goes; while the line is broken the last two words wait. */
  public synchronized void tell(TransferWord word) {
    unsaid.add(word);
    sayUnsaid();
  }

  private void sayUnsaid() {
    BankLine present = talkingLine();
    if (present != null) {
      unsaid.say(present);
    }
  }

  private synchronized @Nullable BankLine talkingLine() {
    return started && !interrupted && !over ? line : null;
  }

  /** The caller has gone. Nothing is told to the listener after this. */
  public void hangUp() {
    end(END);
  }

  /** A person on another line has the caller. Nothing is told to the listener after this. */
  public void leave(TransferWord done) {
    end(done.event());
  }

  private synchronized void end(Map<String, ?> lastWord) {
    if (over) {
      return;
    }
    over = true;
    if (line != null) {
      line.send(lastWord);
      hangUpLine();
    } else if (resumeToken != null) {
      BankLine.open(client, settings, address(), true, _ -> {})
          .thenAccept(opened -> endOn(opened, lastWord));
    }
  }

  /** The bank is told on a line of its own: it would wait for this caller for long. */
  private synchronized void endOn(BankLine last, Map<String, ?> lastWord) {
    last.send(start());
    unsaid.sayWords(last);
    last.send(lastWord);
    clock.schedule(last::close, LONGEST_PAUSE_MS, TimeUnit.MILLISECONDS);
  }
}
