package org.voiceteller.siptrunk.bank;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call at the bank, over as many lines as it takes: when one is lost, the next is opened with the
 * call's token, at once and then with growing pauses, until the settings give up. Thread-safe; its
 * listener is called by one thread at a time, in the bank's order.
 */
public final class BankCall {

  private static final Logger LOG = LoggerFactory.getLogger(BankCall.class);
  private static final Map<String, String> END = Map.of("type", "call.end");
  private static final long FIRST_PAUSE_MS = 250;
  private static final long LONGEST_PAUSE_MS = 5_000;
  private static final int MOST_UNSAID = 2;

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
  private final Deque<TransferWord> unsaid = new ArrayDeque<>();
  private boolean taken;
  private boolean started;
  private boolean interrupted;
  private boolean over;
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
    BankLine.open(client, settings, resuming, event -> heard(ours, event))
        .whenComplete((opened, failed) -> connected(opened, failed));
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
      opened.send(start());
      if (!taken) {
        taken = true;
        listener.taken();
      }
      return;
    }
    if (resumeToken == null) {
      over = true;
      Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
      listener.refused(
          cause instanceof LineRefusedException refused ? refused : new LineRefusedException(0, 0));
    } else {
      tryAgain();
    }
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
        sayTransfer();
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
      case BankEvent.Problem(var code, _) when code.equals("unknown_resume_token") -> giveUp();
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
      interrupted = true;
      lostAtNanos = System.nanoTime();
      LOG.warn("The bank's connection is lost; the call is being resumed.");
      listener.interrupted();
    }
    tryAgain();
  }

  private void tryAgain() {
    Duration lasts = Duration.ofNanos(System.nanoTime() - lostAtNanos);
    if (lasts.compareTo(settings.resumeWithin()) >= 0) {
      giveUp();
      return;
    }
    long pause = pauseMs;
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs == 0 ? FIRST_PAUSE_MS : 2 * pauseMs);
    try {
      clock.schedule(this::connect, pause, TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.RejectedExecutionException stopping) {
      giveUp();
    }
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

  /** Keys may be a secret's: they stand in no log. */
  public void press(String keys) {
    BankLine present = talkingLine();
    if (present != null) {
      present.send(Map.of("type", "keypad.input", "digits", keys));
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
    if (unsaid.size() >= MOST_UNSAID) {
      unsaid.remove();
    }
    unsaid.add(word);
    sayTransfer();
  }

  private void sayTransfer() {
    BankLine present = talkingLine();
    while (present != null && !unsaid.isEmpty()) {
      present.send(unsaid.remove().event());
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
      BankLine.open(client, settings, true, _ -> {}).thenAccept(opened -> endOn(opened, lastWord));
    }
  }

  /** The bank is told on a line of its own: it would wait for this caller for long. */
  private synchronized void endOn(BankLine last, Map<String, ?> lastWord) {
    last.send(start());
    unsaid.forEach(word -> last.send(word.event()));
    last.send(lastWord);
    clock.schedule(last::close, LONGEST_PAUSE_MS, TimeUnit.MILLISECONDS);
  }
}
