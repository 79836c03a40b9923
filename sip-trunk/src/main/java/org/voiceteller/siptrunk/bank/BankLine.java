package org.voiceteller.siptrunk.bank;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket to the bank. What comes in is handed to a consumer, one at a time and in order, the
 * last being that the line is lost; what goes out keeps its order, and nobody waits for it. Sound
 * beyond what may wait is dropped, newest first; events beyond 1,000 end the line. Thread-safe.
 */
public final class BankLine {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SUBPROTOCOL = "voice-teller.v1";
  private static final int FRAME_MS = 20;
  private static final int MAX_WAITING = 1_000;
  private static final int MAX_MESSAGE_BYTES = 1024 * 1024;
  private static final long CLOSE_TIMEOUT_MS = 2_000;

  private sealed interface Message {
    record Text(String text) implements Message {}

    record Sound(ByteBuffer pcm) implements Message {}

    record Ping() implements Message {}

    record Close() implements Message {}
  }

  private final Deque<Message> waiting = new ArrayDeque<>();
  private final int maxWaitingSound;
  private final Receiver receiver;
  private @Nullable WebSocket socket;
  private boolean sending;
  private int waitingSound;
  private long droppedFrames;

  private BankLine(int maxWaitingSound, Consumer<BankEvent> listener) {
    this.maxWaitingSound = maxWaitingSound;
    this.receiver = new Receiver(listener);
  }

  /**
   * Opens a line. It comes as soon as the bank has agreed to the WebSocket.
   *
   * @param address one of the bank's
   * @param resuming whether it is for a call that goes on, which goes before new ones
   * @return fails with a {@link LineRefusedException} and nothing else
   */
  public static CompletionStage<BankLine> open(
      HttpClient client,
      BankSettings settings,
      URI address,
      boolean resuming,
      Consumer<BankEvent> listener) {
    var line = new BankLine((int) (settings.unsentSound().toMillis() / FRAME_MS), listener);
    URI url = resuming ? URI.create(address + "?resume") : address;
    return client
        .newWebSocketBuilder()
        .connectTimeout(settings.connectTimeout())
        .subprotocols(SUBPROTOCOL)
        .buildAsync(url, line.receiver)
        .handle(
            (socket, failed) -> {
              if (socket == null) {
                throw new CompletionException(refusal(failed));
              }
              line.connected(socket);
              return line;
            });
  }

  private static LineRefusedException refusal(@Nullable Throwable failed) {
    Throwable cause =
        failed instanceof CompletionException && failed.getCause() != null
            ? failed.getCause()
            : failed;
    if (cause instanceof WebSocketHandshakeException handshake) {
      HttpResponse<?> response = handshake.getResponse();
      return new LineRefusedException(
          response.statusCode(),
          (int) response.headers().firstValueAsLong("Retry-After").orElse(0));
    }
    return new LineRefusedException(0, 0);
  }

  private synchronized void connected(WebSocket opened) {
    socket = opened;
    sendNext();
  }

  public void send(Map<String, ?> event) {
    try {
      add(new Message.Text(JSON.writeValueAsString(event)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Expected a map of plain values", impossible);
    }
  }

  /**
   * @param pcm s16le, mono, 16 kHz, 20 ms; not changed afterwards
   */
  public void sendSound(byte[] pcm) {
    add(new Message.Sound(ByteBuffer.wrap(pcm)));
  }

  /** Asks for a sign of life: a machine that is gone closes nothing. */
  public void ping() {
    add(new Message.Ping());
  }

  /** Since the bank's last sign of any kind. */
  public Duration silence() {
    return Duration.ofNanos(System.nanoTime() - receiver.lastSignNanos);
  }

  /** After what was sent before. */
  public void close() {
    add(new Message.Close());
    CompletableFuture.delayedExecutor(CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).execute(this::abort);
  }

  /** At once. */
  public synchronized void abort() {
    waiting.clear();
    if (socket != null) {
      socket.abort();
    }
    // whoever hears of it may hold a lock that waits for ours
    CompletableFuture.runAsync(receiver::lost);
  }

  /** Frames of sound that the connection did not take in time. */
  public synchronized long droppedFrames() {
    return droppedFrames;
  }

  private synchronized void add(Message message) {
    boolean isSound = message instanceof Message.Sound;
    if (isSound && waitingSound >= maxWaitingSound) {
      droppedFrames++;
      return;
    }
    if (waiting.size() >= MAX_WAITING) {
      abort();
      return;
    }
    waitingSound += isSound ? 1 : 0;
    waiting.add(message);
    sendNext();
  }

  /** The client allows one send at a time. */
  private synchronized void sendNext() {
    if (sending || socket == null) {
      return;
    }
    Message message = waiting.poll();
    if (message == null) {
      return;
    }
    sending = true;
    CompletableFuture<?> sent =
        switch (message) {
          case Message.Text(var text) -> socket.sendText(text, true);
          case Message.Sound(var pcm) -> {
            waitingSound--;
            yield socket.sendBinary(pcm, true);
          }
          case Message.Ping() -> socket.sendPing(ByteBuffer.allocate(0));
          case Message.Close() -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "");
        };
    sent.whenComplete((_, failed) -> sent(failed));
  }

  private synchronized void sent(@Nullable Throwable failed) {
    sending = false;
    if (failed == null) {
      sendNext();
    } else {
      abort();
    }
  }

  private static final class Receiver implements WebSocket.Listener {

    private final Consumer<BankEvent> listener;
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
    private final AtomicBoolean isLost = new AtomicBoolean();
    private volatile long lastSignNanos = System.nanoTime();

    private Receiver(Consumer<BankEvent> listener) {
      this.listener = listener;
    }

    private void lost() {
      if (isLost.compareAndSet(false, true)) {
        listener.accept(new BankEvent.LineLost());
      }
    }

    private void hear(BankEvent event) {
      if (!isLost.get()) {
        listener.accept(event);
      }
    }

    @Override
    public void onOpen(WebSocket socket) {
      lastSignNanos = System.nanoTime();
      socket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      lastSignNanos = System.nanoTime();
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      lastSignNanos = System.nanoTime();
      text.append(data);
      if (text.length() > MAX_MESSAGE_BYTES) {
        socket.abort();
        lost();
        return null;
      }
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        try {
          hear(BankEvent.of(JSON.readTree(whole)));
        } catch (JsonProcessingException notOurBank) {
          socket.abort();
          lost();
        }
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      lastSignNanos = System.nanoTime();
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      sound.writeBytes(bytes);
      if (sound.size() > MAX_MESSAGE_BYTES) {
        socket.abort();
        lost();
        return null;
      }
      if (last) {
        hear(new BankEvent.Sound(sound.toByteArray()));
        sound.reset();
      }
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
      lost();
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      lost();
    }
  }
}
