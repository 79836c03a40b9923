package org.voiceteller.http.message;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A message as a release sends and reads it: its shape, and samples of it on the wire. Never
 * edited. Beside each sample stands what it says, for people.
 */
record FrozenMessage(MessageShape shape, List<byte[]> samples) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPrettyPrinter(
              new DefaultPrettyPrinter()
                  .withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE))
          .build();
  private static final CBORMapper CBOR = new CBORMapper();

  static FrozenMessage read(Path file) throws IOException {
    JsonNode all = JSON.readTree(Files.readAllBytes(file));
    List<byte[]> samples = new ArrayList<>();
    for (JsonNode sample : all.path("samples")) {
      samples.add(sample.path("wire").binaryValue());
    }
    return new FrozenMessage(
        MessageShape.parse(
            JSON.convertValue(all.path("shape"), new TypeReference<List<String>>() {})),
        samples);
  }

  /** Samples as a developer writes them: a list of JSON objects, brought to the wire. */
  static List<byte[]> drafts(Path file) throws IOException {
    List<byte[]> samples = new ArrayList<>();
    for (JsonNode sample : JSON.readTree(Files.readAllBytes(file))) {
      samples.add(CBOR.writeValueAsBytes(sample));
    }
    return samples;
  }

  void write(Path file) throws IOException {
    var all = JSON.createObjectNode();
    shape.lines().forEach(all.putArray("shape")::add);
    var kept = all.putArray("samples");
    for (byte[] sample : samples) {
      ObjectNode each = kept.addObject();
      each.set("says", tree(sample));
      each.put("wire", sample);
    }
    Files.writeString(file, JSON.writeValueAsString(all) + "\n");
  }

  static JsonNode tree(byte[] wire) throws IOException {
    return CBOR.readTree(wire);
  }
}
