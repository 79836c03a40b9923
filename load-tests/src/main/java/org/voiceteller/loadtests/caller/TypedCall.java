package org.voiceteller.loadtests.caller;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One call by typing; each event is stamped when it comes. */
public final class TypedCall implements CallSocket.Ear, AutoCloseable {

  private static final int LATELY = 30;
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** How a use of a tool ended and how long it took. */
  public record Use(String outcome, long micros) {}

  private record Stamped(JsonNode event, long nanos) {}

  private final Deque<Stamped> unread = new ArrayDeque<>();
  private final Map<String, Long> begun = new HashMap<>();
  private final Deque<String> lately = new ArrayDeque<>();
  private final CallSocket socket;
  private boolean closed;

  private TypedCall(HttpClient client, URI calls) {
    socket = CallSocket.open(client, calls, this).join();
  }

  /** Calls and hears the greeting. */
  public static TypedCall open(HttpClient client, URI calls) throws InterruptedException {
    var call = new TypedCall(client, calls);
    call.socket.send(
        CallSocket.event("call.start")
            .put("jurisdiction", "US-CO")
            .put("locale", "en-US")
            .put("channel", "load-test"));
    call.awaitAgent("How may I help you today?");
    return call;
  }

  public void say(String words) {
    socket.send(CallSocket.event("text.input").put("text", words));
  }

  /** Ends the call and waits until it is over. */
  public void hangUp() throws InterruptedException {
    socket.send(CallSocket.event("call.end"));
    await(
        "the end of the call",
        stamped -> stamped.event().path("type").asText().equals("call.ended"));
  }

  /** 20 ms of silence, as an open microphone sends it. */
  public void sendSilence(byte[] frame) {
    socket.send(frame);
  }

  /** Waits until the agent has said this and is done: who speaks sooner interrupts. */
  public String awaitAgent(String words) throws InterruptedException {
    return await(
            "the agent to say " + words,
            stamped ->
                stamped.event().path("type").asText().equals("transcript")
                    && stamped.event().path("role").asText().equals("agent")
                    && stamped.event().path("final").asBoolean()
                    && stamped.event().path("text").asText().contains(words))
        .event()
        .path("text")
        .asText();
  }

  public Use awaitUse(String tool) throws InterruptedException {
    var finished =
        await(
            "the end of " + tool,
            stamped ->
                stamped.event().path("type").asText().equals("tool.finished")
                    && stamped.event().path("tool").asText().equals(tool));
    long start;
    synchronized (this) {
      start = begun.getOrDefault(finished.event().path("toolUseId").asText(), finished.nanos());
    }
    return new Use(
        finished.event().path("outcome").asText(),
        TimeUnit.NANOSECONDS.toMicros(finished.nanos() - start));
  }

  private synchronized Stamped await(String what, Predicate<Stamped> fits)
      throws InterruptedException {
    var giveUp = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      while (!unread.isEmpty()) {
        var next = unread.removeFirst();
        if (fits.test(next)) {
          return next;
        }
      }
      var left = giveUp - System.nanoTime();
      if (left <= 0 || closed) {
        throw new IllegalStateException(
            "Expected " + what + ", but it did not come after\n" + lately());
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  @Override
  public synchronized void event(JsonNode event, long nanos) {
    if (event.path("type").asText().equals("tool.started")) {
      begun.put(event.path("toolUseId").asText(), nanos);
    }
    unread.addLast(new Stamped(event, nanos));
    remember(event);
    notifyAll();
  }

  @Override
  public void sound(ByteBuffer pcm) {
    // who types reads
  }

  private void remember(JsonNode event) {
    lately.addLast(event.toString());
    if (lately.size() > LATELY) {
      lately.removeFirst();
    }
  }

  /** The latest events, to explain what was not expected. */
  public synchronized String lately() {
    return String.join("\n", lately);
  }

  @Override
  public synchronized void closed(int status, String reason) {
    closed = true;
    notifyAll();
  }

  @Override
  public void close() {
    socket.abort();
  }
}
