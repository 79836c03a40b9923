package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** Lets a schedule's faults happen, until it is closed; then all is well again. */
final class FaultInjector implements Trouble {

  private final HttpClient client;
  private final URI faults;
  private final FaultSchedule schedule;
  private final StoppableChild tables;
  private final Findings findings;
  private final Span span = new Span();
  private final Map<String, Integer> done = new TreeMap<>();
  private final Thread thread;

  private FaultInjector(
      HttpClient client,
      URI model,
      FaultSchedule schedule,
      StoppableChild tables,
      Findings findings) {
    this.client = client;
    this.faults = model.resolve("/faults");
    this.schedule = schedule;
    this.tables = tables;
    this.findings = findings;
    this.thread = Thread.ofVirtual().name("faults").unstarted(this::run);
  }

  /**
   * @param client that speaks HTTP/1.1
   */
  static FaultInjector begin(
      HttpClient client,
      URI model,
      FaultSchedule schedule,
      StoppableChild tables,
      Findings findings) {
    var injector = new FaultInjector(client, model, schedule, tables, findings);
    injector.thread.start();
    return injector;
  }

  private void run() {
    try {
      var next = schedule.next();
      while (!span.isOverAfter(next.after())) {
        switch (next) {
          case FaultSchedule.Next.Model(_, var name, var order) -> {
            ask(HttpRequest.newBuilder(faults).PUT(HttpRequest.BodyPublishers.ofString(order)));
            count(name);
          }
          case FaultSchedule.Next.TablesStop(_, var lasting) -> {
            tables.stop();
            count("tables stop");
            try {
              var unused = span.isOverAfter(lasting);
            } finally {
              tables.goOn();
            }
          }
        }
        next = schedule.next();
      }
    } catch (IOException e) {
      findings.add("faults could not be injected: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask(HttpRequest.Builder request) throws IOException, InterruptedException {
    var answer = client.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the stand-in says " + answer.body());
    }
  }

  private synchronized void count(String name) {
    done.merge(name, 1, Integer::sum);
  }

  @Override
  public synchronized String told() {
    return "Faults ordered, each for one to four streams: " + done;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    span.end();
    thread.join();
    ask(HttpRequest.newBuilder(faults).DELETE());
  }
}
