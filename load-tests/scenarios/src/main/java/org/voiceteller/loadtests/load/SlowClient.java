package org.voiceteller.loadtests.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A client that begins a call, then sends a thousand messages a second and reads nothing; after its
 * time, if that comes, it reads everything, ends the call and hears that it has ended. Its socket's
 * buffers are small, so that little lies in them. The WebSocket (RFC 6455) is done by hand here,
 * since clients as they are read ahead.
 */
final class SlowClient implements AutoCloseable {

  private static final String START =
      """
      {"type":"call.start","jurisdiction":"US-CO","locale":"en-US","channel":"load-test"}\
      """;

  /** Is answered with an error each time, and asks nothing of the model. */
  private static final String ANSWERED = "{\"type\":\"anybody there?\"}";

  private static final String END = "{\"type\":\"call.end\"}";
  private static final int BUFFER_BYTES = 4_096;

  /** A slow reader, not a flood: nobody else's share of the processor is to go there. */
  private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long STANDS_STILL_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final URI line;
  private final Duration readsNothing;
  private final Socket socket = new Socket();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile long sent;
  private volatile long lastSentNanos;
  private volatile @Nullable IOException broken;

  SlowClient(URI line, Duration readsNothing) {
    this.line = line;
    this.readsNothing = readsNothing;
  }

  void start() {
    Thread.ofPlatform().daemon().name("slow-client").start(this::call);
  }

  private void call() {
    try {
      socket.setReceiveBufferSize(BUFFER_BYTES);
      socket.setSendBufferSize(BUFFER_BYTES);
      socket.connect(new InetSocketAddress(line.getHost(), line.getPort()), 10_000);
      var out = socket.getOutputStream();
      var in = new DataInputStream(socket.getInputStream());
      upgrade(out, in);
      write(out, START);
      awaitEvent(in, "call.started");
      var writer = Thread.ofPlatform().daemon().name("slow-writer").start(() -> sendOn(out));
      if (!ended.await(readsNothing.toMillis(), TimeUnit.MILLISECONDS)) {
        awaitEvent(in, "call.ended");
        ended.countDown();
        writer.join();
      }
    } catch (IOException e) {
      broken = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the call after its time; until then it writes, and stands still when it is not read. */
  private void sendOn(OutputStream out) {
    try {
      long end = System.nanoTime() + readsNothing.toNanos();
      while (System.nanoTime() < end) {
        write(out, ANSWERED);
        sent++;
        LockSupport.parkNanos(BETWEEN_NANOS);
        lastSentNanos = System.nanoTime();
      }
      write(out, END);
    } catch (IOException e) {
      broken = e;
    }
  }

  /** A sentence when its call has not come to its end although it read on. */
  Stream<String> notEnded() {
    try {
      return ended.await(30, TimeUnit.SECONDS)
          ? Stream.empty()
          : Stream.of("A client that read on did not hear the end of its call: " + broken);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Stream.of("Interrupted while waiting for a slow client");
    }
  }

  /** A sentence when the server still takes what it sends although it reads nothing. */
  Stream<String> stillRead() {
    long still = System.nanoTime() - lastSentNanos;
    IO.println(
        "A client that reads nothing could send %d messages, the last %d s ago%s"
            .formatted(
                sent,
                TimeUnit.NANOSECONDS.toSeconds(still),
                broken == null ? "" : "; then: " + broken.getMessage()));
    return sent > 0 && still > STANDS_STILL_NANOS
        ? Stream.empty()
        : Stream.of("A client that reads nothing is still read");
  }

  private void upgrade(OutputStream out, DataInputStream in) throws IOException {
    var request =
        "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                .formatted(line.getPath(), line.getAuthority())
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + "Sec-WebSocket-Protocol: voice-teller.v1\r\n\r\n";
    out.write(request.getBytes(UTF_8));
    var answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) in.readUnsignedByte());
    }
    if (!answer.toString().startsWith("HTTP/1.1 101")) {
      throw new IOException("Expected to be upgraded, but the answer is " + answer);
    }
  }

  /** A whole text of up to 125 bytes; masked with zeros, which is a mask like any other. */
  private static void write(OutputStream out, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    var frame = new byte[6 + bytes.length];
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | bytes.length);
    System.arraycopy(bytes, 0, frame, 6, bytes.length);
    out.write(frame);
  }

  private static void awaitEvent(DataInputStream in, String type) throws IOException {
    while (!read(in).contains("\"type\":\"" + type + "\"")) {
      // another event, which does not matter here
    }
  }

  private static String read(DataInputStream in) throws IOException {
    in.readUnsignedByte();
    int length = in.readUnsignedByte() & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    var bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, UTF_8);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      broken = e;
    }
  }
}
