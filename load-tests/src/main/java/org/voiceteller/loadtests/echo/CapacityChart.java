package org.voiceteller.loadtests.echo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Draws measured capacities as one SVG picture of two charts: latency over calls on a logarithmic
 * scale, and processor time for each call on another. Lines are told apart by their dashes and
 * their labels, not by colour alone.
 */
final class CapacityChart {

  private static final int WIDTH = 420;
  private static final int HEIGHT = 240;
  private static final int LEFT = 60;
  private static final int TOP = 44;
  private static final int GAP = 90;
  private static final double GOAL_CPU_PERCENT = 0.6;

  /** A logarithmic scale of milliseconds. */
  private static final Scale LATENCY = new Scale(0.1, 1_000);

  /** A logarithmic scale of percents of a core. */
  private static final Scale PROCESSOR = new Scale(0.1, 100);

  private record Scale(double least, double most) {

    double share(double value) {
      return Math.log(value / least) / Math.log(most / least);
    }
  }

  /** One line of a chart. */
  private record Line(String label, String style, ToDoubleFunction<Capacity> figure) {}

  private final List<Capacity> measured;
  private final int mostCalls;
  private final StringBuilder svg = new StringBuilder();

  private CapacityChart(List<Capacity> measured) {
    this.measured = measured;
    this.mostCalls = measured.stream().mapToInt(Capacity::calls).max().orElseThrow();
  }

  /**
   * @param measured at least one, in the order of their calls
   */
  static String svg(List<Capacity> measured) {
    return new CapacityChart(List.copyOf(measured)).draw();
  }

  private String draw() {
    int width = LEFT + 2 * WIDTH + GAP + 90;
    int height = TOP + HEIGHT + 50;
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" \
        aria-label="Latency and processor time per call, over concurrent calls">
        <style>
        text { font: 12px sans-serif; fill: #24292f; } .title { font-weight: bold; }
        .grid { stroke: #d0d7de; } .through { stroke: #0b5cad; } .alone { stroke: #8a5a00; }
        .goal { stroke: #b3261e; stroke-dasharray: 2 4; } .line { fill: none; stroke-width: 2; }
        .p99 { stroke-dasharray: 7 4; }
        </style>
        <rect width="100%%" height="100%%" fill="white"/>
        """
            .formatted(width, height));
    latency(LEFT);
    processor(LEFT + WIDTH + GAP);
    return svg.append("</svg>\n").toString();
  }

  private void latency(int left) {
    axes(left, "Echo of a frame, milliseconds (logarithmic)", LATENCY);
    for (Line line :
        List.of(
            new Line("server p99", "through p99", c -> LATENCY.share(c.latencyMs(99))),
            new Line("server p50", "through", c -> LATENCY.share(c.latencyMs(50))),
            new Line("model p99", "alone p99", c -> LATENCY.share(c.aloneMs(99))),
            new Line("model p50", "alone", c -> LATENCY.share(c.aloneMs(50))))) {
      plot(left, line);
    }
  }

  private void processor(int left) {
    axes(left, "Server's processor time per call, % of one core (logarithmic)", PROCESSOR);
    plot(left, new Line("server", "through", c -> PROCESSOR.share(c.cpuPercent())));
    double goal = y(PROCESSOR.share(GOAL_CPU_PERCENT));
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"goal\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
            left,
            left + WIDTH,
            goal,
            goal));
    label(left + 6, goal - 5, "goal " + GOAL_CPU_PERCENT + " %", "start");
  }

  private void axes(int left, String title, Scale scale) {
    svg.append(
        "<text class=\"title\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(left, TOP - 20, title));
    for (double value = scale.least(); value < scale.most() * 1.01; value *= 10) {
      grid(left, scale.share(value), number(value));
    }
    for (Capacity at : measured) {
      label((int) x(left, at), TOP + HEIGHT + 18, Integer.toString(at.calls()), "middle");
    }
    label(left + WIDTH / 2, TOP + HEIGHT + 38, "concurrent calls", "middle");
  }

  private void grid(int left, double share, String value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
            left,
            left + WIDTH,
            y(share),
            y(share)));
    label(left - 6, y(share) + 4, value, "end");
  }

  private void plot(int left, Line line) {
    List<String> points = new ArrayList<>();
    for (Capacity at : measured) {
      points.add(
          String.format(Locale.ROOT, "%.1f,%.1f", x(left, at), y(line.figure().applyAsDouble(at))));
    }
    svg.append(
        "<polyline class=\"line %s\" points=\"%s\"/>%n"
            .formatted(line.style(), String.join(" ", points)));
    label(
        left + WIDTH + 4,
        y(line.figure().applyAsDouble(measured.getLast())) + 4,
        line.label(),
        "start");
  }

  private void label(int x, double y, String words, String anchor) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n",
            x,
            y,
            anchor,
            words));
  }

  private double x(int left, Capacity at) {
    return left + (double) WIDTH * at.calls() / mostCalls;
  }

  private static double y(double share) {
    return TOP + HEIGHT * (1 - Math.clamp(share, 0, 1));
  }

  private static String number(double value) {
    return value < 1
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%.0f", value);
  }
}
