package org.voiceteller.loadtests.echo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class CapacityChartTest {

  @Test
  void drawsALineOverAllCallsForEachFigureInsideThePicture() throws Exception {
    var svg = CapacityChart.svg(List.of(measured(1, 2_500), measured(50, 700), measured(150, 900)));

    var picture =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    var box = picture.getAttribute("viewBox").split(" ");
    var lines = picture.getElementsByTagName("polyline");
    assertThat(lines.getLength()).isEqualTo(5);
    for (int i = 0; i < lines.getLength(); i++) {
      var points = ((Element) lines.item(i)).getAttribute("points").split(" ");
      assertThat(points).hasSize(3);
      assertThat(Arrays.stream(points).map(point -> Double.parseDouble(point.split(",")[0])))
          .isSorted()
          .allMatch(x -> x >= 0 && x <= Double.parseDouble(box[2]));
      assertThat(Arrays.stream(points).map(point -> Double.parseDouble(point.split(",")[1])))
          .allMatch(y -> y >= 0 && y <= Double.parseDouble(box[3]));
    }
  }

  private static Capacity measured(int calls, long micros) {
    return new Capacity(
        calls,
        new Rounds(List.of(round(calls, micros))),
        new Rounds(List.of(round(calls, micros / 3))));
  }

  private static Round round(int calls, long micros) {
    var latency = new Histogram(3);
    latency.recordValue(micros);
    latency.recordValue(10 * micros);
    return new Round(calls, latency, latency, 0, 2, List.of(new Round.Use(0.8, 2_000_000)));
  }
}
